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

/**
 * Light that creases lose (ambient occlusion): skin that an expression pushes together folds into lines too fine for
 * the mesh, as beside a smile and between drawn brows. Change of brightness per vertex, of its brightness.
 * @param points 468 x 2, px, at rest @param deltas 468 x 2, px @param out 468 x 2: the change and a spare 0
 */
export function skinCreases(points: Float32Array, deltas: Float32Array, out: Float32Array): void {
  const rest = new Float32Array(VERTEX_COUNT);
  const moved = new Float32Array(VERTEX_COUNT);
  const t = CANONICAL.triangles;
  const area = (a: number, b: number, c: number, share: number): number => {
    const at = (i: number): number => points[i] + share * deltas[i];
    const [ax, ay] = [at(2 * a), at(2 * a + 1)];
    return (at(2 * b) - ax) * (at(2 * c + 1) - ay) - (at(2 * c) - ax) * (at(2 * b + 1) - ay);
  };
  for (let k = 0; k < t.length; k += 3) {
    const [a, b, c] = [t[k], t[k + 1], t[k + 2]];
    if (LIPS.has(a) || LIPS.has(b) || LIPS.has(c)) continue;
    const before = area(a, b, c, 0);
    if (Math.abs(before) < LEAST_AREA) continue;
    const after = Math.max(0, area(a, b, c, 1) / before) * Math.abs(before);
    for (const i of [a, b, c]) {
      rest[i] += Math.abs(before);
      moved[i] += after;
    }
  }
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const change = rest[i] === 0 ? 0 : moved[i] / rest[i] - 1;
    out[2 * i] = change < 0 ? Math.max(-DARKEST, FOLDED * change) : Math.min(BRIGHTEST, STRETCHED * change);
  }
}
