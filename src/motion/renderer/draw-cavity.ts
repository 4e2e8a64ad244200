import { smoothStep } from '../rig/smooth-step.ts';
import type { SkinSource } from './draw-lid.ts';
import { columnAt } from './local-frame.ts';
import type { MouthScene } from './mouth-scene.ts';
import { lumaOf } from './photo-colour.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';

/** Where a pixel lies between the lips: picture place, place in the mouth's frame, rims of its column, px. */
export interface MouthPlace {
  readonly x: number;
  readonly y: number;
  readonly s: number;
  readonly t: number;
  readonly upper: number;
  readonly lower: number;
}

/** Colours relative to the lips' colour: the throat, the flesh next to the lips, the tongue. */
const DEEP: readonly [number, number, number] = [0.2, 0.11, 0.11];
const NEAR: readonly [number, number, number] = [0.52, 0.32, 0.32];
const TONGUE: readonly [number, number, number] = [0.74, 0.52, 0.54];
/** Depth at which light is gone, in widths of the mouth. */
const LIGHT_REACH = 0.16;

const seen = new Float64Array(3);

/**
 * Draws what is seen between the lips into {@link sampled}: throat, tongue, and the upper teeth, which stay with
 * the skull; the lower lip hides the lower teeth. The photo's own teeth are used where it shows some.
 */
export function drawCavity(mouth: MouthScene, from: SkinSource, place: MouthPlace): void {
  const width = 2 * mouth.frame.half;
  const across = Math.min(1, Math.abs(place.s) / mouth.frame.half);
  const open = place.lower - place.upper;
  throat(mouth, place, width, across);
  tongue(mouth, place, width, across, open);
  if (mouth.closed) upperTeeth(mouth, place, width, across);
  else photoTeeth(mouth, from, place, width);
  for (let c = 0; c < 3; c++) sampled[c] = seen[c];
  sampled[3] = 1;
}

function cover(weight: number, red: number, green: number, blue: number): void {
  seen[0] += weight * (red - seen[0]);
  seen[1] += weight * (green - seen[1]);
  seen[2] += weight * (blue - seen[2]);
}

function throat({ lip }: MouthScene, { t, upper, lower }: MouthPlace, width: number, across: number): void {
  const fromLips = Math.min(0.6 * (t - upper), lower - t) / (LIGHT_REACH * width);
  const near = 1 - smoothStep(0, 1, fromLips);
  const shade = 1 - 0.4 * across * across;
  for (let c = 0; c < 3; c++) seen[c] = lip[c] * shade * (DEEP[c] + near * (NEAR[c] - DEEP[c]));
}

/** The tongue: its half width in half mouths, its height in widths and in openings. */
const TONGUE_ACROSS = 0.74;
const TONGUE_TALL = 0.3;
const TONGUE_MOST = 0.6;
/** Softness of its back, in widths of the mouth. */
const TONGUE_SOFT = 0.07;
/** Light on it: in the shadow of the lower lip, on its tip, on its back; the tip's place between lip (0) and back (1). */
const IN_LIP_SHADOW = 0.62;
const ON_TIP = 0.98;
const ON_BACK = 0.3;
const TIP = 0.3;
/** Its middle lies lower: light that it loses, and half width of the groove in half mouths. */
const GROOVE = 0.1;
const GROOVE_ACROSS = 0.22;

function tongue(mouth: MouthScene, place: MouthPlace, width: number, across: number, open: number): void {
  if (across >= TONGUE_ACROSS) return;
  const round = Math.sqrt(1 - (across / TONGUE_ACROSS) ** 2);
  const tall = round * Math.min(TONGUE_TALL * width, TONGUE_MOST * open);
  const soft = TONGUE_SOFT * width + 0.5;
  const above = place.lower - place.t;
  const weight = smoothStep(-soft, soft, tall - above) * smoothStep(0.06, 0.2, open / width);
  if (weight <= 0) return;
  const along = above / Math.max(1, tall);
  const lit =
    along < TIP
      ? IN_LIP_SHADOW + (ON_TIP - IN_LIP_SHADOW) * smoothStep(0, TIP, along)
      : ON_BACK + (ON_TIP - ON_BACK) * smoothStep(1, TIP, along);
  const light = lit * (1 - GROOVE * smoothStep(GROOVE_ACROSS, 0, across) * smoothStep(0, TIP, along));
  const [r, g, b] = mouth.lip;
  cover(0.9 * weight * round, light * TONGUE[0] * r, light * TONGUE[1] * g, light * TONGUE[2] * b);
}

/** Upper teeth from the middle outward: width in widths of the mouth, and length of the longest's. */
const TEETH: ReadonlyArray<{ readonly wide: number; readonly long: number }> = [
  { wide: 0.148, long: 1 },
  { wide: 0.115, long: 0.8 },
  { wide: 0.115, long: 0.88 },
  { wide: 0.11, long: 0.62 },
];
/** Length of the upper teeth that shows below the lip line, in widths of the mouth. */
const TOOTH_LENGTH = 0.088;
/** Light on them between lips that hardly part, and the opening from which they have all of it, in widths of the mouth. */
const NARROW_LIGHT = 0.88;
const WIDE = 0.14;
/** Teeth round off toward their neighbours: share of the length, and of a tooth's half width where it does. */
const ROUNDED = 0.26;
const ROUNDED_FROM = 0.45;
/** The row curves back toward the corners: share of the length that the far end lies higher. */
const ARCH = 0.4;

