import { portableLn } from '../../motion/portable-math.ts';

/** Bins per channel: coarse enough for a few thousand samples, fine enough to tell hair from skin. */
const BINS = 16;
const BIN_COUNT = BINS ** 3;

/** How often the histogram is smoothed with 1-2-1 along each channel. */
const SMOOTHING_PASSES = 2;

/** Share of the probability that is spread over all colours, so that none is impossible. */
const UNIFORM_SHARE = 0.02;

/** Which bin a colour belongs to: luma and two colour differences, which separate hair, skin and cloth well. */
export function colourBin(red: number, green: number, blue: number): number {
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  // Differences of natural colours stay in the middle half of their range; it gets all the bins.
  const bin = (value: number) => Math.min(BINS - 1, Math.max(0, Math.floor((value * BINS) / 256)));
  return (bin(luma) * BINS + bin(128 + (red - luma) * 1.4)) * BINS + bin(128 + (blue - luma) * 1.4);
}

/** Probability of each colour bin in one class of pixels. */
export class ColourModel {
  private readonly probability: Float64Array;
  /** Sum of the weights of all samples. */
  readonly weight: number;

  /**
   * @param bins the bin of every pixel
   * @param weights how much every pixel counts, >= 0
   */
  constructor(bins: Uint16Array, weights: Float32Array) {
    const counts = new Float64Array(BIN_COUNT);
    let total = 0;
    for (let i = 0; i < bins.length; i++) {
      const weight = weights[i] as number;
      if (weight <= 0) continue;
      const bin = bins[i] as number;
      counts[bin] = (counts[bin] as number) + weight;
      total += weight;
    }
    for (let pass = 0; pass < SMOOTHING_PASSES; pass++) {
      for (const stride of [1, BINS, BINS * BINS]) smoothAlong(counts, stride);
    }
    this.weight = total;
    this.probability = counts.map(
      (count) =>
        (total > 0 ? ((1 - UNIFORM_SHARE) * count) / total : 1 / BIN_COUNT) + UNIFORM_SHARE / BIN_COUNT,
    );
  }

  /** Probability of the colour in this class. */
  of(bin: number): number {
    return this.probability[bin] as number;
  }

  /** Natural logarithm of the probability of every colour bin. */
  logarithms(): Float64Array {
    return this.probability.map((value) => portableLn(value));
  }

  /** Probability of the class's most usual colour. */
  get peak(): number {
    return this.probability.reduce((a, b) => Math.max(a, b), 0);
  }
}

/** 1-2-1 filter along one channel, the ends repeated. */
function smoothAlong(counts: Float64Array, stride: number): void {
  const line = new Float64Array(BINS);
  for (let start = 0; start < BIN_COUNT; start++) {
    if (Math.floor(start / stride) % BINS !== 0) continue;
    for (let k = 0; k < BINS; k++) line[k] = counts[start + k * stride] as number;
    for (let k = 0; k < BINS; k++) {
      const before = line[Math.max(0, k - 1)] as number;
      const after = line[Math.min(BINS - 1, k + 1)] as number;
      counts[start + k * stride] = (before + 2 * (line[k] as number) + after) / 4;
    }
  }
}
