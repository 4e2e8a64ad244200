import type { Point } from './value.ts';

/** Axis-aligned rectangle in px; may reach outside the picture. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Head rotation in degrees; see `src/motion/channels.ts` for the signs (picture axes). */
export interface HeadPose {
  /** + turns the face toward the right edge of the picture */
  readonly yaw: number;
  /** + lifts the chin */
  readonly pitch: number;
  /** + leans the head toward the right edge of the picture (clockwise as seen) */
  readonly roll: number;
}

/** Number of points of a full landmark set: 468 of the face mesh and 5 for each iris. */
export const LANDMARK_COUNT = 478;

/** One face in a picture. Sides (left/right) are the subject's own. */
export interface Face {
  readonly box: Box;
  /** 0..1 */
  readonly confidence: number;
  /** Detector points: right eye, left eye, nose tip, mouth, right ear, left ear. px */
  readonly keypoints: readonly Point[];
  /**
   * x, y in px of the picture and z in the same scale (negative is nearer), 478 x 3 values,
   * MediaPipe face-mesh order; 468..472 right iris, 473..477 left iris. Absent before the `landmarks` node.
   */
  readonly landmarks?: Float32Array;
  /** 0..1, certainty of the landmark model that there is a face. */
  readonly presence?: number;
  readonly pose?: HeadPose;
}

/** Faces of one picture, those best to animate first: large, turned to the camera, sharp. */
export interface FacesValue {
  readonly type: 'Faces';
  /** Size of the picture that the coordinates belong to, px. */
  readonly width: number;
  readonly height: number;
  readonly faces: readonly Face[];
  /** Which face later nodes animate. */
  readonly selected: number;
}
