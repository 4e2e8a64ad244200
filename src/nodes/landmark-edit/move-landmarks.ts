import { LEFT_EYE, RIGHT_EYE } from '../../motion/rig/face-points.ts';
import type { HandleOffsets } from '../../values/handle-offsets.ts';
import type { Point } from '../../values/value.ts';
import { FACE_PARTS, LANDMARK_HANDLES, type LandmarkHandle } from './landmark-handles.ts';

/** A pull takes along what lies within this many times its length, so that the mesh never folds. */
const LEAST_REACH_PER_PULL = 2;

/** A face's own measure: offsets in it mean the same in every crop, size and tilt of the picture. */
export interface FaceFrame {
  /** Along the line of the eyes toward the subject's left, one distance of the eyes long, px. */
  readonly across: Point;
  /** The same, a quarter turn toward the chin. */
  readonly down: Point;
}

/** The measure of a face from the corners of its eyes. @param landmarks 478 x 3, px */
export function faceFrame(landmarks: Float32Array): FaceFrame {
  const right = eyeMiddle(landmarks, RIGHT_EYE.upper);
  const left = eyeMiddle(landmarks, LEFT_EYE.upper);
  const across = { x: left.x - right.x, y: left.y - right.y };
  return { across, down: { x: -across.y, y: across.x } };
}

/** What a shift in px is in a face's own measure. */
export function toFaceFrame({ across }: FaceFrame, shift: Point): readonly [number, number] {
  const squared = across.x * across.x + across.y * across.y || 1;
  return [
    (shift.x * across.x + shift.y * across.y) / squared,
    (shift.y * across.x - shift.x * across.y) / squared,
  ];
}

/**
 * Landmarks with some handles moved: the handle itself by its whole offset, what lies around it by less and less
 * ((1 - (d/r)²)², Wendland-like falloff). Depths stay as they are.
 * @param landmarks 478 x 3, px
 * @param offsets in distances of the eyes, along and across their line
 */
export function moveLandmarks(landmarks: Float32Array, offsets: HandleOffsets): Float32Array {
  const frame = faceFrame(landmarks);
  const moved = landmarks.slice();
  for (const [name, [across, down]] of Object.entries(offsets)) {
    const handle: LandmarkHandle | undefined = Object.hasOwn(LANDMARK_HANDLES, name)
      ? LANDMARK_HANDLES[name as keyof typeof LANDMARK_HANDLES]
      : undefined;
    if (!handle) continue;
    const x = across * frame.across.x + down * frame.down.x;
    const y = across * frame.across.y + down * frame.down.y;
    const weights = weightsOf(landmarks, frame, handle, Math.sqrt(across * across + down * down));
    for (const [point, weight] of weights) {
      moved[point * 3] = (moved[point * 3] ?? 0) + weight * x;
      moved[point * 3 + 1] = (moved[point * 3 + 1] ?? 0) + weight * y;
    }
  }
  return moved;
}

/** Which landmarks follow a handle, and by how much of its way, 0..1. */
function weightsOf(
  landmarks: Float32Array,
  frame: FaceFrame,
  { anchor, reach, whole = [], still = [] }: LandmarkHandle,
  pull: number,
): Map<number, number> {
  const weights = new Map<number, number>();
  const far = reach === 0 ? 0 : Math.max(reach, LEAST_REACH_PER_PULL * pull);
  const at = pointAt(landmarks, anchor);
  for (let point = 0; point < landmarks.length / 3; point++) {
    const part = FACE_PARTS.get(point);
    if (point === anchor || (part && whole.includes(part))) weights.set(point, 1);
    else if (far > 0 && !(part && still.includes(part))) {
      const here = pointAt(landmarks, point);
      const [dx, dy] = toFaceFrame(frame, { x: here.x - at.x, y: here.y - at.y });
      const rest = 1 - (dx * dx + dy * dy) / (far * far);
      if (rest > 0) weights.set(point, rest * rest);
    }
  }
  return weights;
}

export function pointAt(landmarks: Float32Array, index: number): Point {
  return { x: landmarks[index * 3] ?? 0, y: landmarks[index * 3 + 1] ?? 0 };
}

function eyeMiddle(landmarks: Float32Array, lid: readonly number[]): Point {
  const outer = pointAt(landmarks, lid[0] ?? 0);
  const inner = pointAt(landmarks, lid.at(-1) ?? 0);
  return { x: (outer.x + inner.x) / 2, y: (outer.y + inner.y) / 2 };
}
