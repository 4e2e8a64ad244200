import type { Grid } from './grid.ts';

/** Fractions of a pixel that kernels are tabled for, and the bits of such a fraction. */
const PHASE_BITS = 8;
const PHASES = 1 << PHASE_BITS;
const PHASE_MASK = PHASES - 1;
/** Bits of a tabled weight: two of them times a byte stay within 31 bits. */
const WEIGHT_BITS = 11;
const WEIGHT_ONE = 1 << WEIGHT_BITS;
const SUM_BITS = 2 * WEIGHT_BITS;
const HALF = 1 << (SUM_BITS - 1);
/** Bits of a fraction of a pixel and of a weight, for other back ends. */
export const KERNEL_BITS = { phase: PHASE_BITS, weight: WEIGHT_BITS } as const;

/** Weights of four neighbours per fraction of a pixel, whole numbers that sum to 2^11. */
export type KernelTable = Int32Array;

/**
 * Cubic convolution (Keys 1981) as a table. @param sharpness Keys' `a`: -0.5 is Catmull-Rom, more negative keeps
 * more of the fine detail that resampling takes
 */
export function kernelTable(sharpness: number): KernelTable {
  const a = sharpness;
  const out = new Int32Array(4 * PHASES);
  for (let n = 0; n < PHASES; n++) {
    const f = n / PHASES;
    const w0 = Math.round(WEIGHT_ONE * a * f * (1 - f) * (1 - f));
    const w1 = Math.round(WEIGHT_ONE * (((a + 2) * f - (a + 3)) * f * f + 1));
    const w3 = Math.round(WEIGHT_ONE * a * f * f * (1 - f));
    out.set([w0, w1, WEIGHT_ONE - w0 - w1 - w3, w3], 4 * n);
  }
  return out;
}

