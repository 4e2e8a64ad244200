import { STROKE_UNITS, type Stroke } from '../../values/strokes.ts';
import type { ImageValue } from '../../values/value.ts';

/** Colours as far apart as this, of 0..441, count as the same thing. */
const SAME_COLOUR = 28;
/** From this distance on they count as another. */
const OTHER_COLOUR = 72;

/** The least radius that leaves a mark, px. */
const LEAST_RADIUS_PX = 0.75;

/** The part of a picture that a stroke covers, and how strongly. */
export interface StrokeCover {
  /** px in the picture */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 0..1, `width * height` */
  readonly amount: Float32Array;
}

/**
 * How strongly one stroke covers a picture: fully within the hard part of the brush, falling off smoothly to its rim.
 * Snapping compares each pixel's colour with that under the nearest point of the brush's middle, so the rim may reach
 * over an edge without painting beyond it.
 * @returns undefined for a stroke that leaves no mark on the picture
 */
export function coverStroke(image: ImageValue, stroke: Stroke): StrokeCover | undefined {
  const reach = reachOf(image, stroke);
  if (!reach) return undefined;
  const { left, top, width, height, distance, nearest } = reach;
  const likeness = stroke.snap > 0 ? likenessOf(image, reach) : undefined;
  const radius = radiusOf(image, stroke);
  const hard = radius * (1 - stroke.feather / 100);
  const cover = new Float32Array(width * height);
  for (let i = 0; i < cover.length; i++) {
    const far = Math.sqrt(distance[i] ?? 0);
    if ((nearest[i] ?? -1) < 0 || far >= radius) continue;
    // One pixel of softness keeps even a hard brush from showing steps.
    const soft = Math.max(1, radius - hard);
    let amount = 1 - smooth((far - (radius - soft)) / soft);
    if (likeness) amount *= 1 - (stroke.snap / 100) * (1 - (likeness[i] ?? 1));
    cover[i] = amount;
  }
  return { left, top, width, height, amount: cover };
}

/**
 * Calls back for every pixel that a stroke covers.
 * @param visit index of the pixel in the picture, and how strongly it is covered, 0..1
 */
export function forEachCovered(
  image: ImageValue,
  stroke: Stroke,
  visit: (pixel: number, amount: number) => void,
): void {
  const cover = coverStroke(image, stroke);
  if (!cover) return;
  for (let y = 0, i = 0; y < cover.height; y++) {
    const row = (cover.top + y) * image.width + cover.left;
    for (let x = 0; x < cover.width; x++, i++) {
      const amount = cover.amount[i] ?? 0;
      if (amount > 0) visit(row + x, amount);
    }
  }
}

/** What a stroke touches: the pixels around it, how far each is from its middle, and where that middle is. */
interface Reach {
  /** px in the picture */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Squared, px. */
  readonly distance: Float32Array;
  /** Index of the picture's pixel in the middle of the brush that is nearest; -1 beyond the brush. */
  readonly nearest: Int32Array;
}

/** Radius of the brush on a picture, px. */
function radiusOf({ width, height }: ImageValue, { radius }: Stroke): number {
  return Math.max(LEAST_RADIUS_PX, (radius / 1000) * Math.max(width, height));
}

function reachOf(image: ImageValue, stroke: Stroke): Reach | undefined {
  const radius = radiusOf(image, stroke);
  const path = pathOf(image, stroke.points);
  const xs = path.map(([x]) => x);
  const ys = path.map(([, y]) => y);
  const bound = (value: number, most: number) => Math.min(most, Math.max(0, value));
  const left = bound(Math.floor(Math.min(...xs) - radius), image.width);
  const top = bound(Math.floor(Math.min(...ys) - radius), image.height);
  const width = bound(Math.ceil(Math.max(...xs) + radius) + 1, image.width) - left;
  const height = bound(Math.ceil(Math.max(...ys) + radius) + 1, image.height) - top;
  if (width <= 0 || height <= 0) return undefined;
  const reach: Reach = {
    left,
    top,
    width,
    height,
    distance: new Float32Array(width * height).fill(radius * radius),
    nearest: new Int32Array(width * height).fill(-1),
  };
  for (let index = 0; index < path.length; index++) {
    const from = path[Math.max(0, index - 1)] ?? path[0];
    const to = path[index];
    if (from && to) measureSegment(reach, image, from, to, radius);
  }
  return reach;
}

