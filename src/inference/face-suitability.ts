import type { Box, Face } from '../values/faces.ts';
import type { ImageValue, Point } from '../values/value.ts';
import { cropTensor, UNIT_RANGE, uprightCrop } from './crop-tensor.ts';

/** How much a face that looks away, and a blurred one, count of one that does not. */
const TURNED_COUNTS = 0.25;
const BLURRED_COUNTS = 0.3;

/**
 * Nearer ear over farther ear, both from the nose and along the line of the eyes: .86 to .97 on portraits that look
 * into the camera, .22 on one turned by 20°, 0 on one that looks over its shoulder.
 */
const AWAY_FROM = 0.4;
const AWAY_TO = 0.08;

/** Side at which sharpness is looked at, px: the same detail of every face, however large. */
const LOOK_SIDE = 64;
/**
 * Share of the face's contrast that lies in its finest detail there. Six portraits had .11 to .42, halved and doubled
 * .08 to .45; reduced to an eighth and enlarged again .02 to .10.
 */
const BLURRED_DETAIL = 0.03;
const SHARP_DETAIL = 0.08;

/**
 * The faces that are best to animate first: by their area, less where they are turned away or blurred. Among faces
 * that look into the camera and are sharp the largest leads, as one expects.
 */
export function bestFirst(image: ImageValue, faces: readonly Face[]): Face[] {
  if (faces.length < 2) return [...faces];
  const scores = new Map(faces.map((face) => [face, suitability(image, face)]));
  const scoreOf = (face: Face): number => scores.get(face) ?? 0;
  return [...faces].sort((a, b) => scoreOf(b) - scoreOf(a) || b.confidence - a.confidence);
}

/** How well a face can be animated, px²: its area, less what looks away or is blurred. */
function suitability(image: ImageValue, face: Face): number {
  const { width, height } = face.box;
  const turned = frontality(face.keypoints);
  const detail = sharpness(image, face.box);
  return (
    width *
    height *
    (TURNED_COUNTS + (1 - TURNED_COUNTS) * turned) *
    (BLURRED_COUNTS + (1 - BLURRED_COUNTS) * detail)
  );
}

/** 1 for a face that looks about into the camera .. 0 for one near profile. @param points detector points of a face */
function frontality(points: readonly Point[]): number {
  const [rightEye, leftEye, nose, , rightEar, leftEar] = points;
  if (!rightEye || !leftEye || !nose || !rightEar || !leftEar) return 0;
  const [ex, ey] = [leftEye.x - rightEye.x, leftEye.y - rightEye.y];
  const along = (from: Point, to: Point): number => Math.max(0, (to.x - from.x) * ex + (to.y - from.y) * ey);
  const [right, left] = [along(rightEar, nose), along(nose, leftEar)];
  const farther = Math.max(right, left);
  return farther === 0 ? 0 : ramp(AWAY_TO, AWAY_FROM, Math.min(right, left) / farther);
}

/** 1 for a face in focus .. 0 for one without detail, judged at the same size for all. */
function sharpness(image: ImageValue, box: Box): number {
  const pixels = cropTensor(image, uprightCrop(box), LOOK_SIDE, UNIT_RANGE, 'border');
  const green = (x: number, y: number): number => pixels[3 * (y * LOOK_SIDE + x) + 1] as number;
  let [sum, squares, detail, count] = [0, 0, 0, 0];
  for (let y = 1; y < LOOK_SIDE - 1; y++) {
    for (let x = 1; x < LOOK_SIDE - 1; x++) {
      const here = green(x, y);
      const around = (green(x - 1, y) + green(x + 1, y) + green(x, y - 1) + green(x, y + 1)) / 4;
      sum += here;
      squares += here * here;
      detail += (here - around) ** 2;
      count += 1;
    }
  }
  const variance = squares / count - (sum / count) ** 2;
  return variance <= 0 ? 0 : ramp(BLURRED_DETAIL, SHARP_DETAIL, Math.sqrt(detail / count / variance));
}

/** 0 up to `from`, 1 from `to` on, straight between. */
function ramp(from: number, to: number, x: number): number {
  return Math.min(1, Math.max(0, (x - from) / (to - from)));
}