/** A picture as one number per pixel: red in the lowest byte, then green, blue, alpha. */
export interface PackedPicture {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** The same bytes seen as pixels (copied only where they do not start at a whole pixel). */
export function packedPicture(data: Uint8ClampedArray, width: number, height: number): PackedPicture {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return { pixels: new Uint32Array(aligned.buffer, aligned.byteOffset, width * height), width, height };
}

/** Fraction-of-a-pixel places per node of a grid, and where their cells are drawn. */
export interface CellTarget {
  readonly grid: Grid;
  readonly kernel: KernelTable;
  /** RGBA, as wide as the source, from its row `top` on */
  readonly out: Uint8ClampedArray;
  readonly top: number;
}

/**
 * Draws the pixels of cell (i, j) from where the grid's nodes point to; whole-number arithmetic, so that every
 * machine gives the same bytes. @param x, y places in the source per node, px
 */
export function resampleCell(
  target: CellTarget,
  source: PackedPicture,
  x: Float32Array,
  y: Float32Array,
  i: number,
  j: number,
): void {
  const { grid, kernel, out } = target;
  const { pixels, width, height } = source;
  const { cell, columns } = grid;
  const k = j * columns + i;
  const [left, top] = [i * cell, j * cell];
  const right = Math.min(width, left + cell);
  const bottom = Math.min(height, top + cell);
  for (let row = top; row < bottom; row++) {
    const fy = (row - top) / cell;
    const ax = PHASES * (x[k] + fy * (x[k + columns] - x[k])) + 0.5;
    const ay = PHASES * (y[k] + fy * (y[k + columns] - y[k])) + 0.5;
    const bx = (PHASES * (x[k + 1] + fy * (x[k + columns + 1] - x[k + 1])) + 0.5 - ax) / cell;
    const by = (PHASES * (y[k + 1] + fy * (y[k + columns + 1] - y[k + 1])) + 0.5 - ay) / cell;
    let to = 4 * ((row - target.top) * width + left);
    for (let column = 0; column < right - left; column++, to += 4) {
      const px = Math.floor(ax + column * bx);
      const py = Math.floor(ay + column * by);
      const ix = px >> PHASE_BITS;
      const iy = py >> PHASE_BITS;
      if (ix < 1 || iy < 1 || ix > width - 3 || iy > height - 3) {
        const colour = borderPixel(source, kernel, px, py);
        out[to] = colour & 255;
        out[to + 1] = (colour >> 8) & 255;
        out[to + 2] = (colour >> 16) & 255;
        out[to + 3] = 255;
        continue;
      }
      const wx = (px & PHASE_MASK) << 2;
      const wy = (py & PHASE_MASK) << 2;
      const w0 = kernel[wx];
      const w1 = kernel[wx + 1];
      const w2 = kernel[wx + 2];
      const w3 = kernel[wx + 3];
      let from = (iy - 1) * width + ix - 1;
      let r = HALF;
      let g = HALF;
      let b = HALF;
      for (let n = 0; n < 4; n++, from += width) {
        const w = kernel[wy + n];
        const c0 = pixels[from];
        const c1 = pixels[from + 1];
        const c2 = pixels[from + 2];
        const c3 = pixels[from + 3];
        r =
          (r +
            Math.imul(
              w,
              (Math.imul(w0, c0 & 255) +
                Math.imul(w1, c1 & 255) +
                Math.imul(w2, c2 & 255) +
                Math.imul(w3, c3 & 255)) |
                0,
            )) |
          0;
        g =
          (g +
            Math.imul(
              w,
              (Math.imul(w0, (c0 >> 8) & 255) +
                Math.imul(w1, (c1 >> 8) & 255) +
                Math.imul(w2, (c2 >> 8) & 255) +
                Math.imul(w3, (c3 >> 8) & 255)) |
                0,
            )) |
          0;
        b =
          (b +
            Math.imul(
              w,
              (Math.imul(w0, (c0 >> 16) & 255) +
                Math.imul(w1, (c1 >> 16) & 255) +
                Math.imul(w2, (c2 >> 16) & 255) +
                Math.imul(w3, (c3 >> 16) & 255)) |
                0,
            )) |
          0;
      }
      out[to] = r >> SUM_BITS;
      out[to + 1] = g >> SUM_BITS;
      out[to + 2] = b >> SUM_BITS;
      out[to + 3] = 255;
    }
  }
}

/** One resampled pixel at (x, y) px: red | green << 8 | blue << 16; outside, the border repeats. */
export function resamplePixel(source: PackedPicture, kernel: KernelTable, x: number, y: number): number {
  return borderPixel(source, kernel, Math.floor(PHASES * x + 0.5), Math.floor(PHASES * y + 0.5));
}

/** @param px, py place in 1/256 px */
function borderPixel(source: PackedPicture, kernel: KernelTable, px: number, py: number): number {
  const { pixels, width, height } = source;
  const ix = px >> PHASE_BITS;
  const iy = py >> PHASE_BITS;
  const wx = (px & PHASE_MASK) << 2;
  const wy = (py & PHASE_MASK) << 2;
  const x0 = within(ix - 1, width);
  const x1 = within(ix, width);
  const x2 = within(ix + 1, width);
  const x3 = within(ix + 2, width);
  let r = HALF;
  let g = HALF;
  let b = HALF;
  for (let n = 0; n < 4; n++) {
    const line = within(iy - 1 + n, height) * width;
    const c0 = pixels[line + x0];
    const c1 = pixels[line + x1];
    const c2 = pixels[line + x2];
    const c3 = pixels[line + x3];
    const w0 = Math.imul(kernel[wx], kernel[wy + n]);
    const w1 = Math.imul(kernel[wx + 1], kernel[wy + n]);
    const w2 = Math.imul(kernel[wx + 2], kernel[wy + n]);
    const w3 = Math.imul(kernel[wx + 3], kernel[wy + n]);
    r += w0 * (c0 & 255) + w1 * (c1 & 255) + w2 * (c2 & 255) + w3 * (c3 & 255);
    g += w0 * ((c0 >> 8) & 255) + w1 * ((c1 >> 8) & 255) + w2 * ((c2 >> 8) & 255) + w3 * ((c3 >> 8) & 255);
    b +=
      w0 * ((c0 >> 16) & 255) + w1 * ((c1 >> 16) & 255) + w2 * ((c2 >> 16) & 255) + w3 * ((c3 >> 16) & 255);
  }
  return byte(r >> SUM_BITS) | (byte(g >> SUM_BITS) << 8) | (byte(b >> SUM_BITS) << 16);
}

function within(n: number, size: number): number {
  return n < 0 ? 0 : n >= size ? size - 1 : n;
}

function byte(v: number): number {
  return Math.max(0, Math.min(255, v));
}
