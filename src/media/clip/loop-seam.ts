/** How smoothly a clip's last frame goes over into its first. */
export interface LoopSeam {
  /** Change from the last frame to the first, mean absolute difference in sRGB steps, 0..255. */
  readonly seam: number;
  /** Median change between neighbouring frames, the same measure. */
  readonly typical: number;
  /** `seam / typical`; up to 1.2 the seam cannot be seen. 1 when nothing moves, infinite for a lone jump. */
  readonly ratio: number;
}

/** A ratio up to which a loop counts as seamless. */
export const SEAMLESS_RATIO = 1.2;

/** Changes below this are rounding, sRGB steps. */
const STILL = 0.02;

/** Pairs of neighbouring frames that are looked at. */
const PAIRS = 12;

/** Every so many pixels along a row and a column are compared. */
const GRID_PX = 2;

/**
 * Compares the loop's seam with the clip's normal motion.
 *
 * @param frame RGBA of one frame, 0 .. frameCount - 1
 */
export async function measureLoopSeam(
  facts: { readonly width: number; readonly height: number; readonly frameCount: number },
  frame: (index: number) => Promise<Uint8ClampedArray>,
): Promise<LoopSeam> {
  const { width, height, frameCount } = facts;
  if (frameCount < 2) return { seam: 0, typical: 0, ratio: 1 };
  const pairs = Math.min(PAIRS, frameCount - 1);
  const changes: number[] = [];
  for (let i = 0; i < pairs; i++) {
    const at = Math.floor((i * (frameCount - 1)) / pairs);
    changes.push(meanDifference(await frame(at), await frame(at + 1), width, height));
  }
  const seam = meanDifference(await frame(frameCount - 1), await frame(0), width, height);
  const typical = median(changes);
  if (seam < STILL) return { seam, typical, ratio: typical < STILL ? 1 : seam / typical };
  return { seam, typical, ratio: typical < STILL ? Number.POSITIVE_INFINITY : seam / typical };
}

function meanDifference(a: Uint8ClampedArray, b: Uint8ClampedArray, width: number, height: number): number {
  let sum = 0;
  let samples = 0;
  for (let y = 0; y < height; y += GRID_PX) {
    for (let x = 0; x < width; x += GRID_PX) {
      const i = (y * width + x) * 4;
      for (let c = i; c < i + 3; c++) sum += Math.abs((a[c] as number) - (b[c] as number));
      samples += 3;
    }
  }
  return sum / samples;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
