import type { ImageValue } from '../../values/value.ts';
import { type EyePoints, LEFT_EYE, RIGHT_EYE } from '../rig/face-points.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { type Eyeball, eyeballLayers } from './eyeball-layers.ts';
import { columnHeights, fromLocal, type LocalFrame, localFrame, toLocal } from './local-frame.ts';

/** One eye of the photo, ready to be drawn at any closure and gaze. */
export interface EyeScene {
  readonly side: 'left' | 'right';
  readonly frame: LocalFrame;
  /** First whole column (s) of the tables. */
  readonly first: number;
  /** Height of the photo's lid rims per column, px of the frame (down). */
  readonly upper: Float32Array;
  readonly lower: Float32Array;
  /** Where moving skin begins above and ends below. */
  readonly top: Float32Array;
  readonly bottom: Float32Array;
  /** Widest opening of the lids in the photo, px. */
  readonly gap: number;
  readonly eyeball: Eyeball | undefined;
  /** Colour of the lid's skin per column: red, green, blue, 0..255. */
  readonly lidTone: Float32Array;
}

/** Columns beyond the corners, in half lengths of the eye. */
const OVERHANG = 1.3;
/** The lash line belongs to the lid: its rim lies this far below the landmarks, in lengths of the eye. */
const LASH_MARGIN = 0.012;
/** Skin between lid and brow must leave at least this much to unfold, in lengths of the eye. */
const LEAST_SKIN = 0.16;

/** Both eyes, the subject's right one first. */
export function eyeScenes(image: ImageValue, fit: FaceFit): EyeScene[] {
  return [eyeScene(image, fit, RIGHT_EYE, 'right'), eyeScene(image, fit, LEFT_EYE, 'left')];
}

function eyeScene(image: ImageValue, fit: FaceFit, eye: EyePoints, side: 'left' | 'right'): EyeScene {
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
  let gap = 0;
  for (let n = 0; n < count; n++) {
    if (lower[n] < upper[n]) lower[n] = upper[n] = (lower[n] + upper[n]) / 2;
    if (lower[n] > upper[n]) upper[n] = Math.min(lower[n], upper[n] + LASH_MARGIN * length);
    gap = Math.max(gap, lower[n] - upper[n]);
    top[n] = Math.min(top[n], upper[n] - LEAST_SKIN * length);
    bottom[n] = Math.max(below[n], lower[n] + 0.1 * length) + 0.08 * length;
  }
  const iris = irisOf(fit, eye);
  const eyeball = iris && eyeballLayers(image, { frame, first, upper, lower, gap }, iris);
  const lidTone = lidTones(image, { frame, first, upper, top, bottom });
  return { side, frame, first, upper, lower, top, bottom, gap, eyeball, lidTone };
}

/** Iris centre and radius, px; undefined when the landmarks have no irises. */
function irisOf(fit: FaceFit, eye: EyePoints): { x: number; y: number; radius: number } | undefined {
  const base = 2 * (eye.iris - 468);
  if (fit.irises.length < base + 10) return undefined;
  const [x, y] = [fit.irises[base], fit.irises[base + 1]];
  let radius = 0;
  for (let k = 1; k <= 4; k++) {
    radius += Math.hypot(fit.irises[base + 2 * k] - x, fit.irises[base + 2 * k + 1] - y) / 4;
  }
  return { x, y, radius };
}

/** Part of the strip between brow and lid that shows plain lid skin: below the brow, above lashes and their shadow. */
const TONE_FROM = 0.35;
const TONE_TO = 0.72;
/** Columns over which the tone is averaged, in half lengths of the eye. */
const TONE_SPREAD = 0.35;

/** Share of the skin below the eye in the lid's tone, and how much darker a lid is than that skin. */
const CHEEK_SHARE = 0.75;
const LID_DARKER = 0.93;

/** What the unfolded lid looks like: between its skin in the photo and the skin below the eye, smooth along it. */
function lidTones(
  image: ImageValue,
  eye: Pick<EyeScene, 'frame' | 'first' | 'upper' | 'top' | 'bottom'>,
): Float32Array {
  const { frame, first, upper, top, bottom } = eye;
  const raw = new Float32Array(upper.length * 3);
  for (let n = 0; n < upper.length; n++) {
    const s = first + n;
    addColour(image, fromLocal(frame, s, bottom[n]), CHEEK_SHARE * LID_DARKER, raw, 3 * n);
    for (let step = 0; step < TONE_SAMPLES; step++) {
      const share = TONE_FROM + ((TONE_TO - TONE_FROM) * step) / (TONE_SAMPLES - 1);
      const place = fromLocal(frame, s, top[n] + share * (upper[n] - top[n]));
      addColour(image, place, (1 - CHEEK_SHARE) / TONE_SAMPLES, raw, 3 * n);
    }
  }
  const reach = Math.max(1, Math.round(TONE_SPREAD * frame.half));
  const out = new Float32Array(raw.length);
  for (let n = 0; n < upper.length; n++) {
    const [from, to] = [Math.max(0, n - reach), Math.min(upper.length - 1, n + reach)];
    for (let m = from; m <= to; m++) {
      for (let c = 0; c < 3; c++) out[3 * n + c] += raw[3 * m + c] / (to - from + 1);
    }
  }
  return out;
}

const TONE_SAMPLES = 4;

function addColour(
  image: ImageValue,
  place: readonly [number, number],
  weight: number,
  out: Float32Array,
  at: number,
): void {
  const column = Math.min(image.width - 1, Math.max(0, Math.round(place[0])));
  const row = Math.min(image.height - 1, Math.max(0, Math.round(place[1])));
  for (let c = 0; c < 3; c++) out[at + c] += weight * image.data[4 * (row * image.width + column) + c];
}
