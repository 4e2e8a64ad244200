import type { Point } from '../../values/value.ts';

/** Sub-rows per pixel row: edges are smooth to a quarter of a pixel. */
const SUB_ROWS = 4;

/**
 * How much of every pixel lies inside a polygon (even-odd rule).
 * @param polygon px; pixel (i, j) covers [i, i+1) x [j, j+1)
 * @returns `width * height` values in 0..1
 */
export function fillPolygon(polygon: readonly Point[], width: number, height: number): Float32Array {
  const out = new Float32Array(width * height);
  for (let line = 0; line < height * SUB_ROWS; line++) {
    const crossings = crossingsAt(polygon, (line + 0.5) / SUB_ROWS);
    const row = Math.floor(line / SUB_ROWS) * width;
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      addSpan(out, row, width, crossings[i] as number, crossings[i + 1] as number);
    }
  }
  return out;
}

/** Where the polygon's edges meet a horizontal line, from left to right. */
function crossingsAt(polygon: readonly Point[], y: number): number[] {
  const crossings: number[] = [];
  polygon.forEach((from, i) => {
    const to = polygon[(i + 1) % polygon.length] as Point;
    if (from.y <= y === to.y <= y) return;
    crossings.push(from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x));
  });
  return crossings.sort((a, b) => a - b);
}

/** Adds one sub-row's coverage of the span from `start` to `end`, px. */
function addSpan(out: Float32Array, row: number, width: number, start: number, end: number): void {
  const from = Math.max(0, start);
  const to = Math.min(width, end);
  for (let x = Math.floor(from); x < to; x++) {
    const covered = Math.min(x + 1, to) - Math.max(x, from);
    out[row + x] = (out[row + x] as number) + covered / SUB_ROWS;
  }
}
