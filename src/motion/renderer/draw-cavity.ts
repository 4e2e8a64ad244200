import { sinTurns } from '../portable-math.ts';
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
 * Draws what is seen between the lips into {@link sampled}: throat, tongue, lower teeth, and the upper teeth, which
 * stay with the skull. The photo's own teeth are used where it shows some.
 */
export function drawCavity(mouth: MouthScene, from: SkinSource, place: MouthPlace): void {
  const width = 2 * mouth.frame.half;
  const across = Math.min(1, Math.abs(place.s) / mouth.frame.half);
  const open = place.lower - place.upper;
  throat(mouth, place, width, across);
  tongue(mouth, place, width, across, open);
  lowerTeeth(mouth, place, width, across, open);
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

/** The tongue lies behind the lower teeth: its half width in half mouths, its height in widths and in openings. */
const TONGUE_ACROSS = 0.68;
const TONGUE_TALL = 0.17;
const TONGUE_MOST = 0.55;

function tongue(mouth: MouthScene, place: MouthPlace, width: number, across: number, open: number): void {
  if (across >= TONGUE_ACROSS) return;
  const round = Math.sqrt(1 - (across / TONGUE_ACROSS) ** 2);
  const tall = round * Math.min(TONGUE_TALL * width, TONGUE_MOST * open);
  const soft = 0.05 * width + 0.5;
  const weight =
    smoothStep(-soft, soft, place.t - (place.lower - tall)) * smoothStep(0.06, 0.2, open / width);
  if (weight <= 0) return;
  // lit from the front: brightest at the tip, just behind the lower lip
  const light = 0.45 + 0.5 * smoothStep(tall, 0.15 * tall, place.lower - place.t);
  const [r, g, b] = mouth.lip;
  cover(0.85 * weight * round, light * TONGUE[0] * r, light * TONGUE[1] * g, light * TONGUE[2] * b);
}

/** Lower teeth: how much of them stands above the lip in widths of the mouth, from and to which opening they show. */
const LOWER_TOOTH = 0.03;
const LOWER_FROM = 0.2;
const LOWER_TO = 0.45;

function lowerTeeth(mouth: MouthScene, place: MouthPlace, width: number, across: number, open: number): void {
  const shown = smoothStep(LOWER_FROM, LOWER_TO, open / width) * (1 - smoothStep(0.42, 0.7, across));
  if (shown <= 0) return;
  const edge = place.lower - LOWER_TOOTH * width;
  const weight = 0.7 * shown * smoothStep(-1, 1, place.t - edge);
  const [r, g, b] = toothColour(mouth, 0.55 * (1 - 0.4 * across) * gaps(place.s, LOWER_WIDTH * width));
  cover(weight, r, g, b);
}

/** Widths of teeth in widths of the mouth. */
const UPPER_WIDTH = 0.15;
const LOWER_WIDTH = 0.1;
/** Length of the upper teeth that shows below the lip line, in widths of the mouth. */
const TOOTH_LENGTH = 0.075;
/** Share of the length by which a tooth's corners are shorter than its middle. */
const SCALLOP = 0.14;

function upperTeeth(mouth: MouthScene, place: MouthPlace, width: number, across: number): void {
  const photoUpper = columnAt(mouth.upper, mouth.first, place.s);
  const middle = Math.abs(sinTurns(place.s / (2 * UPPER_WIDTH * width)));
  const length = TOOTH_LENGTH * width * (1 - 0.45 * across * across) * (1 - SCALLOP * (1 - middle));
  const end = photoUpper + length;
  const weight = smoothStep(-1, 1, end - place.t) * (1 - smoothStep(0.5, 0.85, across));
  if (weight <= 0) return;
  // in the shadow of the upper lip, turning away toward the corners, a little translucent at the edge
  const lit = 0.55 + 0.45 * smoothStep(0, 0.07 * width, place.t - place.upper);
  const edge = 0.88 + 0.12 * smoothStep(0, 0.03 * width, end - place.t);
  const light = lit * edge * (1 - 0.55 * across * across) * gaps(place.s, UPPER_WIDTH * width);
  const [r, g, b] = toothColour(mouth, light);
  cover(weight, r, g, b);
}

/** Darker lines between teeth of this width, px; one lies in the middle. */
function gaps(s: number, width: number): number {
  const middle = Math.abs(sinTurns(s / (2 * width)));
  return 0.89 + 0.11 * smoothStep(0, 0.45, middle);
}

/** Brightness of teeth in full light relative to the skin's, and the share of the skin's tint that they take on. */
const TOOTH_LIGHT = 0.92;
const TOOTH_TINT = 0.82;
const BRIGHTEST_TOOTH = 232;

/** The photo's light falls on teeth, too: their colour follows the skin's, less saturated. */
function toothColour({ skin }: MouthScene, light: number): readonly [number, number, number] {
  const grey = Math.max(1, lumaOf(skin));
  const bright = light * Math.min(BRIGHTEST_TOOTH, TOOTH_LIGHT * grey);
  const of = (c: 0 | 1 | 2): number => bright * (1 - TOOTH_TINT + (TOOTH_TINT * skin[c]) / grey);
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
