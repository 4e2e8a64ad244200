import { angleTurns } from '../motion/portable-math.ts';
import type { HeadPose } from '../values/faces.ts';

/** Points of the mesh that hardly move with expression. */
const RIGHT_EYE_OUTER = 33;
const LEFT_EYE_OUTER = 263;
const FOREHEAD_TOP = 10;
const CHIN = 152;
/** Pairs at the sides of the face, subject's right and left: temples, cheeks, eye corners. */
const SIDE_PAIRS = [
  [234, 454],
  [127, 356],
  [93, 323],
  [RIGHT_EYE_OUTER, LEFT_EYE_OUTER],
] as const;

/**
 * What the line from forehead to chin leans in the model's depth for a face that looks straight into the
 * camera, degrees: mean of the two sample portraits, which do.
 */
const LEVEL_FACE_PITCH = -8.5;

type Vector = readonly [number, number, number];

/** Degrees of a whole turn. */
const TURN = 360;

/**
 * Head rotation from the shape of the points: the face's own axes (right to left side, forehead to chin) and
 * the normal that they span. Good to a few degrees; signs as in {@link HeadPose}.
 *
 * @param landmarks 478 x 3, px, z negative toward the camera
 */
export function headPose(landmarks: Float32Array): HeadPose {
  const point = (index: number): Vector => [
    landmarks[index * 3] as number,
    landmarks[index * 3 + 1] as number,
    landmarks[index * 3 + 2] as number,
  ];
  const across = SIDE_PAIRS.map(([right, left]) => normalise(difference(point(left), point(right)))).reduce(
    add,
  );
  const down = difference(point(CHIN), point(FOREHEAD_TOP));
  // Picture axes are x right, y down, z away: across × down points into the head, so forward is its opposite.
  const [x, y, z] = normalise(cross(down, across));
  const rightEye = point(RIGHT_EYE_OUTER);
  const leftEye = point(LEFT_EYE_OUTER);
  return {
    yaw: angleTurns(x, -z) * TURN,
    pitch: angleTurns(-y, Math.sqrt(Math.max(0, 1 - y * y))) * TURN - LEVEL_FACE_PITCH,
    roll: angleTurns(leftEye[1] - rightEye[1], leftEye[0] - rightEye[0]) * TURN,
  };
}

function difference(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function add(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function normalise(a: Vector): Vector {
  const length = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
}
