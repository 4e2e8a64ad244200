import type { HeadPose } from '../../values/faces.ts';
import { CANONICAL } from '../rig/canonical-face.ts';
import { fitFace } from '../rig/fit-face.ts';
import { headRotation } from '../rig/rotation.ts';

/** First and last step of the search, degrees. */
const FIRST_STEP = 4;
const LAST_STEP = 0.02;

/**
 * Turn of a head between the photo and a frame, degrees, signs as in the motion channels: the rotation of the photo's
 * face in space whose view lies closest to the points of the frame, whatever their place and size (weighted least
 * squares under scaled orthography). The frame's own depth has no say: the landmark model knows it mostly from
 * shading, and reports only 52 to 84 % of the turn of a textured mesh that was turned exactly by 5 and 10°.
 * @param photo 478 x 3, px @param frame 478 x 3, px
 */
export function headTurn(photo: Float32Array, frame: Float32Array): HeadPose {
  const { points } = fitFace(photo);
  const from = centred((i, axis) => (axis === 1 ? -points[3 * i + 1] : points[3 * i + axis]));
  const to = centred((i, axis) => (axis === 1 ? -frame[3 * i + 1] : frame[3 * i + axis]));
  let best: [number, number, number] = [0, 0, 0];
  let least = distance(from, to, best);
  for (let step = FIRST_STEP; step > LAST_STEP; ) {
    let found = false;
    for (const axis of [0, 1, 2]) {
      for (const sign of [-1, 1]) {
        const next: typeof best = [...best];
        next[axis] += sign * step;
        const far = distance(from, to, next);
        if (far >= least) continue;
        [best, least, found] = [next, far, true];
      }
    }
    if (!found) step /= 2;
  }
  return { yaw: best[0], pitch: best[1], roll: best[2] };
}

/** Points that expression hardly moves, about their middle: x right, y up, z to the viewer, three per point. */
function centred(at: (vertex: number, axis: 0 | 1 | 2) => number): Float64Array {
  const out = new Float64Array(3 * CANONICAL.basis.length);
  for (const axis of [0, 1, 2] as const) {
    let [sum, total] = [0, 0];
    for (const [vertex, weight] of CANONICAL.basis) {
      sum += weight * at(vertex, axis);
      total += weight;
    }
    CANONICAL.basis.forEach(([vertex], n) => {
      out[3 * n + axis] = at(vertex, axis) - sum / total;
    });
  }
  return out;
}

/** Weighted square distance that is left between the turned points and `to` at the best scale, px². */
function distance(from: Float64Array, to: Float64Array, turn: readonly [number, number, number]): number {
  const r = headRotation(...turn);
  let [own, both, other] = [0, 0, 0];
  CANONICAL.basis.forEach(([, weight], n) => {
    const [x, y, z] = [from[3 * n], from[3 * n + 1], from[3 * n + 2]];
    const [u, v] = [r[0] * x + r[1] * y + r[2] * z, r[3] * x + r[4] * y + r[5] * z];
    const [tx, ty] = [to[3 * n], to[3 * n + 1]];
    own += weight * (u * u + v * v);
    both += weight * (u * tx + v * ty);
    other += weight * (tx * tx + ty * ty);
  });
  return other - (both * both) / own;
}
