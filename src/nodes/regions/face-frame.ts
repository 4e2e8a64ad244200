import { angleTurns, cosTurns, hypotenuse, sinTurns } from '../../motion/portable-math.ts';
import type { Face } from '../../values/faces.ts';
import type { Point } from '../../values/value.ts';

/** Outline of the face mesh, clockwise as seen from the middle of the forehead. */
const FACE_OVAL = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
] as const;

const FOREHEAD_TOP = 10;
const CHIN = 152;
const RIGHT_SIDE = 234;
const LEFT_SIDE = 454;

/** Points of an outline made up from a detector's box. */
const ELLIPSE_POINTS = 36;

/**
 * Coordinates of one face: `u` runs across (-1 and +1 at the sides of the face), `v` from the top of the
 * forehead (-1) to the chin (+1), along the head's own axis.
 */
export interface FaceFrame {
  readonly centre: Point;
  /** Half the face's width, px. */
  readonly halfWidth: number;
  /** Half the distance from forehead to chin, px. */
  readonly halfHeight: number;
  /** Outline of the face, px. */
  readonly oval: readonly Point[];
  /** u and v of a point of the picture. */
  toFrame(x: number, y: number): { readonly u: number; readonly v: number };
}

/** The frame of a face from its landmarks, or roughly from its box when it has none. */
export function faceFrame(face: Face): FaceFrame {
  return face.landmarks ? frameOfLandmarks(face.landmarks) : frameOfBox(face);
}

function frameOfLandmarks(landmarks: Float32Array): FaceFrame {
  const point = (index: number): Point => ({
    x: landmarks[index * 3] as number,
    y: landmarks[index * 3 + 1] as number,
  });
  const [top, chin] = [point(FOREHEAD_TOP), point(CHIN)];
  const [right, left] = [point(RIGHT_SIDE), point(LEFT_SIDE)];
  const halfHeight = hypotenuse(chin.x - top.x, chin.y - top.y) / 2;
  // A turned face is narrower than its head; the head's sides stay at least this far out.
  const halfWidth = Math.max(hypotenuse(left.x - right.x, left.y - right.y) / 2, halfHeight * 0.7);
  const centre = {
    x: (top.x + chin.x + right.x + left.x) / 4,
    y: (top.y + chin.y) / 2,
  };
  return makeFrame(
    centre,
    halfWidth,
    halfHeight,
    angleTurns(top.x - chin.x, chin.y - top.y),
    FACE_OVAL.map(point),
  );
}

function frameOfBox({ box, keypoints }: Face): FaceFrame {
  const [rightEye, leftEye] = keypoints;
  const roll = rightEye && leftEye ? angleTurns(leftEye.y - rightEye.y, leftEye.x - rightEye.x) : 0;
  const centre = { x: box.x + box.width / 2, y: box.y + box.height * 0.46 };
  const [halfWidth, halfHeight] = [box.width * 0.5, box.height * 0.62];
  const oval = Array.from({ length: ELLIPSE_POINTS }, (_, i) => {
    const [x, y] = [sinTurns(i / ELLIPSE_POINTS) * halfWidth, -cosTurns(i / ELLIPSE_POINTS) * halfHeight];
    return {
      x: centre.x + x * cosTurns(roll) - y * sinTurns(roll),
      y: centre.y + x * sinTurns(roll) + y * cosTurns(roll),
    };
  });
  return makeFrame(centre, halfWidth, halfHeight, roll, oval);
}

/** @param roll turns, positive clockwise as seen */
function makeFrame(
  centre: Point,
  halfWidth: number,
  halfHeight: number,
  roll: number,
  oval: readonly Point[],
): FaceFrame {
  const cos = cosTurns(roll);
  const sin = sinTurns(roll);
  return {
    centre,
    halfWidth,
    halfHeight,
    oval,
    toFrame: (x, y) => {
      const dx = x - centre.x;
      const dy = y - centre.y;
      return { u: (dx * cos + dy * sin) / halfWidth, v: (dy * cos - dx * sin) / halfHeight };
    },
  };
}
