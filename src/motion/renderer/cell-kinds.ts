import type { Grid } from './grid.ts';

/** What the photo shows in a cell and around it: only background, the subject's outline, only the subject. */
export const CLEAR = 0;
export const OUTLINE = 1;
export const SOLID = 2;

/** Kind of every cell of the grid, judged with its neighbours; all solid without a matte. */
export function cellKinds(
  grid: Grid,
  width: number,
  height: number,
  alpha: Float32Array | undefined,
): Uint8Array {
  const [columns, rows] = [grid.columns - 1, grid.rows - 1];
  const out = new Uint8Array(columns * rows).fill(SOLID);
  if (alpha === undefined) return out;
  const touched = new Uint8Array(out.length);
  const holed = new Uint8Array(out.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const a = alpha[y * width + x];
      const at = Math.floor(y / grid.cell) * columns + Math.floor(x / grid.cell);
      if (a > 0) touched[at] = 1;
      if (a < 1) holed[at] = 1;
    }
  }
  for (let j = 0, k = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++, k++) {
      let [any, hole] = [0, 0];
      for (let b = Math.max(0, j - 1); b <= Math.min(rows - 1, j + 1); b++) {
        for (let a = Math.max(0, i - 1); a <= Math.min(columns - 1, i + 1); a++) {
          any |= touched[b * columns + a];
          hole |= holed[b * columns + a];
        }
      }
      out[k] = any === 0 ? CLEAR : hole === 0 ? SOLID : OUTLINE;
    }
  }
  return out;
}

/** Distance of every node to the nearest cell that the subject touches, in cells (two sweeps over 8 neighbours). */
export function nodeDistances(grid: Grid, kinds: Uint8Array): Uint8Array {
  const { columns, rows } = grid;
  const out = new Uint8Array(columns * rows).fill(255);
  for (let j = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++) {
      if (kinds[j * (columns - 1) + i] === CLEAR) continue;
      const k = j * columns + i;
      out[k] = out[k + 1] = out[k + columns] = out[k + columns + 1] = 0;
    }
  }
  for (let pass = 0; pass < 2; pass++) {
    const step = pass === 0 ? 1 : -1;
    for (let n = 0; n < out.length; n++) {
      const k = pass === 0 ? n : out.length - 1 - n;
      const [i, j] = [k % columns, Math.floor(k / columns)];
      let near = out[k] - 1;
      const [besideIn, aboveIn] = [i - step >= 0 && i - step < columns, j - step >= 0 && j - step < rows];
      const [otherIn] = [i + step >= 0 && i + step < columns];
      if (besideIn) near = Math.min(near, out[k - step]);
      if (aboveIn) {
        near = Math.min(near, out[k - step * columns]);
        if (besideIn) near = Math.min(near, out[k - step * columns - step]);
        if (otherIn) near = Math.min(near, out[k - step * columns + step]);
      }
      out[k] = Math.min(out[k], near + 1);
    }
  }
  return out;
}
