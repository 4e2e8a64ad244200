import { smoothStep } from '../rig/smooth-step.ts';
import { type FillLevel, PATCH_RADIUS } from './patch-search.ts';
import { pushPull } from './push-pull.ts';

/** A picture with a hole. */
export interface HoledPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA; what lies in the hole is a first guess */
  readonly colour: Uint8ClampedArray;
  /** 1 where the picture is known */
  readonly known: Uint8Array;
  /** Per pixel the nearest known one, -1 where there is none: see `distanceToKnown`. */
  readonly nearest: Int32Array;
}

/** Weight of a patch in a vote: the better it fits, the more; relative to the mean cost. */
const SHARPEST_VOTE = 0.15;

/** Differences of a patch to its place (root mean square, 0..255) up to which it is believed, and from which it is not. */
const FITS = 18;
const MISFITS = 42;

/**
 * Gives every pixel of the hole the mean of what all patches that cover it say; where nothing known is like the place
 * (a small thing that the subject cuts off), the first guess stays.
 */
export function vote(level: FillLevel, { colour: guess, known }: HoledPicture, held: boolean): void {
  const { width, colour } = level;
  const sums = patchVotes(level);
  const misfit = held ? misfits(level) : undefined;
  for (let k = 0; k < width * level.height; k++) {
    const w = sums[4 * k + 3];
    if (known[k] === 1 || w === 0) continue;
    const share = misfit === undefined ? 0 : smoothStep(FITS, MISFITS, misfit[k]);
    for (let c = 0; c < 3; c++) {
      const voted = sums[4 * k + c] / w;
      colour[4 * k + c] = voted + share * (guess[4 * k + c] - voted);
    }
  }
}

/** Difference of the patches over every pixel to their places, mean of the root mean squares, 0..255. */
function misfits({ width, height, trust, centres, cost }: FillLevel): Float32Array {
  const out = new Float32Array(width * height);
  const count = new Uint8Array(width * height);
  const rows = sumsAlongRows(trust);
  for (const k of centres) {
    let total = 0;
    for (let y = -PATCH_RADIUS; y <= PATCH_RADIUS; y++) total += rows[k + y * width];
    const off = Math.sqrt(cost[k] / (3 * total));
    for (let y = -PATCH_RADIUS; y <= PATCH_RADIUS; y++) {
      for (let at = k + y * width - PATCH_RADIUS; at <= k + y * width + PATCH_RADIUS; at++) {
        out[at] += off;
        count[at]++;
      }
    }
  }
  for (let k = 0; k < out.length; k++) if (count[k] > 0) out[k] /= count[k];
  return out;
}

/** Sum of the values as far as a patch reaches to the left and right; lines run on into the next. */
function sumsAlongRows(values: Uint8Array): Uint16Array {
  const out = new Uint16Array(values.length);
  let sum = 0;
  for (let k = 0; k < values.length + PATCH_RADIUS; k++) {
    if (k < values.length) sum += values[k];
    if (k > 2 * PATCH_RADIUS) sum -= values[k - 2 * PATCH_RADIUS - 1];
    if (k >= PATCH_RADIUS) out[k - PATCH_RADIUS] = sum;
  }
  return out;
}

/**
 * Sums of what the patches say of each pixel, and of their weights; 4 floats per pixel.
 * @param says false for patches that need not be asked
 */
function patchVotes(
  { width, height, colour, centres, match, cost }: FillLevel,
  says?: (centre: number) => boolean,
): Float32Array {
  const sums = new Float32Array(width * height * 4);
  let mean = 1;
  for (const k of centres) mean += cost[k] / Math.max(1, centres.length);
  for (const k of centres) {
    if (says !== undefined && !says(k)) continue;
    const weight = 1 / (SHARPEST_VOTE + cost[k] / mean);
    for (let y = -PATCH_RADIUS; y <= PATCH_RADIUS; y++) {
      let to = 4 * (k + y * width - PATCH_RADIUS);
      let from = 4 * (match[k] + y * width - PATCH_RADIUS);
      for (let x = -PATCH_RADIUS; x <= PATCH_RADIUS; x++, to += 4, from += 4) {
        sums[to] += weight * colour[from];
        sums[to + 1] += weight * colour[from + 1];
        sums[to + 2] += weight * colour[from + 2];
        sums[to + 3] += weight;
      }
    }
  }
  return sums;
}

/** Largest difference at the rim that counts as light rather than as another thing, 0..255. */
const MOST_LIGHT = 30;
/** Depth to which the rim's difference reaches into the hole, share of the longer side. */
const SEAM_REACH = 0.03;

/** Patches whose middle is farther from what is known cover nothing of it, px squared: their corners, and a px for the field's error. */
const KNOWN_WITHIN = (Math.SQRT2 * PATCH_RADIUS + 1) ** 2;

/** Spreads the difference between patches and picture at the hole's rim a little way into it: no seam shows. */
export function closeSeam(level: FillLevel, picture: HoledPicture): void {
  const { width, height, colour } = level;
  const { nearest } = picture;
  const away = (k: number): number => {
    const dx = (k % width) - (nearest[k] % width);
    const dy = Math.floor(k / width) - Math.floor(nearest[k] / width);
    return dx * dx + dy * dy;
  };
  // what the patches say becomes the error in place: 33 MB less at 1080 x 1920; only known pixels are asked about
  const error = patchVotes(level, (centre) => away(centre) <= KNOWN_WITHIN);
  for (let k = 0, at = 0; at < error.length; k++, at += 4) {
    const w = error[at + 3];
    let most = 0;
    if (w > 0) {
      for (let c = at; c < at + 3; c++) {
        error[c] = picture.colour[c] - error[c] / w;
        most = Math.max(most, Math.abs(error[c]));
      }
    }
    if (picture.known[k] === 0 || w === 0 || most > MOST_LIGHT) error.fill(0, at, at + 4);
    else error[at + 3] = 0.25;
  }
  pushPull(error, width, height);
  const reach = SEAM_REACH * Math.max(width, height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      if (picture.known[k] === 1) continue;
      const share = Math.max(0, 1 - away(k) / (reach * reach));
      if (share === 0) continue;
      for (let c = 0; c < 3; c++) colour[4 * k + c] += share * share * error[4 * k + c];
    }
  }
}
