import type { ImageValue } from '../../values/value.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { fromLocal, type LocalFrame } from './local-frame.ts';
import { type Colour, photoColour } from './photo-colour.ts';

/** The part of an eye that its rims are looked for in. */
interface Opening {
  readonly frame: LocalFrame;
  readonly first: number;
  /** Landmarks' rims per column, px of the frame. */
  readonly upper: Float32Array;
  readonly lower: Float32Array;
}

/** How far the white of the eye may reach beyond the landmarks, in lengths of the eye. */
const MOST_UP = 0.09;
const MOST_DOWN = 0.07;
/** Skin is looked at this far beyond the landmarks, in lengths of the eye. */
const SKIN_AT = 0.16;
/** White and skin must differ at least this much (0..441) to be told apart. */
const LEAST_CONTRAST = 30;
/** A pixel is the eye's while it is nearer to the white than this share of the way to the skin. */
const NEAR_WHITE = 0.5;
const STEP = 0.5;
/** Share of the columns that must reach at least as far as the whole rim is moved. */
const TYPICAL = 0.35;

/**
 * How far the white of the eye reaches over the landmarks' rims per column, px: landmarks may lie within it, and a
 * lid must carry along none of it. Columns of the iris follow their neighbours; lashes and shadows end the search.
 * @param iris s and radius of the iris, px of the frame
 */
export function whiteBeyondRims(
  image: ImageValue,
  eye: Opening,
  iris: { readonly s: number; readonly radius: number } | undefined,
): { readonly upper: Float32Array; readonly lower: Float32Array } {
  const length = 2 * eye.frame.half;
  return {
    upper: reaches(image, eye, iris, eye.upper, -1, MOST_UP * length),
    lower: reaches(image, eye, iris, eye.lower, 1, MOST_DOWN * length),
  };
}

function reaches(
  image: ImageValue,
  eye: Opening,
  iris: { readonly s: number; readonly radius: number } | undefined,
  rim: Float32Array,
  direction: 1 | -1,
  most: number,
): Float32Array {
  const { frame, first } = eye;
  const found: number[] = [];
  for (let n = 0; n < rim.length; n++) {
    const s = first + n;
    if (Math.abs(s) > 0.75 * frame.half) continue;
    if (iris !== undefined && Math.abs(s - iris.s) < 1.15 * iris.radius) continue;
    const at = (t: number): Colour => photoColour(image, ...fromLocal(frame, s, t));
    const white = at((eye.upper[n] + eye.lower[n]) / 2);
    const contrast = distance(white, at(rim[n] + direction * SKIN_AT * 2 * frame.half));
    let reach = 0;
    if (contrast >= LEAST_CONTRAST) {
      while (reach < most && distance(white, at(rim[n] + direction * (reach + STEP))) < NEAR_WHITE * contrast)
        reach += STEP;
    }
    found.push(reach);
  }
  const level = found.sort((p, q) => p - q)[Math.floor(TYPICAL * found.length)] ?? 0;
  return rim.map((_, n) => direction * level * (1 - smoothStep(0.7, 1.02, Math.abs(first + n) / frame.half)));
}

function distance(a: Colour, b: Colour): number {
  const [r, g, bl] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return Math.sqrt(r * r + g * g + bl * bl);
}

/** Share of the opening by which the lower lid rises in closing. */
const LINE_RISE = 0.05;
/** How far the upper lid then covers its rim, in half lengths of the eye: the moist rim and its lashes lie beneath. */
const LINE_BELOW = 0.11;
/**
 * The line hangs at least this far below its own ends, in half lengths of the eye: a closed lid follows the eyeball,
 * however straight the open lower lid is.
 */
const LEAST_SAG = 0.3;
/** The line runs on beyond the corners and ends there, in half lengths of the eye. */
const LINE_FULL = 0.96;
const LINE_END = 1.2;

/** The line on which the closed lids meet, per column, px of the frame: one smooth curve (a cubic) from corner to corner. */
export function contactLine(eye: Opening): Float32Array {
  const { frame, first, upper, lower } = eye;
  const powers = new Float64Array(7);
  const right = new Float64Array(4);
  for (let n = 0; n < upper.length; n++) {
    const x = (first + n) / frame.half;
    if (Math.abs(x) > LINE_FULL) continue;
    const t = lower[n] - LINE_RISE * (lower[n] - upper[n]);
    for (let p = 0, power = 1; p < 7; p++, power *= x) {
      powers[p] += power;
      if (p < 4) right[p] += power * t;
    }
  }
  const [c0, c1, c2, c3] = solveCubic(powers, right);
  const cubic = (x: number): number => c0 + x * (c1 + x * (c2 + x * c3));
  const sag = c0 - (cubic(-LINE_FULL) + cubic(LINE_FULL)) / 2;
  const hang = Math.max(0, LEAST_SAG * frame.half - sag);
  return upper.map((rim, n) => {
    const x = (first + n) / frame.half;
    const at = Math.min(LINE_FULL, Math.max(-LINE_FULL, x));
    const line = cubic(at) + hang * (1 - at * at) + LINE_BELOW * frame.half;
    return line + smoothStep(LINE_FULL, LINE_END, Math.abs(x)) * (rim - line);
  });
}

/** Coefficients of the least-squares cubic from the sums of powers 0..6 and of powers times values (Gauss). */
function solveCubic(powers: Float64Array, right: Float64Array): Float64Array {
  const m = Array.from({ length: 4 }, (_, r) => [...powers.slice(r, r + 4), right[r]]);
  for (let k = 0; k < 4; k++) {
    for (let r = 0; r < 4; r++) {
      if (r === k) continue;
      const factor = m[r][k] / m[k][k];
      for (let c = k; c < 5; c++) m[r][c] -= factor * m[k][c];
    }
  }
  return Float64Array.from(m, (row, k) => row[4] / row[k]);
}
