import {
  FACE_OVAL,
  INNER_LOWER_LIP,
  INNER_UPPER_LIP,
  LEFT_BROW,
  LEFT_EYE,
  OUTER_LOWER_LIP,
  OUTER_UPPER_LIP,
  RIGHT_BROW,
  RIGHT_EYE,
} from '../../motion/rig/face-points.ts';
import { pointAt } from '../../nodes/landmark-edit/move-landmarks.ts';
import type { Box } from '../../values/faces.ts';

/** What of a face fills the stage. */
export type FaceViewPart = 'face' | 'eyes' | 'mouth';

/** Room around the part, share of its larger side. */
const AIR = { face: 0.16, eyes: 0.12, mouth: 0.35 } as const;
/** Most that a view is wider than high, and higher than wide. */
const ASPECTS = { least: 0.8, most: 1.8 } as const;
/** Back of the nose and its base. */
const NOSE = [168, 6, 197, 195, 5, 4] as const;
const NOSE_BASE = [48, 64, 98, 97, 2, 326, 327, 294, 278] as const;

/** Lines that show where the points of a face lie; the first and the last point of a closed one are the same. */
const LINES: readonly (readonly number[])[] = [
  [...FACE_OVAL, FACE_OVAL[0]],
  RIGHT_EYE.upper,
  RIGHT_EYE.lower,
  LEFT_EYE.upper,
  LEFT_EYE.lower,
  RIGHT_BROW.slice(5),
  LEFT_BROW.slice(5),
  NOSE,
  NOSE_BASE,
  OUTER_UPPER_LIP,
  OUTER_LOWER_LIP,
  INNER_UPPER_LIP,
  INNER_LOWER_LIP,
];

/** The lines of a face as one path of SVG, px. */
export function facePath(landmarks: Float32Array): string {
  const lines = LINES.map((line) => `M${line.map((index) => place(landmarks, index)).join('L')}`);
  return [...lines, ...[RIGHT_EYE.iris, LEFT_EYE.iris].map((iris) => irisPath(landmarks, iris))].join('');
}

/** A circle through the rim of an iris. */
function irisPath(landmarks: Float32Array, iris: number): string {
  const { x, y } = pointAt(landmarks, iris);
  const radii = [1, 2, 3, 4].map((place) => {
    const rim = pointAt(landmarks, iris + place);
    return Math.hypot(rim.x - x, rim.y - y);
  });
  const radius = radii.reduce((sum, length) => sum + length, 0) / radii.length;
  const [left, right] = [(x - radius).toFixed(1), (x + radius).toFixed(1)];
  const arc = `A${radius.toFixed(1)} ${radius.toFixed(1)} 0 1 0`;
  return `M${left} ${y.toFixed(1)}${arc} ${right} ${y.toFixed(1)}${arc} ${left} ${y.toFixed(1)}`;
}

function place(landmarks: Float32Array, index: number): string {
  const { x, y } = pointAt(landmarks, index);
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

const PARTS: Readonly<Record<FaceViewPart, readonly number[]>> = {
  face: [...FACE_OVAL],
  eyes: [...RIGHT_BROW, ...LEFT_BROW, ...RIGHT_EYE.below, ...LEFT_EYE.below, 230, 450],
  mouth: [...OUTER_UPPER_LIP, ...OUTER_LOWER_LIP],
};

/** The part of the picture that shows a part of a face with room around it, px; it may reach outside the picture. */
export function faceView(landmarks: Float32Array, part: FaceViewPart): Box {
  const points = PARTS[part].map((index) => pointAt(landmarks, index));
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const air = AIR[part] * Math.max(right - left, bottom - top);
  const width = right - left + 2 * air;
  const height = bottom - top + 2 * air;
  const wide = Math.max(width, height * ASPECTS.least);
  const high = Math.max(height, width / ASPECTS.most);
  return { x: (left + right - wide) / 2, y: (top + bottom - high) / 2, width: wide, height: high };
}
