import { meanSquaredDifference } from './picture-difference.ts';

/** How a looping clip passes its seam, relative to how it moves elsewhere; both are about 1 without a seam. */
export interface LoopSeam {
  /** D(last, first) over the median step between neighbouring frames. */
  readonly value: number;
  /** The same for the change of velocity around the seam, over the median elsewhere. */
  readonly velocity: number;
}

/** How much a clip changes inside and at its seam, as {@link seamOf} compares them. */
export interface SeamChanges {
  /** {@link stepBetween} of neighbouring frames inside the clip. */
  readonly steps: readonly number[];
  /** {@link bendBetween} of three frames in a row inside the clip. */
  readonly bends: readonly number[];
  /** Step from the last frame to the first. */
  readonly seamStep: number;
  /** Bends around the seam: (N-2, N-1, 0) and (N-1, 0, 1). */
  readonly seamBends: readonly [number, number];
}

/** Root mean square difference of RGB between two frames, sRGB steps. */
export function stepBetween(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  return Math.sqrt(meanSquaredDifference(a, b));
}

/** Root mean square of a - 2 b + c: how much the velocity changes over three frames in a row, sRGB steps. */
export function bendBetween(a: Uint8ClampedArray, b: Uint8ClampedArray, c: Uint8ClampedArray): number {
  return Math.sqrt(secondDifference(a, b, c));
}

/**
 * Loop seam (motion.md section 6): D is the root mean square difference of RGB. A clip that stands still has no
 * seam (0). @param frames RGBA, at least 4
 */
export function loopSeam(frames: readonly Uint8ClampedArray[]): LoopSeam {
  const count = frames.length;
  const at = (i: number): Uint8ClampedArray => frames[((i % count) + count) % count];
  const bend = (i: number): number => bendBetween(at(i - 1), at(i), at(i + 1));
  return seamOf({
    steps: frames.slice(0, -1).map((_, i) => stepBetween(at(i), at(i + 1))),
    bends: frames.slice(1, -1).map((_, i) => bend(i + 1)),
    seamStep: stepBetween(at(-1), at(0)),
    seamBends: [bend(-1), bend(0)],
  });
}

/** {@link loopSeam} from changes that were measured on a sample of the frames. */
export function seamOf({ steps, bends, seamStep, seamBends }: SeamChanges): LoopSeam {
  return {
    value: ratio(seamStep, median(steps)),
    velocity: ratio(Math.max(...seamBends), Math.max(median(bends), quantile(bends, 0.9))),
  };
}

function secondDifference(a: Uint8ClampedArray, b: Uint8ClampedArray, c: Uint8ClampedArray): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) if (k % 4 !== 3) sum += (a[k] - 2 * b[k] + c[k]) ** 2;
  return sum / ((3 * a.length) / 4);
}

/** Changes below this are rounding, sRGB steps. */
const ROUNDING = 0.1;

function ratio(seam: number, usual: number): number {
  return seam / Math.max(usual, ROUNDING);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
