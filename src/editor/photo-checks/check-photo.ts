import type { Face, FacesValue } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';
import { eyeSharpness } from './eye-sharpness.ts';

/** Something about a photo that will show in its clip. */
export type PhotoFinding =
  | { readonly kind: 'no-face' }
  /** @param width of the face, px */
  | { readonly kind: 'small-face'; readonly width: number }
  | { readonly kind: 'blurred-eyes' }
  /** @param yaw degrees, + toward the right edge of the picture */
  | { readonly kind: 'profile'; readonly yaw: number }
  /** @param faces indices of all that are large enough to be meant */
  | { readonly kind: 'several-faces'; readonly faces: readonly number[] };

/** Below this a face has too few pixels for lids and lips, px of the photo. */
export const SMALL_FACE_PX = 80;
/** Eyes below this share of fine detail look smeared when they move; sharp ones give .05 and more. */
const BLURRED_SHARE = 0.012;
/** Turned further than this, the far eye is guessed rather than seen, degrees. */
const PROFILE_DEGREES = 35;
/** A face of this share of the largest one's width may be meant too. */
const MEANT_SHARE = 0.5;

/**
 * What a person should know of a photo before animating it, gravest first; empty for a good portrait.
 * @param faces what the detector and the landmarks say of this very picture; undefined when no face was found
 */
export function checkPhoto(image: ImageValue, faces: FacesValue | undefined): PhotoFinding[] {
  const face = faces?.faces[faces.selected];
  if (!faces || !face) return [{ kind: 'no-face' }];
  const findings: PhotoFinding[] = [];
  const meant = faces.faces.flatMap((other, index) => (isMeant(other, faces) ? [index] : []));
  if (meant.length > 1) findings.push({ kind: 'several-faces', faces: meant });
  const yaw = face.pose?.yaw ?? 0;
  if (Math.abs(yaw) > PROFILE_DEGREES) findings.push({ kind: 'profile', yaw });
  if (face.box.width < SMALL_FACE_PX) findings.push({ kind: 'small-face', width: face.box.width });
  const sharpness = eyeSharpness(image, face);
  if (sharpness !== undefined && sharpness < BLURRED_SHARE) findings.push({ kind: 'blurred-eyes' });
  return findings;
}

function isMeant(face: Face, { faces }: FacesValue): boolean {
  const largest = Math.max(...faces.map(({ box }) => box.width));
  return face.box.width >= largest * MEANT_SHARE;
}
