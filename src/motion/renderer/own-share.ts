import type { FaceFit } from '../rig/fit-face.ts';
import type { Grid } from './grid.ts';
import { place } from './head-field.ts';

/** The middle of a head, canonical cm. */
const MIDDLE: readonly [number, number, number] = [0, 0, -2];

/**
 * Which face a node goes with, for every face the share per node (0..1, all faces together 1): the nearest in
 * multiples of its own size, with a soft border between two heads.
 */
export function ownShares(fits: readonly FaceFit[], grid: Grid): Float32Array[] {
  const shares = fits.map(() => new Float32Array(grid.columns * grid.rows));
  const middles = fits.map((fit) => place(fit, MIDDLE));
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      let total = 0;
      for (let n = 0; n < fits.length; n++) {
        const [dx, dy] = [grid.x0 + i * grid.cell - middles[n][0], grid.y0 + j * grid.cell - middles[n][1]];
        const square = (dx * dx + dy * dy) / (fits[n].interocular * fits[n].interocular) + 0.05;
        shares[n][k] = 1 / (square * square * square * square);
        total += shares[n][k];
      }
      for (const share of shares) share[k] /= total;
    }
  }
  return shares;
}