type Place = readonly [x: number, y: number];

/** Middles of the brush in px, where pixel centres are whole numbers. */
function pathOf({ width, height }: ImageValue, points: readonly number[]): Place[] {
  const path: Place[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) {
    path.push([
      ((points[i] ?? 0) / STROKE_UNITS) * width - 0.5,
      ((points[i + 1] ?? 0) / STROKE_UNITS) * height - 0.5,
    ]);
  }
  return path;
}

/** Lowers the distances of the pixels around one straight piece of the path. */
function measureSegment(reach: Reach, image: ImageValue, from: Place, to: Place, radius: number): void {
  const [ax, ay] = from;
  const [dx, dy] = [to[0] - ax, to[1] - ay];
  const length = dx * dx + dy * dy;
  const firstX = Math.max(reach.left, Math.floor(Math.min(ax, to[0]) - radius));
  const lastX = Math.min(reach.left + reach.width - 1, Math.ceil(Math.max(ax, to[0]) + radius));
  const firstY = Math.max(reach.top, Math.floor(Math.min(ay, to[1]) - radius));
  const lastY = Math.min(reach.top + reach.height - 1, Math.ceil(Math.max(ay, to[1]) + radius));
  for (let y = firstY; y <= lastY; y++) {
    for (let x = firstX; x <= lastX; x++) {
      const along = length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
      const t = Math.min(1, Math.max(0, along));
      const [mx, my] = [ax + t * dx, ay + t * dy];
      const squared = (x - mx) * (x - mx) + (y - my) * (y - my);
      const at = (y - reach.top) * reach.width + (x - reach.left);
      if (squared >= (reach.distance[at] ?? 0)) continue;
      reach.distance[at] = squared;
      reach.nearest[at] = nearestPixel(image, mx, my);
    }
  }
}

function nearestPixel({ width, height }: ImageValue, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, Math.round(x)));
  const row = Math.min(height - 1, Math.max(0, Math.round(y)));
  return row * width + column;
}

/** How alike each touched pixel and the middle of the brush next to it are, 0..1, averaged over 3 × 3 pixels. */
function likenessOf(image: ImageValue, { left, top, width, height, nearest }: Reach): Float32Array {
  const single = new Float32Array(width * height);
  for (let i = 0; i < single.length; i++) {
    const middle = nearest[i] ?? -1;
    if (middle < 0) continue;
    const at = (top + Math.floor(i / width)) * image.width + left + (i % width);
    const apart = Math.sqrt(squaredDifference(image, at, middle));
    single[i] = 1 - smooth((apart - SAME_COLOUR) / (OTHER_COLOUR - SAME_COLOUR));
  }
  const mean = new Float32Array(single.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      let count = 0;
      for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
        for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
          if ((nearest[row * width + column] ?? -1) < 0) continue;
          sum += single[row * width + column] ?? 0;
          count += 1;
        }
      }
      mean[y * width + x] = count === 0 ? 0 : sum / count;
    }
  }
  return mean;
}

/** Between a pixel and the mean of the 3 × 3 pixels around another: the middle of a brush is never one speck. */
function squaredDifference({ data, width, height }: ImageValue, at: number, middle: number): number {
  const x = middle % width;
  const y = Math.floor(middle / width);
  let total = 0;
  for (let channel = 0; channel < 3; channel++) {
    let sum = 0;
    let count = 0;
    for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        sum += data[(row * width + column) * 4 + channel] ?? 0;
        count += 1;
      }
    }
    const difference = (data[at * 4 + channel] ?? 0) - sum / count;
    total += difference * difference;
  }
  return total;
}

/** 0 below 0, 1 above 1, smooth between. */
function smooth(t: number): number {
  const within = Math.min(1, Math.max(0, t));
  return within * within * (3 - 2 * within);
}
