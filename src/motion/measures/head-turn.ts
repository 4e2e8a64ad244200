import type { HeadPose } from '../../values/faces.ts';
import { CANONICAL } from '../rig/canonical-face.ts';
import { fitFace } from '../rig/fit-face.ts';
import { headRotation } from '../rig/rotation.ts';

/** First and last step of the search, degrees. */
const FIRST_STEP = 4;
const LAST_STEP = 0.02;

/** Landmarks by which a turn is measured: expression hardly moves them. */
export const TURN_POINTS: readonly number[] = CANONICAL.basis.map(([vertex]) => vertex);

/** Share of the points' weight that must have been followed in the pixels; below it all of them count alike. */
const LEAST_FOLLOWED = 0.15;

/** How a head in a frame differs from that in the photo. */
export interface HeadTurn extends HeadPose {
  /** Size in the frame over that in the photo. */
  readonly scale: number;
}

/**
 * Turn of a head between the photo and a frame, degrees, signs as in the motion channels: the rotation of the photo's
 * face in space whose view lies closest to the points of the frame, whatever their place and size (weighted least
 * squares under scaled orthography). The frame's own depth has no say: the landmark model knows it mostly from
 * shading, and reports only 52 to 84 % of the turn of a textured mesh that was turned exactly by 5 and 10°.
 * @param photo 478 x 3, px @param frame 478 x 3, px
 * @param trust how surely each point of the frame was found, 0..1: see `follow-points.ts`
 */
export function headTurn(photo: Float32Array, frame: Float32Array, trust?: Float32Array): HeadTurn {
  const { points } = fitFace(photo);
  const weights = weightsOf(trust);
  const from = centred(weights, (i, axis) => (axis === 1 ? -points[3 * i + 1] : points[3 * i + axis]));
  const to = centred(weights, (i, axis) => (axis === 1 ? -frame[3 * i + 1] : frame[3 * i + axis]));
  let best: [number, number, number] = [0, 0, 0];
  let least = fitted(weights, from, to, best).left;
  for (let step = FIRST_STEP; step > LAST_STEP; ) {
    let found = false;
    for (const axis of [0, 1, 2]) {
      for (const sign of [-1, 1]) {
        const next: typeof best = [...best];
        next[axis] += sign * step;
        const { left } = fitted(weights, from, to, next);
        if (left >= least) continue;
        [best, least, found] = [next, left, true];
      }
    }
    if (!found) step /= 2;
  }
  const { scale } = fitted(weights, from, to, best);
  return { yaw: best[0], pitch: best[1], roll: best[2], scale };
}

/** Weights of {@link TURN_POINTS}, in their order. */
function weightsOf(trust: Float32Array | undefined): Float64Array {
  const plain = Float64Array.from(CANONICAL.basis, ([, weight]) => weight);
  if (trust === undefined) return plain;
  const followed = plain.map((weight, n) => weight * trust[TURN_POINTS[n]]);
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return sum(followed) < LEAST_FOLLOWED * sum(plain) ? plain : followed;
}

/** The points about their middle: x right, y up, z to the viewer, three per point. */
function centred(weights: Float64Array, at: (vertex: number, axis: 0 | 1 | 2) => number): Float64Array {
  const out = new Float64Array(3 * weights.length);
  for (const axis of [0, 1, 2] as const) {
    let [sum, total] = [0, 0];
    weights.forEach((weight, n) => {
      sum += weight * at(TURN_POINTS[n], axis);
      total += weight;
    });
    TURN_POINTS.forEach((vertex, n) => {
      out[3 * n + axis] = at(vertex, axis) - sum / total;
    });
  }
  return out;
}

/** The best scale of the turned points, and the weighted square distance to `to` that is left with it, px². */
function fitted(
  weights: Float64Array,
  from: Float64Array,
  to: Float64Array,
  turn: readonly [number, number, number],
): { readonly scale: number; readonly left: number } {
  const r = headRotation(...turn);
  let [own, both, other] = [0, 0, 0];
  weights.forEach((weight, n) => {
    const [x, y, z] = [from[3 * n], from[3 * n + 1], from[3 * n + 2]];
    const [u, v] = [r[0] * x + r[1] * y + r[2] * z, r[3] * x + r[4] * y + r[5] * z];
    const [tx, ty] = [to[3 * n], to[3 * n + 1]];
    own += weight * (u * u + v * v);
    both += weight * (u * tx + v * ty);
    other += weight * (tx * tx + ty * ty);
  });
  return { scale: both / own, left: other - (both * both) / own };
}