/** Softness of lips, in widths of the mouth, from which and to which teeth merge into one band, and by how much. */
const FINE = 0.036;
const COARSE = 0.047;
const HINTED = 0.6;
/** Length of the teeth of that band, of the longest's; softness of their edge, of the lips'. */
const EVEN_LENGTH = 0.82;
const TOOTH_SOFTNESS = 0.75;

/** Place on a tooth: share of its half width beside its middle (1 at its neighbours), and its length in the longest's. */
const tooth = { beside: 0, long: 0 };

/** @param away from the middle of the row, in widths of the mouth */
function findTooth(away: number): void {
  let from = 0;
  for (const { wide, long } of TEETH) {
    if (away < from + wide) {
      tooth.beside = Math.abs((2 * (away - from)) / wide - 1);
      tooth.long = long;
      return;
    }
    from += wide;
  }
  tooth.beside = 1;
  tooth.long = TEETH[TEETH.length - 1].long;
}

function upperTeeth(mouth: MouthScene, place: MouthPlace, width: number, across: number): void {
  const photoUpper = columnAt(mouth.upper, mouth.first, place.s);
  findTooth(Math.abs(place.s) / width);
  const { beside } = tooth;
  // a soft painting tells teeth apart by no more than a hint
  const apart = 1 - HINTED * smoothStep(FINE, COARSE, mouth.softness / width);
  const long = EVEN_LENGTH + apart * (tooth.long - EVEN_LENGTH);
  const rounded = 1 - apart * ROUNDED * smoothStep(ROUNDED_FROM, 1, beside);
  const end = photoUpper + TOOTH_LENGTH * width * long * rounded * (1 - ARCH * across * across);
  const soft = Math.max(1, TOOTH_SOFTNESS * mouth.softness);
  const weight = smoothStep(-soft, soft, end - place.t) * (1 - smoothStep(0.5, 0.85, across));
  if (weight <= 0) return;
  // in the shadow of the upper lip, turning away toward the corners, a little translucent at the edge
  const lit = 0.76 + 0.24 * smoothStep(0, 0.07 * width, place.t - place.upper);
  const edge = 0.88 + 0.12 * smoothStep(0, 0.03 * width, end - place.t);
  const parted = NARROW_LIGHT + (1 - NARROW_LIGHT) * smoothStep(0, WIDE, (place.lower - place.upper) / width);
  const gap = 1 - apart * GAP_DARK * smoothStep(GAP_FROM, 1, beside);
  const light = lit * edge * parted * (1 - 0.55 * across * across) * gap;
  const [r, g, b] = toothColour(mouth, light);
  cover(weight, r, g, b);
}

/** Between teeth it is darker: by this share, from this share of a tooth's half width on. */
const GAP_DARK = 0.13;
const GAP_FROM = 0.7;

/** Share of the skin's tint that teeth take on (red, green, blue): half of it is the skin's own, the rest the light's. */
const TOOTH_TINT: readonly [number, number, number] = [0.6, 0.4, 0.64];
const BRIGHTEST_TOOTH = 232;
/** White is this bright where skin is as bright, 0..255: darker skin lies in the same light. */
const WHITE = 255;

/** The photo's light falls on teeth, too: they are ivory in its tint, and stand out from dark skin more than from fair skin. */
function toothColour({ skin }: MouthScene, light: number): readonly [number, number, number] {
  const grey = Math.max(1, lumaOf(skin));
  const bright = light * Math.min(BRIGHTEST_TOOTH, grey * Math.sqrt(Math.sqrt(WHITE / grey)));
  const of = (c: 0 | 1 | 2): number => bright * (1 + TOOTH_TINT[c] * (skin[c] / grey - 1));
  return [of(0), of(1), of(2)];
}

/** The photo's teeth are taken from this far below the upper lip's rim, px. */
const TOOTH_ROOT = 1.5;
/** They end this far above the photo's lower lip, px and in widths of the mouth: its rim moves with the jaw. */
const TOOTH_END = 0.4;
const END_SHARE = 0.02;
/** Opening of the photo's lips from which all in it is shown, in widths of the mouth. */
const SHOWN = 0.035;

function photoTeeth(mouth: MouthScene, from: SkinSource, place: MouthPlace, width: number): void {
  const { first, frame } = mouth;
  const photoUpper = columnAt(mouth.upper, first, place.s);
  const photoLower = columnAt(mouth.lower, first, place.s);
  const opened = smoothStep(0, 0.05 * width, place.lower - photoLower);
  const end = photoLower + 0.8 - opened * (0.8 + TOOTH_END + END_SHARE * width);
  // beyond the photo's corners there is skin, not teeth
  const shown = smoothStep(0, SHOWN * width, photoLower - photoUpper);
  const weight = shown * smoothStep(-1 - 0.5 * opened, 1 + 0.5 * opened, end - place.t);
  if (weight <= 0) return;
  // where the upper lip uncovers more, the teeth reach up to it
  const root = photoUpper + Math.min(TOOTH_ROOT, 0.3 * (photoLower - photoUpper));
  const stretch = place.upper < root ? (photoLower - root) / Math.max(0.5, photoLower - place.upper) : 1;
  const down = (photoLower - place.t) * (1 - stretch);
  const [x, y] = [place.x - down * frame.ey, place.y + down * frame.ex];
  sampleCubic(from.layer, from.width, from.height, x, y, from.sharpness);
  const edge = 1 - 0.14 * opened * (1 - smoothStep(0, 0.05 * width, end - place.t));
  cover(weight, edge * sampled[0], edge * sampled[1], edge * sampled[2]);
}
