import { cosTurns, sinTurns } from '../motion/portable-math.ts';
import type { Box } from '../values/faces.ts';
import type { ImageValue, Point } from '../values/value.ts';

/**
 * A rotated square cut out of a picture as a model's input.
 * Continuous coordinates: pixel (i, j) covers [i, i+1) x [j, j+1), so its centre is at +0.5.
 */
export interface RotatedCrop {
  /** px of the picture */
  readonly centre: Point;
  /** px of the picture */
  readonly width: number;
  /** px of the picture */
  readonly height: number;
  /** Radians, positive clockwise as seen. */
  readonly rotation: number;
}

/** Radians of a whole turn. */
const RADIANS = 2 * Math.PI;

/** How pixels become a model's numbers: `value / 255 * scale + offset`. */
export interface InputRange {
  readonly scale: number;
  readonly offset: number;
}

/** 0..1 */
export const UNIT_RANGE: InputRange = { scale: 1, offset: 0 };
/** -1..1 */
export const SIGNED_RANGE: InputRange = { scale: 2, offset: -1 };

/** What a crop sees beyond the borders of the picture. */
export type Outside = 'black' | 'border';

/** Crops of less than twice this many times the input's size are sampled as they are. */
const PLAIN_REDUCTION = 4;

/** The upright crop that covers `box`. */
export function uprightCrop(box: Box): RotatedCrop {
  return {
    centre: { x: box.x + box.width / 2, y: box.y + box.height / 2 },
    width: box.width,
    height: box.height,
    rotation: 0,
  };
}

/**
 * Resamples a crop to `size` x `size` RGB values in HWC order.
 * One bilinear sample per pixel, as the models' authors do; a crop that is very much larger than the input is
 * first averaged over whole blocks of pixels, so that texture does not alias.
 *
 * @returns `size * size * 3` values in the given range; transparent pixels count as their colour
 */
export function cropTensor(
  image: ImageValue,
  crop: RotatedCrop,
  size: number,
  range: InputRange,
  outside: Outside,
): Float32Array {
  const block = Math.floor(Math.max(crop.width, crop.height) / (size * PLAIN_REDUCTION));
  if (block >= 2) {
    const reduced = averageBlocks(image, block);
    return cropTensor(reduced, scaleCrop(crop, 1 / block), size, range, outside);
  }
  const out = new Float32Array(size * size * 3);
  const cos = cosTurns(crop.rotation / RADIANS);
  const sin = sinTurns(crop.rotation / RADIANS);
  for (let j = 0, at = 0; j < size; j++) {
    const v = ((j + 0.5) / size - 0.5) * crop.height;
    for (let i = 0; i < size; i++, at += 3) {
      const u = ((i + 0.5) / size - 0.5) * crop.width;
      const x = crop.centre.x + u * cos - v * sin - 0.5;
      const y = crop.centre.y + u * sin + v * cos - 0.5;
      samplePixel(image, x, y, outside, out, at);
    }
  }
  for (let at = 0; at < out.length; at++) out[at] = ((out[at] as number) / 255) * range.scale + range.offset;
  return out;
}

/** Bilinear RGB at index coordinates (pixel centres at whole numbers), 0..255, into `out[at..at+2]`. */
function samplePixel(
  image: ImageValue,
  x: number,
  y: number,
  outside: Outside,
  out: Float32Array,
  at: number,
): void {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  for (let corner = 0; corner < 4; corner++) {
    const cx = x0 + (corner & 1);
    const cy = y0 + (corner >> 1);
    const weight = (1 - Math.abs(x - cx)) * (1 - Math.abs(y - cy));
    if (weight <= 0) continue;
    const px = Math.min(Math.max(cx, 0), image.width - 1);
    const py = Math.min(Math.max(cy, 0), image.height - 1);
    if (outside === 'black' && (px !== cx || py !== cy)) continue;
    const p = (py * image.width + px) * 4;
    for (let c = 0; c < 3; c++)
      out[at + c] = (out[at + c] as number) + weight * (image.data[p + c] as number);
  }
}

function scaleCrop(crop: RotatedCrop, factor: number): RotatedCrop {
  return {
    centre: { x: crop.centre.x * factor, y: crop.centre.y * factor },
    width: crop.width * factor,
    height: crop.height * factor,
    rotation: crop.rotation,
  };
}

const reductions = new WeakMap<ImageValue, Map<number, ImageValue>>();

/** The picture at 1/block of its size, each pixel the mean of its block; kept while the picture lives. */
function averageBlocks(image: ImageValue, block: number): ImageValue {
  let kept = reductions.get(image);
  if (!kept) {
    kept = new Map();
    reductions.set(image, kept);
  }
  let reduced = kept.get(block);
  if (!reduced) {
    reduced = reduceByBlocks(image, block);
    kept.set(block, reduced);
  }
  return reduced;
}

function reduceByBlocks(image: ImageValue, block: number): ImageValue {
  const width = Math.max(1, Math.ceil(image.width / block));
  const height = Math.max(1, Math.ceil(image.height / block));
  const data = new Uint8ClampedArray(width * height * 4);
  const sums = new Float64Array(width * 3);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    const bottom = Math.min((y + 1) * block, image.height);
    for (let sy = y * block; sy < bottom; sy++) {
      addBlocksOfRow(image, sy, block, sums);
    }
    for (let x = 0; x < width; x++) {
      const count = (Math.min((x + 1) * block, image.width) - x * block) * (bottom - y * block);
      const to = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) data[to + c] = (sums[x * 3 + c] as number) / count;
      data[to + 3] = 255;
    }
  }
  return { type: 'Image', width, height, data };
}

/** Adds one row's colours to the sums of the blocks that they lie in. */
function addBlocksOfRow({ width, data }: ImageValue, row: number, block: number, sums: Float64Array): void {
  let p = row * width * 4;
  for (let at = 0, start = 0; start < width; at += 3, start += block) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (const end = p + Math.min(block, width - start) * 4; p < end; p += 4) {
      r += data[p] as number;
      g += data[p + 1] as number;
      b += data[p + 2] as number;
    }
    sums[at] = (sums[at] as number) + r;
    sums[at + 1] = (sums[at + 1] as number) + g;
    sums[at + 2] = (sums[at + 2] as number) + b;
  }
}

/** Where the point (u, v) of a crop, 0..1 each, lies in the picture, px. */
export function cropToPicture(crop: RotatedCrop, u: number, v: number): Point {
  const x = (u - 0.5) * crop.width;
  const y = (v - 0.5) * crop.height;
  const cos = cosTurns(crop.rotation / RADIANS);
  const sin = sinTurns(crop.rotation / RADIANS);
  return { x: crop.centre.x + x * cos - y * sin, y: crop.centre.y + x * sin + y * cos };
}
