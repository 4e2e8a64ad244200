import { kernelTable, type PackedPicture, resamplePixel } from './resample-cell.ts';

/** A part of the picture, px. */
export interface PictureArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Keys' parameter: softest and sharpest that is used, and where even that takes too much (craquelure). */
const SOFTEST = -0.5;
const SHARPEST = -1.2;
const HARDEST = -1.4;
/** Share of the photo's fine detail that resampled pixels should show. */
const WANTED = 0.97;
/** Fractions of a pixel at which resampling takes most. */
const SHIFTS: ReadonlyArray<readonly [number, number]> = [
  [0.5, 0.5],
  [0.25, 0.5],
];
/** Patches per side in which detail is measured, and their size, px. */
const PATCHES = 8;
const PATCH = 12;

/**
 * Keys' parameter with which this photo keeps its fine detail (variance of the Laplacian) where it is resampled:
 * photos with grain or craquelure lose more than smooth ones and need more given back.
 */
export function measuredKernel(photo: PackedPicture, area: PictureArea): number {
  const before = detail(photo, area, SOFTEST, [[0, 0]]);
  if (before === 0) return SOFTEST;
  const soft = detail(photo, area, SOFTEST, SHIFTS) / before;
  const sharp = detail(photo, area, SHARPEST, SHIFTS) / before;
  if (sharp <= soft) return SOFTEST;
  if (sharp >= WANTED) return SOFTEST + Math.max(0, (WANTED - soft) / (sharp - soft)) * (SHARPEST - SOFTEST);
  const hard = detail(photo, area, HARDEST, SHIFTS) / before;
  return SHARPEST + Math.min(1, (WANTED - sharp) / Math.max(hard - sharp, 1e-6)) * (HARDEST - SHARPEST);
}

/** Mean square of the Laplacian of the green channel, resampled at the shifts. */
function detail(
  photo: PackedPicture,
  { left, top, right, bottom }: PictureArea,
  sharpness: number,
  shifts: ReadonlyArray<readonly [number, number]>,
): number {
  const kernel = kernelTable(sharpness);
  const values = new Float64Array(PATCH * PATCH);
  let [sum, count] = [0, 0];
  for (const [dx, dy] of shifts) {
    for (let patch = 0; patch < PATCHES * PATCHES; patch++) {
      const x0 = Math.floor(left + ((patch % PATCHES) + 0.5) * ((right - left) / PATCHES) - PATCH / 2);
      const y0 = Math.floor(
        top + (Math.floor(patch / PATCHES) + 0.5) * ((bottom - top) / PATCHES) - PATCH / 2,
      );
      for (let k = 0; k < values.length; k++) {
        const [x, y] = [x0 + (k % PATCH) + dx, y0 + Math.floor(k / PATCH) + dy];
        values[k] = (resamplePixel(photo, kernel, x, y) >> 8) & 255;
      }
      for (let k = PATCH + 1; k < values.length - PATCH - 1; k++) {
        if (k % PATCH === 0 || k % PATCH === PATCH - 1) continue;
        const edge = 4 * values[k] - values[k - 1] - values[k + 1] - values[k - PATCH] - values[k + PATCH];
        sum += edge * edge;
        count++;
      }
    }
  }
  return sum / count;
}
