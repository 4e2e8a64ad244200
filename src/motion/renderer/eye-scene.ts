import type { ImageValue } from '../../values/value.ts';
import { hypotenuse } from '../portable-math.ts';
import { type EyePoints, LEFT_EYE, RIGHT_EYE } from '../rig/face-points.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { type Eyeball, eyeballLayers } from './eyeball-layers.ts';
import { contactLine, whiteBeyondRims } from './lid-rims.ts';
import { type LidSkin, lidSkin } from './lid-skin.ts';
import { columnHeights, type LocalFrame, localFrame, toLocal } from './local-frame.ts';

/** One eye of the photo, ready to be drawn at any closure and gaze. */
export interface EyeScene {
  readonly side: 'left' | 'right';
  readonly frame: LocalFrame;
  /** First whole column (s) of the tables. */
  readonly first: number;
  /** Height of the photo's lid rims per column, px of the frame (down). */
  readonly upper: Float32Array;
  readonly lower: Float32Array;
  /** The line on which the closed lids meet. */
  readonly contact: Float32Array;
  /** Where moving skin begins above and ends below. */
  readonly top: Float32Array;
  readonly bottom: Float32Array;
  /** Widest opening of the lids in the photo, px. */
  readonly gap: number;
  readonly eyeball: Eyeball | undefined;
  readonly lid: LidSkin;
  /** Behind glasses: the skin above the lid's fold stays, for the frame may lie on it. */
  readonly glasses: boolean;
}

/** Columns beyond the corners, in half lengths of the eye. */
const OVERHANG = 1.5;
/** The lash line belongs to the lid: its rim lies this far below the landmarks, in lengths of the eye. */
const LASH_MARGIN = 0.012;
/** An eye that is open less than this (in its lengths) shows too little of the eyeball to be drawn wider or aside. */
const LEAST_OPEN = 0.15;
/** Skin between lid and brow must leave at least this much to unfold, in lengths of the eye. */
const LEAST_SKIN = 0.16;
/** Skin below the lower lid gives way over at least this height, and lashes have this much more to hang over it, in lengths of the eye. */
const LEAST_BELOW = 0.1;
const LASH_ROOM = 0.25;

/** Both eyes, the subject's right one first. */
export function eyeScenes(image: ImageValue, fit: FaceFit, glasses: boolean): EyeScene[] {
  return [
    { ...eyeScene(image, fit, RIGHT_EYE, 'right'), glasses },
    { ...eyeScene(image, fit, LEFT_EYE, 'left'), glasses },
  ];
}

function eyeScene(
  image: ImageValue,
  fit: FaceFit,
  eye: EyePoints,
  side: 'left' | 'right',
): Omit<EyeScene, 'glasses'> {
  const at = (i: number): [number, number] => [fit.points[3 * i], fit.points[3 * i + 1]];
  const frame = localFrame(at(eye.upper[0]), at(eye.upper[eye.upper.length - 1]));
  const curve = (indices: readonly number[]): [number, number][] =>
    indices.map((i) => toLocal(frame, ...at(i)));
  const first = -Math.ceil(OVERHANG * frame.half);
  const count = 2 * -first + 1;
  const upper = columnHeights(curve(eye.upper), first, count);
  const lower = columnHeights(curve(eye.lower), first, count);
  const length = 2 * frame.half;
  const top = columnHeights(curve(eye.underBrow), first, count);
  const below = columnHeights(curve(eye.below), first, count);
  const bottom = new Float32Array(count);
  const iris = irisOf(fit, eye);
  const disc = iris && { s: toLocal(frame, iris.x, iris.y)[0], radius: iris.radius };
  const offsets = whiteBeyondRims(image, { frame, first, upper, lower }, disc);
  let gap = 0;
  for (let n = 0; n < count; n++) {
    upper[n] += offsets.upper[n];
    lower[n] += offsets.lower[n];
    if (lower[n] < upper[n]) lower[n] = upper[n] = (lower[n] + upper[n]) / 2;
    if (lower[n] > upper[n]) upper[n] = Math.min(lower[n], upper[n] + LASH_MARGIN * length);
    gap = Math.max(gap, lower[n] - upper[n]);
    top[n] = Math.min(top[n], upper[n] - LEAST_SKIN * length);
    bottom[n] = Math.max(below[n], lower[n] + LEAST_BELOW * length) + LASH_ROOM * length;
  }
  const seen = gap > LEAST_OPEN * length;
  const eyeball = iris && seen ? eyeballLayers(image, { frame, first, upper, lower, gap }, iris) : undefined;
  const contact = contactLine({ frame, first, upper, lower });
  const lid = lidSkin(image, { frame, first, upper, lower, top, bottom, gap });
  return { side, frame, first, upper, lower, contact, top, bottom, gap, eyeball, lid };
}

/** Iris centre and radius, px; undefined when the landmarks have no irises. */
function irisOf(fit: FaceFit, eye: EyePoints): { x: number; y: number; radius: number } | undefined {
  const base = 2 * (eye.iris - 468);
  if (fit.irises.length < base + 10) return undefined;
  const [x, y] = [fit.irises[base], fit.irises[base + 1]];
  let radius = 0;
  for (let k = 1; k <= 4; k++) {
    radius += hypotenuse(fit.irises[base + 2 * k] - x, fit.irises[base + 2 * k + 1] - y) / 4;
  }
  return { x, y, radius };
}
