import { boxMean } from '../media/image/box-mean.ts';
import { guidedFilter } from '../media/image/guided-filter.ts';
import { resizePlane } from '../media/image/resize-plane.ts';
import type { ImageValue } from '../values/value.ts';
import { MATTE_SIZE } from './person-matte.ts';

export interface MatteRefinement {
  /** How far an edge may move to follow the picture, px at 320 px; 0 only enlarges the coarse matte. */
  readonly reach: number;
  /** -1 tightens, +1 widens the selection. */
  readonly grow: number;
}

/** The model's values are stretched so that this far below and above the middle they are 0 and 1. */
const CONTRAST = 0.25;

/** Middle of the stretch: below it the model guesses, as with dark paint or rocks beside a person. */
const MIDDLE = 0.7;

/** From this value on the model has no doubt. */
const SURE = 0.96;

/** How far `grow` moves the middle. */
const GROW_RANGE = 0.25;

/** Values up to here are haze that connects nothing. */
const HAZE = 0.1;

/** Parts of the selection smaller than this share of its largest part are stray. */
const STRAY_SHARE = 0.08;

/** Long side at which the edge is fitted, px. */
const WORKING_SIDE = 320;

/** Colour variance (0..1 per channel) below which a window has no edge to follow. */
const FLAT_VARIANCE = 1e-4;

/** Means within this of 0 or 1 are well outside or inside: the picture has no say there. */
const DECIDED = 0.002;

/** Radius in px of the coarse matte that makes an undecided one so soft that nothing can tear at it. */
const UNDECIDED_BLUR = 20;

/**
 * How clearly the coarse matte selects something: the share of touched pixels that are surely inside, 0..1;
 * 0 when next to nothing is selected. Six portraits have >= 0.74, a cup 0.48, a night sky 0.
 */
export function matteCertainty(coarse: Float32Array): number {
  let touched = 0;
  let sure = 0;
  for (const value of coarse) {
    if (value > 0.2) touched++;
    if (value > 0.8) sure++;
  }
  return sure < coarse.length * LEAST_SELECTED ? 0 : sure / touched;
}

/** A person smaller than this share of the picture is none that the model can see. */
const LEAST_SELECTED = 0.005;

/**
 * Brings a coarse 256 x 256 matte to the picture's size with edges on the picture's edges: contrast, stray
 * parts dropped, then a guided filter where the edge is.
 * @returns `image.width * image.height` values in 0..1
 */
export function refineMatte(coarse: Float32Array, image: ImageValue, options: MatteRefinement): Float32Array {
  const clean = dropStrayParts(stretch(coarse, MIDDLE - GROW_RANGE * options.grow));
  const enlarged = resizePlane(clean, MATTE_SIZE, MATTE_SIZE, image.width, image.height);
  if (options.reach === 0) return enlarged;
  const followed = guidedFilter(
    image,
    { width: MATTE_SIZE, height: MATTE_SIZE, data: clean },
    { radius: options.reach, epsilon: FLAT_VARIANCE, workingSide: WORKING_SIDE },
  );
  return keepDecided(clean, enlarged, followed, image, options.reach);
}

/** An undecided matte at the picture's size, without any edge. */
export function softenMatte(coarse: Float32Array, image: ImageValue): Float32Array {
  const once = boxMean(coarse, MATTE_SIZE, MATTE_SIZE, UNDECIDED_BLUR);
  const twice = boxMean(once, MATTE_SIZE, MATTE_SIZE, UNDECIDED_BLUR);
  return resizePlane(twice, MATTE_SIZE, MATTE_SIZE, image.width, image.height);
}

function stretch(values: Float32Array, middle: number): Float32Array {
  const low = middle - CONTRAST;
  const high = Math.min(middle + CONTRAST, SURE);
  return values.map((value) => {
    const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return t * t * (3 - 2 * t);
  });
}

/** Sets parts of the selection to 0 that are not connected to it and small. */
function dropStrayParts(mask: Float32Array): Float32Array {
  const { labels, sizes } = labelParts(mask);
  const least = Math.max(0, ...sizes.slice(1)) * STRAY_SHARE;
  return mask.map((value, i) => ((sizes[labels[i] as number] as number) < least ? 0 : value));
}

/** Four-connected parts of all pixels above the haze; label 0 is the rest, which counts as large. */
function labelParts(mask: Float32Array): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(mask.length);
  const sizes = [Infinity];
  const stack: number[] = [];
  for (let seed = 0; seed < mask.length; seed++) {
    if (labels[seed] !== 0 || (mask[seed] as number) <= HAZE) continue;
    const label = sizes.length;
    let size = 0;
    labels[seed] = label;
    stack.push(seed);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      size++;
      for (const next of neighbours(at)) {
        if (labels[next] !== 0 || (mask[next] as number) <= HAZE) continue;
        labels[next] = label;
        stack.push(next);
      }
    }
    sizes.push(size);
  }
  return { labels, sizes };
}

function neighbours(at: number): number[] {
  const x = at % MATTE_SIZE;
  const found: number[] = [];
  if (x > 0) found.push(at - 1);
  if (x < MATTE_SIZE - 1) found.push(at + 1);
  if (at >= MATTE_SIZE) found.push(at - MATTE_SIZE);
  if (at < MATTE_SIZE * (MATTE_SIZE - 1)) found.push(at + MATTE_SIZE);
  return found;
}

/** Takes the filtered values near the edge only, so that no hole appears inside and no haze outside. */
function keepDecided(
  clean: Float32Array,
  enlarged: Float32Array,
  followed: Float32Array,
  image: ImageValue,
  reach: number,
): Float32Array {
  const radius = Math.max(1, Math.round((reach * MATTE_SIZE) / WORKING_SIDE));
  const means = boxMean(clean, MATTE_SIZE, MATTE_SIZE, radius);
  const around = resizePlane(means, MATTE_SIZE, MATTE_SIZE, image.width, image.height);
  return followed.map((value, i) => {
    const mean = around[i] as number;
    return mean < DECIDED || mean > 1 - DECIDED ? (enlarged[i] as number) : value;
  });
}
