import { CANONICAL, VERTEX_COUNT } from '../rig/canonical-face.ts';
import { INNER_LOWER_LIP, INNER_UPPER_LIP, LOWER_LIP_ROWS } from '../rig/face-points.ts';

/** Darkening of skin that is pushed together, per share of its area lost, and brightening where it is stretched. */
const FOLDED = 0.4;
const STRETCHED = 0.08;
/** Most of either. */
const DARKEST = 0.13;
const BRIGHTEST = 0.04;
/** Triangles smaller than this (px squared) lie on edge and say nothing. */
const LEAST_AREA = 2;

const LIPS = new Set<number>([...INNER_UPPER_LIP, ...INNER_LOWER_LIP, ...LOWER_LIP_ROWS]);
/** Corners of the triangles that touch no lip. */
const SKIN_TRIANGLES = CANONICAL.triangles.filter((_, k, all) => {
  const first = k - (k % 3);
  return !LIPS.has(all[first]) && !LIPS.has(all[first + 1]) && !LIPS.has(all[first + 2]);
});

/**
 * Light that creases lose (ambient occlusion): skin that an expression pushes together folds into lines too fine for
 * the mesh, as beside a smile and between drawn brows. Change of brightness per vertex, of its brightness.
 * @param points 468 x 2, px, at rest @param deltas 468 x 2, px @param out 468 x 2: the change and a spare 0
 */
export function skinCreases(points: Float32Array, deltas: Float32Array, out: Float32Array): void {
  const rest = new Float32Array(VERTEX_COUNT);
  const moved = new Float32Array(VERTEX_COUNT);
  const t = SKIN_TRIANGLES;
  for (let k = 0; k < t.length; k += 3) {
    const before = area(points, deltas, k, 0);
    if (Math.abs(before) < LEAST_AREA) continue;
    const after = Math.max(0, area(points, deltas, k, 1) / before) * Math.abs(before);
    for (let n = k; n < k + 3; n++) {
      rest[t[n]] += Math.abs(before);
      moved[t[n]] += after;
    }
  }
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const change = rest[i] === 0 ? 0 : moved[i] / rest[i] - 1;
    out[2 * i] = change < 0 ? Math.max(-DARKEST, FOLDED * change) : Math.min(BRIGHTEST, STRETCHED * change);
  }
}

/** Twice the signed area of the triangle whose corners begin at `k`, with this share of the displacement. */
function area(points: Float32Array, deltas: Float32Array, k: number, share: number): number {
  const a = 2 * SKIN_TRIANGLES[k];
  const b = 2 * SKIN_TRIANGLES[k + 1];
  const c = 2 * SKIN_TRIANGLES[k + 2];
  const ax = points[a] + share * deltas[a];
  const ay = points[a + 1] + share * deltas[a + 1];
  const bx = points[b] + share * deltas[b] - ax;
  const by = points[b + 1] + share * deltas[b + 1] - ay;
  const cx = points[c] + share * deltas[c] - ax;
  const cy = points[c + 1] + share * deltas[c + 1] - ay;
  return bx * cy - cx * by;
}
