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
  const weights = weightsOf(trust, facing(points));
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

/** Weights of {@link TURN_POINTS}, in their order. @param seen see {@link facing} */
function weightsOf(trust: Float32Array | undefined, seen: Float64Array): Float64Array {
  const plain = Float64Array.from(CANONICAL.basis, ([vertex, weight]) => weight * seen[vertex]);
  if (trust === undefined) return plain;
  const followed = plain.map((weight, n) => weight * trust[TURN_POINTS[n]]);
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  return sum(followed) < LEAST_FOLLOWED * sum(plain) ? plain : followed;
}

/** Cosine between the skin's normal and the view from which a point counts, and from which it does in full. */
const SEEN_FROM = 0.05;
const SEEN_FULL = 0.3;

/** How far the skin at every vertex of a fitted face turns to the viewer: 0 turned away, 1 well seen. */
function facing(points: Float32Array): Float64Array {
  const { triangles } = CANONICAL;
  const normals = new Float64Array(points.length);
  for (let k = 0; k < triangles.length; k += 3) {
    const [a, b, c] = [triangles[k], triangles[k + 1], triangles[k + 2]];
    const side = (of: number, axis: number): number => points[3 * of + axis] - points[3 * a + axis];
    for (const axis of [0, 1, 2]) {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      const part = side(b, u) * side(c, v) - side(b, v) * side(c, u);
      for (const vertex of [a, b, c]) normals[3 * vertex + axis] += part;
    }
  }
  const count = points.length / 3;
  let toViewer = 0;
  for (let i = 0; i < count; i++) toViewer += normals[3 * i + 2];
  // whichever way round the triangles run, most of a face that was found is seen
  const sign = toViewer < 0 ? -1 : 1;
  return Float64Array.from({ length: count }, (_, i) => {
    const [x, y, z] = [normals[3 * i], normals[3 * i + 1], normals[3 * i + 2]];
    const cosine = (sign * z) / (Math.sqrt(x * x + y * y + z * z) || 1);
    return Math.min(1, Math.max(0, (cosine - SEEN_FROM) / (SEEN_FULL - SEEN_FROM)));
  });
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
