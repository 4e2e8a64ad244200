import { type Box, GRID, type Position } from '../document/place.ts';

/** Widths that are tried for the rows. */
const WIDTHS_TRIED = 60;

/**
 * Boxes in rows, the highest first, so that the whole has about the shape of its screen.
 * @param aspect width over height of that
 * @returns upper left corners, px on the grid
 */
export function packBoxes(boxes: readonly Box[], aspect: number, gap: number): readonly Position[] {
  const order = [...boxes.keys()].sort((a, b) => (boxes[b]?.height ?? 0) - (boxes[a]?.height ?? 0));
  const widest = Math.max(0, ...boxes.map(({ width }) => width));
  const all = boxes.reduce((sum, { width }) => sum + width + gap, 0);
  let best: { readonly size: number; readonly corners: readonly Position[] } | undefined;
  for (let step = 0; step <= WIDTHS_TRIED; step++) {
    const limit = widest + (all - widest) * (step / WIDTHS_TRIED) ** 2;
    const { corners, width, height } = inRows(boxes, order, limit, gap);
    const size = Math.max(width / aspect, height);
    if (!best || size < best.size) best = { size, corners };
  }
  return best?.corners ?? [];
}

function inRows(boxes: readonly Box[], order: readonly number[], limit: number, gap: number) {
  const corners: Position[] = boxes.map(() => ({ x: 0, y: 0 }));
  const up = (value: number) => Math.ceil(value / GRID) * GRID;
  let [x, y, row, width] = [0, 0, 0, 0];
  for (const index of order) {
    const box = boxes[index];
    if (!box) continue;
    if (x > 0 && x + box.width > limit) [x, y, row] = [0, up(y + row + gap), 0];
    corners[index] = { x, y };
    width = Math.max(width, x + box.width);
    row = Math.max(row, box.height);
    x = up(x + box.width + gap);
  }
  return { corners, width, height: y + row };
}
