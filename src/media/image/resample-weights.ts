import { sinTurns } from '../../values/portable-sine.ts';

/** How pixels are weighed: `lanczos` keeps edges crisp, `area` averages (no ringing; best for strong reduction). */
export type ResampleKernel = 'lanczos' | 'area';

/**
 * One axis of a separable resampling: which source samples each output sample is made of.
 * Output sample `i` is the sum over `t < taps` of `source[index[i * taps + t]] * weight[i * taps + t]`.
 */
export interface AxisWeights {
  /** Samples of the output along this axis. */
  readonly length: number;
  /** Taps per output sample; unused ones have weight 0. */
  readonly taps: number;
  /** Source positions, already clamped to the source: pixels beyond a border repeat the border. */
  readonly index: Int32Array;
  /** Sums to 1 for every output sample. */
  readonly weight: Float32Array;
}

/** Lobes of the Lanczos window; three is the usual compromise of sharpness and ringing. */
const LANCZOS_LOBES = 3;

/**
 * Weights that map `length` output samples onto the stretch `start .. start + extent` of `sourceLength` samples.
 * Sample centres lie at half-integers. When reducing, the kernel is widened by the scale so that nothing aliases.
 * Lanczos: Duchon 1979, "Lanczos filtering in one and two dimensions", windowed sinc with three lobes.
 *
 * @param start first source position, px, may be fractional or outside the source
 * @param extent length of the stretch in source px, > 0
 */
export function axisWeights(
  sourceLength: number,
  start: number,
  extent: number,
  length: number,
  kernel: ResampleKernel,
): AxisWeights {
  const scale = extent / length;
  const stretch = Math.max(1, scale);
  const radius = (kernel === 'lanczos' ? LANCZOS_LOBES : 0.5) * stretch;
  const taps = Math.ceil(2 * radius) + 2;
  const index = new Int32Array(length * taps);
  const weight = new Float32Array(length * taps);
  const last = sourceLength - 1;

  for (let i = 0; i < length; i++) {
    const centre = start + (i + 0.5) * scale;
    const first = Math.floor(centre - radius - 0.5);
    const row = i * taps;
    let sum = 0;
    for (let t = 0; t < taps; t++) {
      const sample = first + t;
      const value =
        kernel === 'lanczos' ? lanczos((sample + 0.5 - centre) / stretch) : overlap(sample, centre, radius);
      index[row + t] = Math.min(last, Math.max(0, sample));
      weight[row + t] = value;
      sum += value;
    }
    for (let t = 0; t < taps; t++) weight[row + t] = (weight[row + t] ?? 0) / sum;
  }
  return { length, taps, index, weight };
}

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= LANCZOS_LOBES) return 0;
  const angle = Math.PI * x;
  return (LANCZOS_LOBES * sinTurns(x / 2) * sinTurns(x / (2 * LANCZOS_LOBES))) / (angle * angle);
}

/** Length of the pixel `sample .. sample + 1` that lies inside `centre ± radius`. */
function overlap(sample: number, centre: number, radius: number): number {
  return Math.max(0, Math.min(sample + 1, centre + radius) - Math.max(sample, centre - radius));
}
