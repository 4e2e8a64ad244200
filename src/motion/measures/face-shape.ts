import { FOREHEAD } from '../rig/face-points.ts';
import { fitFace } from '../rig/fit-face.ts';

/** Proportions of a face that neither expression nor turning the head changes. */
export interface FaceShape {
  /** Distance of the eye centres over the width of the face at the ears. */
  readonly eyes: number;
  /** Length of the nose, from between the eyes to its base, over the distance of the eye centres. */
  readonly nose: number;
  /** Width of the face at the ears over its height from the hairline to the base of the nose. */
  readonly width: number;
}

const [RIGHT_EAR, LEFT_EAR] = [234, 454];
const [NOSE_ROOT, NOSE_BASE] = [168, 2];

/**
 * Distances between points in space, with the depth of the fitted face: a turn of the head leaves them as they are
 * (motion.md section 6, "after removing pose").
 * @param landmarks 478 x 3, px
 */
export function faceShape(landmarks: Float32Array): FaceShape {
  const { points, interocular } = fitFace(landmarks);
  const between = (a: number, b: number): number => {
    let sum = 0;
    for (let k = 0; k < 3; k++) sum += (points[3 * a + k] - points[3 * b + k]) ** 2;
    return Math.sqrt(sum) || 1;
  };
  const width = between(RIGHT_EAR, LEFT_EAR);
  return {
    eyes: interocular / width,
    nose: between(NOSE_ROOT, NOSE_BASE) / (interocular || 1),
    width: width / between(FOREHEAD, NOSE_BASE),
  };
}

/** Standard deviation over the mean. */
export function relativeDeviation(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((a, b) => a + b) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return mean === 0 ? 0 : Math.sqrt(variance) / Math.abs(mean);
}
