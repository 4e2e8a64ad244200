import type { HeadPose } from '../../values/faces.ts';
import { angleTurns, hypotenuse } from '../portable-math.ts';
import { CANONICAL, VERTEX_COUNT } from './canonical-face.ts';
import { closestRotation, type Rotation } from './rotation.ts';

/** A canonical face fitted to the landmarks of a photo. */
export interface FaceFit {
  /** Canonical axes to picture axes (x right, y up, z to the viewer). */
  readonly rotation: Rotation;
  /** px per cm */
  readonly scale: number;
  /** Picture place of the canonical origin: x px, y px (down), z px (to the viewer). */
  readonly origin: readonly [number, number, number];
  /** 468 x 3: x, y of the photo's landmarks at pixel centres (y down), z in px to the viewer. */
  readonly points: Float32Array;
  /** 10 more values: x, y of the five right-iris then the five left-iris landmarks, if given. */
  readonly irises: Float32Array;
  readonly pose: HeadPose;
  /** Distance of the eye centres, px. */
  readonly interocular: number;
}

/** The landmarks' z is noisy and the canonical z is nobody's in particular: take the middle. */
const LANDMARK_Z_SHARE = 0.5;

/**
 * Fits the canonical mesh by weighted Procrustes (similarity).
 * @param landmarks 478 x 3 (or 468 x 3): x, y in px with pixel edges at whole numbers, z on the same scale, near is negative
 */
export function fitFace(landmarks: Float32Array): FaceFit {
  const place = (i: number): [number, number, number] => [
    (landmarks[3 * i] ?? 0) - 0.5,
    -((landmarks[3 * i + 1] ?? 0) - 0.5),
    -(landmarks[3 * i + 2] ?? 0),
  ];
  const model = (i: number): [number, number, number] => [
    CANONICAL.vertices[3 * i] ?? 0,
    CANONICAL.vertices[3 * i + 1] ?? 0,
    CANONICAL.vertices[3 * i + 2] ?? 0,
  ];
  const { rotation, scale, shift } = similarity(place, model);
  const points = new Float32Array(VERTEX_COUNT * 3);
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [x, y, z] = place(i);
    const fitted = apply(rotation, model(i))[2] * scale + shift[2];
    points[3 * i] = x;
    points[3 * i + 1] = -y;
    points[3 * i + 2] = LANDMARK_Z_SHARE * z + (1 - LANDMARK_Z_SHARE) * fitted;
  }
  return {
    rotation,
    scale,
    origin: [shift[0], -shift[1], shift[2]],
    points,
    irises: irisPoints(landmarks),
    pose: poseOf(rotation),
    interocular: eyeDistance(points),
  };
}

type Vector = [number, number, number];

/** `rotation` times `v`. */
export function apply(rotation: Rotation, v: readonly [number, number, number]): Vector {
  const [a, b, c, d, e, f, g, h, i] = rotation;
  return [a * v[0] + b * v[1] + c * v[2], d * v[0] + e * v[1] + f * v[2], g * v[0] + h * v[1] + i * v[2]];
}

function similarity(place: (i: number) => Vector, model: (i: number) => Vector) {
  const middle = (of: (i: number) => Vector): Vector => {
    const sum: Vector = [0, 0, 0];
    let total = 0;
    for (const [i, w] of CANONICAL.basis) {
      const v = of(i);
      for (let k = 0; k < 3; k++) sum[k] = (sum[k] ?? 0) + w * (v[k] ?? 0);
      total += w;
    }
    return [sum[0] / total, sum[1] / total, sum[2] / total];
  };
  const [to, from] = [middle(place), middle(model)];
  const s = new Array<number>(9).fill(0);
  let spread = 0;
  for (const [i, w] of CANONICAL.basis) {
    const a = place(i).map((v, k) => v - (to[k] ?? 0));
    const b = model(i).map((v, k) => v - (from[k] ?? 0));
    for (let r = 0; r < 3; r++)
      for (let c = 0; c < 3; c++) s[r * 3 + c] = (s[r * 3 + c] ?? 0) + w * (a[r] ?? 0) * (b[c] ?? 0);
    spread += w * b.reduce((sum, v) => sum + v * v, 0);
  }
  const rotation = closestRotation(s as unknown as Rotation);
  const along = s.reduce((sum, v, k) => sum + v * (rotation[k] ?? 0), 0);
  const scale = along / spread;
  const turned = apply(rotation, from);
  const shift: Vector = [to[0] - scale * turned[0], to[1] - scale * turned[1], to[2] - scale * turned[2]];
  return { rotation, scale, shift };
}

function poseOf(r: Rotation): HeadPose {
  return {
    yaw: 360 * angleTurns(r[2], r[8]),
    pitch: 360 * angleTurns(r[5], hypotenuse(r[2], r[8])),
    roll: 360 * angleTurns(r[1], r[4]),
  };
}

function irisPoints(landmarks: Float32Array): Float32Array {
  const out = new Float32Array(landmarks.length >= 478 * 3 ? 20 : 0);
  for (let i = 0; i < out.length / 2; i++) {
    out[2 * i] = (landmarks[3 * (VERTEX_COUNT + i)] ?? 0) - 0.5;
    out[2 * i + 1] = (landmarks[3 * (VERTEX_COUNT + i) + 1] ?? 0) - 0.5;
  }
  return out;
}

function eyeDistance(points: Float32Array): number {
  const at = (i: number, k: number): number => points[3 * i + k] ?? 0;
  const mid = (a: number, b: number, k: number): number => (at(a, k) + at(b, k)) / 2;
  const [dx, dy, dz] = [0, 1, 2].map((k) => mid(33, 133, k) - mid(263, 362, k));
  return hypotenuse(hypotenuse(dx, dy), dz);
}
