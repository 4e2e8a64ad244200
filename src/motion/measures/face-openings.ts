import { type EyePoints, LEFT_EYE, RIGHT_EYE } from '../rig/face-points.ts';

/** Pairs of opposite points in the middle of a lid, by their place in {@link EyePoints}. */
const LID_MIDDLES = [3, 4, 5] as const;
/** Middle of the inner rims of the lips. */
const [UPPER_LIP, LOWER_LIP] = [13, 14];
const [RIGHT_CORNER, LEFT_CORNER] = [61, 291];

/** How open a face's eyes and mouth are and where its eyes look, free of its size and of its turn. */
export interface FaceOpenings {
  /** Mean distance of the lids' middles across the eye over that of its corners in space, left and right eye; 0 when they cross. */
  readonly lids: readonly [left: number, right: number];
  /** Distance of the lips' inner rims over the distance of the eye centres. */
  readonly mouth: number;
  /** Distance of the mouth's corners over the distance of the eye centres. */
  readonly mouthWidth: number;
  /** Place of the irises between the eyes' middles, along the line of the corners, in eye widths; mean of both. */
  readonly gaze: number;
}

/** @param landmarks 478 x 3, px */
export function faceOpenings(landmarks: Float32Array): FaceOpenings {
  const eyes = eyeDistance(landmarks);
  return {
    lids: [lidAperture(landmarks, LEFT_EYE, 1), lidAperture(landmarks, RIGHT_EYE, -1)],
    mouth: distance(landmarks, UPPER_LIP, LOWER_LIP) / eyes,
    mouthWidth: distance(landmarks, RIGHT_CORNER, LEFT_CORNER) / eyes,
    gaze: (irisPlace(landmarks, LEFT_EYE) + irisPlace(landmarks, RIGHT_EYE)) / 2,
  };
}

/** @param outward -1 where the eye's points run from left to right of an upright face, 1 for the other eye */
function lidAperture(landmarks: Float32Array, { upper, lower }: EyePoints, outward: 1 | -1): number {
  const [a, b] = corners(upper);
  const [ex, ey] = [0, 1].map((k) => outward * (landmarks[3 * a + k] - landmarks[3 * b + k]));
  const length = Math.sqrt(ex * ex + ey * ey) || 1;
  // across the eye: of lids that meet the model's points may lie side by side, or past each other
  const gaps = LID_MIDDLES.map((n) => {
    const [dx, dy] = [0, 1].map((k) => landmarks[3 * lower[n] + k] - landmarks[3 * upper[n] + k]);
    return (dy * ex - dx * ey) / length;
  });
  const gap = gaps.reduce((sum, value) => sum + value) / gaps.length;
  return Math.max(0, gap) / cornerDistance(landmarks, upper);
}

/** Shift of the iris from the middle of the eye's corners toward the right of the picture, in eye widths. */
function irisPlace(landmarks: Float32Array, { upper, iris }: EyePoints): number {
  const [a, b] = corners(upper);
  // The subject's right eye has its outer corner at the left of the picture, the left eye its inner one.
  const sign = landmarks[3 * a] < landmarks[3 * b] ? 1 : -1;
  const [ex, ey] = [0, 1].map((k) => sign * (landmarks[3 * b + k] - landmarks[3 * a + k]));
  const [ix, iy] = [0, 1].map(
    (k) => landmarks[3 * iris + k] - (landmarks[3 * a + k] + landmarks[3 * b + k]) / 2,
  );
  return (ix * ex + iy * ey) / (ex * ex + ey * ey || 1);
}

function corners(upper: readonly number[]): readonly [number, number] {
  return [upper[0], upper[upper.length - 1]];
}

/** Length of the eye in space, px: the picture shortens the far eye of a turned face. */
function cornerDistance(landmarks: Float32Array, upper: readonly number[]): number {
  const [a, b] = corners(upper);
  const [flat, deep] = [distance(landmarks, a, b), landmarks[3 * a + 2] - landmarks[3 * b + 2]];
  return Math.sqrt(flat * flat + deep * deep) || 1;
}

/** Distance of the eye centres in the picture, px. */
function eyeDistance(landmarks: Float32Array): number {
  const middle = (eye: EyePoints, k: number): number => {
    const [a, b] = corners(eye.upper);
    return (landmarks[3 * a + k] + landmarks[3 * b + k]) / 2;
  };
  const dx = middle(LEFT_EYE, 0) - middle(RIGHT_EYE, 0);
  const dy = middle(LEFT_EYE, 1) - middle(RIGHT_EYE, 1);
  return Math.sqrt(dx * dx + dy * dy) || 1;
}

function distance(landmarks: Float32Array, a: number, b: number): number {
  const dx = landmarks[3 * a] - landmarks[3 * b];
  const dy = landmarks[3 * a + 1] - landmarks[3 * b + 1];
  return Math.sqrt(dx * dx + dy * dy);
}
