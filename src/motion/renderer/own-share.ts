import { portableExp } from '../portable-math.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { faceHull, hullDistance } from './face-hull.ts';
import type { Grid } from './grid.ts';

/** Half the width of the border between two faces that touch, cm of the head, and what each cm of hair between them adds. */
const BORDER_CM = 0.55;
const BORDER_PER_CM = 0.12;
/** Beyond this many widths of the border a node is one face's alone. */
const FAR = 30;

/**
 * Which face a node goes with, for every face the share per node (0..1, all faces together 1): that whose outline is
 * nearest in multiples of its own size. A face that another one touches is its own to its outline, with a soft border.
 */
export function ownShares(fits: readonly FaceFit[], grid: Grid): Float32Array[] {
  const hulls = fits.map((fit) => faceHull(fit));
  const shares = fits.map(() => new Float32Array(grid.columns * grid.rows));
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const [x, y] = [grid.x0 + i * grid.cell, grid.y0 + j * grid.cell];
      const away = hulls.map((hull, n) => hullDistance(hull, x, y) / fits[n].scale);
      const nearest = Math.min(...away);
      const border = BORDER_CM + BORDER_PER_CM * Math.max(0, nearest);
      const weights = away.map((cm) => portableExp(-Math.min(FAR, (cm - nearest) / border)));
      const total = weights.reduce((a, b) => a + b);
      for (const [n, weight] of weights.entries()) shares[n][k] = weight / total;
    }
  }
  return shares;
}
