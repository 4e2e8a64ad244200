import { coverStroke, forEachCovered, type StrokeCover } from '../../media/brush/cover-stroke.ts';
import { boxMean } from '../../media/image/box-mean.ts';
import type { Stroke } from '../../values/strokes.ts';
import type { ImageValue } from '../../values/value.ts';
import { DEPTH_TOOLS } from './depth-tools.ts';

/** Distance over which smoothing averages, share of the brush's radius. */
const SMOOTH_SHARE = 0.5;
/** Less of the brush than this in a window leaves the depth as it is. */
const LEAST_COVER = 1e-4;

/**
 * Applies one stroke to a depth map of the picture's size, in place.
 * @param depth 0 far .. 1 near
 * @param amount how far "nearer" and "farther" move what is fully covered, 0..1
 */
export function strokeDepth(depth: Float32Array, image: ImageValue, stroke: Stroke, amount: number): void {
  if (DEPTH_TOOLS[stroke.tool] === 'smooth') {
    smoothDepth(depth, image, stroke);
    return;
  }
  const way = DEPTH_TOOLS[stroke.tool] === 'farther' ? -amount : amount;
  forEachCovered(image, stroke, (pixel, covered) => {
    depth[pixel] = Math.min(1, Math.max(0, (depth[pixel] ?? 0) + way * covered));
  });
}

/**
 * Averages within what the brush covers: nothing beyond its rim, and nothing beyond an edge that it snaps to, mixes in
 * (normalised averaging: both the depths and the cover are averaged, and divided).
 */
function smoothDepth(depth: Float32Array, image: ImageValue, stroke: Stroke): void {
  const cover = coverStroke(image, stroke);
  if (!cover) return;
  const { left, top, width, height, amount } = cover;
  const weighted = new Float32Array(width * height);
  for (let i = 0; i < weighted.length; i++) {
    weighted[i] = (amount[i] ?? 0) * (depth[pixelOf(cover, image, i)] ?? 0);
  }
  const radius = Math.max(
    1,
    Math.round((stroke.radius / 1000) * Math.max(image.width, image.height) * SMOOTH_SHARE),
  );
  const twice = (plane: Float32Array) =>
    boxMean(boxMean(plane, width, height, radius), width, height, radius);
  const [sums, shares] = [twice(weighted), twice(amount)];
  for (let y = 0, i = 0; y < height; y++) {
    const row = (top + y) * image.width + left;
    for (let x = 0; x < width; x++, i++) {
      const share = shares[i] ?? 0;
      if (share < LEAST_COVER) continue;
      const here = depth[row + x] ?? 0;
      depth[row + x] = here + ((sums[i] ?? 0) / share - here) * (amount[i] ?? 0);
    }
  }
}

function pixelOf({ left, top, width }: StrokeCover, image: ImageValue, index: number): number {
  return (top + Math.floor(index / width)) * image.width + left + (index % width);
}
