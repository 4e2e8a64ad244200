import { CANONICAL } from '../../motion/rig/canonical-face.ts';
import { LEFT_EYE, RIGHT_EYE } from '../../motion/rig/face-points.ts';
import { type Box, type Face, type FacesValue, LANDMARK_COUNT } from '../../values/faces.ts';
import type { Point } from '../../values/value.ts';
import { pointAt } from './move-landmarks.ts';

/** Radius of an iris, cm (11.7 mm across, which hardly differs between people). */
const IRIS_RADIUS = 0.585;
/** Centre, then the rim: across, up, across, down, in the order of the landmark model. */
const IRIS_POINTS = [
  [0, 0],
  [1, 0],
  [0, -1],
  [-1, 0],
  [0, 1],
] as const;
/** Landmarks of a detector's points: nose tip, middle of the lips, ears. */
const [NOSE, LIPS, RIGHT_EAR, LEFT_EAR] = [4, 13, 234, 454] as const;

/** The faces of a picture in which none was looked for. */
export function noFaces({ width, height }: { readonly width: number; readonly height: number }): FacesValue {
  return { type: 'Faces', width, height, faces: [], selected: 0 };
}

/** The faces with one placed by hand before them, which is chosen. @param frame fractions of the picture */
export function withPlaced(faces: FacesValue, frame: readonly number[]): FacesValue {
  const [x = 0, y = 0, width = 1, height = 1] = frame;
  const placed = placeFace({
    x: x * faces.width,
    y: y * faces.height,
    width: width * faces.width,
    height: height * faces.height,
  });
  return { ...faces, faces: [placed, ...faces.faces], selected: 0 };
}

/**
 * A face that looks straight ahead, drawn into a rectangle: a start for pictures in which none is found.
 * @param frame where forehead, chin and sides of the face lie, px
 */
export function placeFace(frame: Box): Face {
  const landmarks = new Float32Array(LANDMARK_COUNT * 3);
  const bounds = canonicalBounds();
  const scaleX = frame.width / bounds.width;
  const scaleY = frame.height / bounds.height;
  const { vertices } = CANONICAL;
  for (let i = 0; i < vertices.length; i += 3) {
    landmarks[i] = frame.x + ((vertices[i] ?? 0) - bounds.x) * scaleX;
    landmarks[i + 1] = frame.y + (bounds.y + bounds.height - (vertices[i + 1] ?? 0)) * scaleY;
    // Nearer is negative, and the middle of the head is 0, as the landmark model has it.
    landmarks[i + 2] = -(vertices[i + 2] ?? 0) * scaleX;
  }
  for (const { iris, upper, lower } of [RIGHT_EYE, LEFT_EYE]) {
    const middle = middleOf(landmarks, [...upper, ...lower]);
    for (const [index, [x, y]] of IRIS_POINTS.entries()) {
      landmarks[(iris + index) * 3] = middle.x + x * IRIS_RADIUS * scaleX;
      landmarks[(iris + index) * 3 + 1] = middle.y + y * IRIS_RADIUS * scaleY;
      landmarks[(iris + index) * 3 + 2] = middle.z;
    }
  }
  const points = [RIGHT_EYE.iris, LEFT_EYE.iris, NOSE, LIPS, RIGHT_EAR, LEFT_EAR];
  return {
    box: frame,
    confidence: 1,
    presence: 1,
    keypoints: points.map((index) => pointAt(landmarks, index)),
    landmarks,
    pose: { yaw: 0, pitch: 0, roll: 0 },
  };
}

/** Around the canonical face, cm, y up. */
function canonicalBounds(): Box {
  const xs: number[] = [];
  const ys: number[] = [];
  const { vertices } = CANONICAL;
  for (let i = 0; i < vertices.length; i += 3) {
    xs.push(vertices[i] ?? 0);
    ys.push(vertices[i + 1] ?? 0);
  }
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function middleOf(landmarks: Float32Array, points: readonly number[]): Point & { readonly z: number } {
  let [x, y, z] = [0, 0, 0];
  for (const point of points) {
    x += (landmarks[point * 3] ?? 0) / points.length;
    y += (landmarks[point * 3 + 1] ?? 0) / points.length;
    z += (landmarks[point * 3 + 2] ?? 0) / points.length;
  }
  return { x, y, z };
}
