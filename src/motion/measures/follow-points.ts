import type { ImageValue } from '../../values/value.ts';
import { hypotenuse } from '../portable-math.ts';
import { bilinear, type Grey } from './optical-flow.ts';

/**
 * Half the side of the patch that is followed, in samples, and the distance of two samples in distances of the eyes'
 * outer corners (never less than a pixel).
 */
const PATCH_REACH = 6;
const SAMPLE_STEP = 1 / 110;
/** A patch that ends farther from its start than this was lost, in distances of the eyes' outer corners. */
const MOST_DRIFT = 0.12;
const STEPS = 20;
/** Step below which a patch counts as found, px. */
const FOUND = 0.01;
/** Texture at which a patch says half as much as one of plenty, (sRGB steps)² per px². */
const HALF_TEXTURE = 12;
/** Correlation of the patch with what was found, from nothing to full trust. */
const LEAST_LIKENESS = 0.8;
const FULL_LIKENESS = 0.95;

/** Outer corners of the eyes. */
const CORNERS = [33, 263] as const;

/** Points of a photo that were found again in a frame. */
export interface FollowedPoints {
  /** As many as the landmarks; x and y of the chosen ones are where the photo's own pixels went, px. */
  readonly landmarks: Float32Array;
  /** How surely each chosen point was found, 0..1; 0 for the others. */
  readonly trust: Float32Array;
}

/**
 * Finds where the photo's own pixels around chosen landmarks are in a frame: least squares on a patch each with the
 * photo's slopes (Lucas and Kanade 1981; "inverse compositional", Baker and Matthews 2004), brightness left out. The
 * landmark model only starts the search: its points scatter by a degree or two of the head's turn and lean to the faces
 * that it has learnt; the pixels of one and the same photo do not.
 * @param from landmarks in the photo, 478 x 3, px @param start landmarks that the model sees in the frame
 * @param chosen indices of landmarks
 */
export function followPoints(
  photo: Grey,
  frame: Grey,
  from: Float32Array,
  start: Float32Array,
  chosen: readonly number[],
): FollowedPoints {
  const landmarks = start.slice();
  const trust = new Float32Array(start.length / 3);
  const [a, b] = CORNERS;
  const size = hypotenuse(from[3 * a] - from[3 * b], from[3 * a + 1] - from[3 * b + 1]);
  for (const point of chosen) {
    const [x, y] = [from[3 * point] - 0.5, from[3 * point + 1] - 0.5];
    const patch = patchAt(photo, x, y, Math.max(1, SAMPLE_STEP * size));
    const begin = { x: start[3 * point] - 0.5, y: start[3 * point + 1] - 0.5 };
    const found = follow(patch, frame, begin);
    if (hypotenuse(found.x - begin.x, found.y - begin.y) > MOST_DRIFT * size) continue;
    const likeness = (correlation(patch, frame, found) - LEAST_LIKENESS) / (FULL_LIKENESS - LEAST_LIKENESS);
    if (likeness <= 0) continue;
    landmarks[3 * point] = found.x + 0.5;
    landmarks[3 * point + 1] = found.y + 0.5;
    trust[point] = Math.min(1, likeness) * (patch.texture / (patch.texture + HALF_TEXTURE));
  }
  return { landmarks, trust };
}

/** Luma of a picture. */
export function greyOf({ width, height, data }: ImageValue): Grey {
  const grey = new Float32Array(width * height);
  for (let k = 0; k < grey.length; k++) {
    grey[k] = 0.299 * data[4 * k] + 0.587 * data[4 * k + 1] + 0.114 * data[4 * k + 2];
  }
  return { width, height, data: grey };
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** What is looked for: samples about a point, without their mean. */
interface Patch {
  /** Distance of the samples, px. */
  readonly step: number;
  readonly values: Float64Array;
  /** Slopes, sRGB steps per px. */
  readonly gx: Float64Array;
  readonly gy: Float64Array;
  /** Sums of the slopes' products: xx, xy, yy. */
  readonly sums: readonly [number, number, number];
  /** Mean square slope along the direction in which there is least of it, (sRGB steps)² per px². */
  readonly texture: number;
}

const SIDE = 2 * PATCH_REACH + 1;

function patchAt(photo: Grey, x: number, y: number, step: number): Patch {
  const at = (u: number, v: number): number => bilinear(photo.data, photo.width, photo.height, u, v);
  const [gx, gy] = [new Float64Array(SIDE * SIDE), new Float64Array(SIDE * SIDE)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let k = 0; k < gx.length; k++) {
    const [u, v] = [x + step * ((k % SIDE) - PATCH_REACH), y + step * (Math.floor(k / SIDE) - PATCH_REACH)];
    gx[k] = (at(u + step, v) - at(u - step, v)) / (2 * step);
    gy[k] = (at(u, v + step) - at(u, v - step)) / (2 * step);
    xx += gx[k] * gx[k];
    xy += gx[k] * gy[k];
    yy += gy[k] * gy[k];
  }
  const least = (xx + yy - hypotenuse(xx - yy, 2 * xy)) / 2;
  const values = new Float64Array(SIDE * SIDE);
  sampleAround(photo, { x, y }, step, values);
  return { step, values, gx, gy, sums: [xx, xy, yy], texture: least / gx.length };
}

function follow({ step, values, gx, gy, sums }: Patch, frame: Grey, begin: Place): Place {
  const [xx, xy, yy] = sums;
  const determinant = xx * yy - xy * xy;
  if (determinant <= 0) return begin;
  const seen = new Float64Array(values.length);
  let { x, y } = begin;
  for (let n = 0; n < STEPS; n++) {
    sampleAround(frame, { x, y }, step, seen);
    let [ex, ey] = [0, 0];
    for (let k = 0; k < seen.length; k++) {
      const error = seen[k] - values[k];
      ex += gx[k] * error;
      ey += gy[k] * error;
    }
    const [dx, dy] = [(yy * ex - xy * ey) / determinant, (xx * ey - xy * ex) / determinant];
    const length = hypotenuse(dx, dy);
    // a step is never longer than what the patch can see
    const share = Math.min(1, (PATCH_REACH * step) / (2 * Math.max(length, FOUND)));
    x -= share * dx;
    y -= share * dy;
    if (length < FOUND) break;
  }
  return { x, y };
}

/** Samples about a place, less their mean. */
function sampleAround(picture: Grey, { x, y }: Place, step: number, out: Float64Array): void {
  let sum = 0;
  for (let k = 0; k < out.length; k++) {
    const [u, v] = [x + step * ((k % SIDE) - PATCH_REACH), y + step * (Math.floor(k / SIDE) - PATCH_REACH)];
    out[k] = bilinear(picture.data, picture.width, picture.height, u, v);
    sum += out[k];
  }
  for (let k = 0; k < out.length; k++) out[k] -= sum / out.length;
}

/** Normalised correlation of the patch with the frame at a place, -1..1. */
function correlation({ step, values }: Patch, frame: Grey, place: Place): number {
  const seen = new Float64Array(values.length);
  sampleAround(frame, place, step, seen);
  let [own, both, other] = [0, 0, 0];
  for (let k = 0; k < seen.length; k++) {
    own += values[k] * values[k];
    both += values[k] * seen[k];
    other += seen[k] * seen[k];
  }
  return both / Math.max(Math.sqrt(own * other), 1e-9);
}
