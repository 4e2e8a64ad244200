import { meanSquaredDifference } from './picture-difference.ts';

/** How a looping clip passes its seam, relative to how it moves elsewhere; both are about 1 without a seam. */
export interface LoopSeam {
  /** D(last, first) over the median step between neighbouring frames. */
  readonly value: number;
  /** The same for the change of velocity around the seam, over the median elsewhere. */
  readonly velocity: number;
}

/**
 * Loop seam (motion.md section 6): D is the root mean square difference of RGB. A clip that stands still has no
 * seam (0). @param frames RGBA, at least 4
 */
export function loopSeam(frames: readonly Uint8ClampedArray[]): LoopSeam {
  const count = frames.length;
  const at = (i: number): Uint8ClampedArray => frames[((i % count) + count) % count];
  const step = (i: number): number => Math.sqrt(meanSquaredDifference(at(i), at(i + 1)));
  const bend = (i: number): number => Math.sqrt(secondDifference(at(i - 1), at(i), at(i + 1)));
  const steps = frames.slice(0, -1).map((_, i) => step(i));
  const bends = frames.slice(1, -1).map((_, i) => bend(i + 1));
  return {
    value: ratio(step(count - 1), median(steps)),
    velocity: ratio(Math.max(bend(count - 1), bend(0)), Math.max(median(bends), quantile(bends, 0.9))),
  };
}

function secondDifference(a: Uint8ClampedArray, b: Uint8ClampedArray, c: Uint8ClampedArray): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) if (k % 4 !== 3) sum += (a[k] - 2 * b[k] + c[k]) ** 2;
  return sum / ((3 * a.length) / 4);
}

function ratio(a: number, b: number): number {
  return b === 0 ? (a === 0 ? 0 : Infinity) : a / b;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
