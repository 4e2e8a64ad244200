import type { CellTarget } from './resample-cell.ts';

/** Bits of a gain: with a byte and the square of a cell they stay within 31 bits. */
export const GAIN_BITS = 11;
const GAIN_ONE = 1 << GAIN_BITS;

/**
 * Multiplies the drawn pixels of cell (i, j) by the gain between its nodes; whole-number arithmetic, so that every
 * machine gives the same bytes. @param gain per node, 1 = as drawn
 */
export function shadeCell(
  { grid, out, top: outTop }: CellTarget,
  width: number,
  height: number,
  gain: Float32Array,
  i: number,
  j: number,
): void {
  const { cell, columns } = grid;
  const k = j * columns + i;
  const a = Math.round(GAIN_ONE * gain[k]);
  const b = Math.round(GAIN_ONE * gain[k + 1]);
  const c = Math.round(GAIN_ONE * gain[k + columns]);
  const d = Math.round(GAIN_ONE * gain[k + columns + 1]);
  if (a === GAIN_ONE && b === GAIN_ONE && c === GAIN_ONE && d === GAIN_ONE) return;
  const [left, top] = [i * cell, j * cell];
  const right = Math.min(width, left + cell);
  const bottom = Math.min(height, top + cell);
  // cells are powers of two
  const bits = GAIN_BITS + 2 * (31 - Math.clz32(cell));
  const half = 1 << (bits - 1);
  for (let row = top; row < bottom; row++) {
    const fy = row - top;
    const from = a * (cell - fy) + c * fy;
    const step = b * (cell - fy) + d * fy - from;
    let value = from * cell;
    let at = 4 * ((row - outTop) * width + left);
    for (let column = left; column < right; column++, at += 4, value += step) {
      out[at] = (out[at] * value + half) >> bits;
      out[at + 1] = (out[at + 1] * value + half) >> bits;
      out[at + 2] = (out[at + 2] * value + half) >> bits;
    }
  }
}
