import type { FacesValue, HeadPose } from '../values/faces.ts';
import type { RegionsValue } from '../values/value.ts';
import { faceOpenings } from './measures/face-openings.ts';
import { hypotenuse } from './portable-math.ts';

/** What the photo says about the subject, as far as it bears on motion. Absent = not known. */
export interface SubjectFacts {
  readonly faceCount?: number;
  /** Width of the selected face's box, px. */
  readonly faceWidth?: number;
  readonly pose?: HeadPose;
  /** True when the lips touch in the photo. */
  readonly mouthClosed?: boolean;
  /** True when both eyes are shut in the photo. */
  readonly eyesClosed?: boolean;
  readonly hasHair?: boolean;
}

/** Landmark indices of the inner lips and mouth corners (MediaPipe face mesh). */
const INNER_UPPER_LIP = 13;
const INNER_LOWER_LIP = 14;
const INNER_CORNER_RIGHT = 78;
const INNER_CORNER_LEFT = 308;
/** Gap between the inner lips over the mouth's width, below which no teeth can be seen. */
const CLOSED_LIPS_RATIO = 0.045;
/** Opening of the lids over the eye's width, up to which the landmark model sees eyes that are shut: .08 to .10. */
const CLOSED_LIDS_RATIO = 0.12;
/** Share of the picture below which a hair mask is noise. */
const LEAST_HAIR_SHARE = 0.002;

/** Gathers the facts that the connected inputs offer. */
export function subjectFacts(faces: FacesValue | undefined, regions?: RegionsValue): SubjectFacts {
  const face = faces?.faces[faces.selected] ?? faces?.faces[0];
  const landmarks = face?.landmarks;
  return {
    ...(faces === undefined ? {} : { faceCount: faces.faces.length }),
    ...(face === undefined ? {} : { faceWidth: face.box.width }),
    ...(face?.pose === undefined ? {} : { pose: face.pose }),
    ...(landmarks === undefined
      ? {}
      : { mouthClosed: lipsTouch(landmarks), eyesClosed: lidsTouch(landmarks) }),
    ...(regions === undefined ? {} : { hasHair: hasHair(regions) }),
  };
}

function lipsTouch(landmarks: Float32Array): boolean {
  const gap = distance(landmarks, INNER_UPPER_LIP, INNER_LOWER_LIP);
  const width = distance(landmarks, INNER_CORNER_RIGHT, INNER_CORNER_LEFT);
  return width > 0 && gap / width < CLOSED_LIPS_RATIO;
}

function lidsTouch(landmarks: Float32Array): boolean {
  return faceOpenings(landmarks).lids.every((opening) => opening <= CLOSED_LIDS_RATIO);
}

function distance(landmarks: Float32Array, a: number, b: number): number {
  return hypotenuse(landmarks[a * 3] - landmarks[b * 3], landmarks[a * 3 + 1] - landmarks[b * 3 + 1]);
}

function hasHair(regions: RegionsValue): boolean {
  const mask = regions.masks.hair;
  if (mask === undefined) return false;
  let sum = 0;
  for (let i = 0; i < mask.length; i++) sum += mask[i];
  return sum / Math.max(1, mask.length) >= LEAST_HAIR_SHARE;
}
