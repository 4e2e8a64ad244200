import { angleTurns } from '../motion/portable-math.ts';
import { type Box, type Face, LANDMARK_COUNT } from '../values/faces.ts';
import type { ImageValue, Point } from '../values/value.ts';
import { cropTensor, cropToPicture, type RotatedCrop, UNIT_RANGE } from './crop-tensor.ts';
import { type ModelHost, runModel } from './session.ts';

/**
 * 478 points of one face by the attention face mesh; crops as its authors make them
 * (models/convert/README.md, face-landmarks).
 */

/** Side of the model's square input, px. */
const INPUT_SIZE = 192;

/** The crop is this much larger than the face's box. */
const CROP_SCALE = 1.5;

/** Outer corners of the subject's right and left eye. */
const RIGHT_EYE_OUTER = 33;
const LEFT_EYE_OUTER = 263;

/** Points of a face and how certain the model is that there is one. */
export interface LandmarkFit {
  /** 478 x 3: x, y in px of the picture, z in the same scale (negative is nearer) */
  readonly landmarks: Float32Array;
  /** 0..1 */
  readonly presence: number;
}

/** One pass of the model over a crop. @throws {ModelError} */
export async function fitLandmarks(
  host: ModelHost,
  image: ImageValue,
  crop: RotatedCrop,
): Promise<LandmarkFit> {
  const input = cropTensor(image, crop, INPUT_SIZE, UNIT_RANGE, 'border');
  const output = await runModel(host, 'face-landmarks', { image: input }, { keep: true });
  return {
    landmarks: landmarksInPicture(output.landmarks as Float32Array, crop),
    presence: (output.presence as Float32Array)[0] as number,
  };
}

/** The crop for a detected face: its box, turned so that the eyes are level. */
export function cropOfDetection(face: Pick<Face, 'box' | 'keypoints'>): RotatedCrop {
  const [rightEye, leftEye] = face.keypoints;
  return squareCrop(face.box, rightEye && leftEye ? angleOf(rightEye, leftEye) : 0);
}

/** The crop for a face whose points are roughly known, as in tracking: more exact than a detection's. */
export function cropOfLandmarks(landmarks: Float32Array): RotatedCrop {
  const rotation = angleOf(pointAt(landmarks, RIGHT_EYE_OUTER), pointAt(landmarks, LEFT_EYE_OUTER));
  return squareCrop(boxOfLandmarks(landmarks), rotation);
}

/** Axis-aligned box of all points, px. */
function boxOfLandmarks(landmarks: Float32Array): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < LANDMARK_COUNT; i++) {
    const { x, y } = pointAt(landmarks, i);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Point `index` of a landmark set, px. */
function pointAt(landmarks: Float32Array, index: number): Point {
  return { x: landmarks[index * 3] as number, y: landmarks[index * 3 + 1] as number };
}

function squareCrop(box: Box, rotation: number): RotatedCrop {
  const side = Math.max(box.width, box.height) * CROP_SCALE;
  return {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    width: side,
    height: side,
    rotation,
  };
}

/** Radians of a whole turn. */
const RADIANS = 2 * Math.PI;

function angleOf(from: Point, to: Point): number {
  return RADIANS * angleTurns(to.y - from.y, to.x - from.x);
}

function landmarksInPicture(raw: Float32Array, crop: RotatedCrop): Float32Array {
  const out = new Float32Array(LANDMARK_COUNT * 3);
  for (let i = 0; i < out.length; i += 3) {
    const point = cropToPicture(crop, (raw[i] as number) / INPUT_SIZE, (raw[i + 1] as number) / INPUT_SIZE);
    out[i] = point.x;
    out[i + 1] = point.y;
    out[i + 2] = ((raw[i + 2] as number) * crop.width) / INPUT_SIZE;
  }
  return out;
}
