import type { Prediction } from './prediction.ts';

/** Values of a latent, any layout. */
export type Latent = Float64Array;

/**
 * Solves the reverse process step by step. A sampler holds the state of one run; make a new one for the next.
 * Call for each `i` of `timesteps`: model(scaleInput(x, i), timesteps[i]) and then `x = step(output, i, x, noise)`.
 */
export interface Sampler {
  /** What the model is asked at, one entry per evaluation, descending. */
  readonly timesteps: Float64Array;
  /** Standard deviation of the noise that a run starts from. */
  readonly startDeviation: number;
  /** Whether `step` adds fresh noise. */
  readonly stochastic: boolean;
  /** Evaluations that belong together; a run may only begin at a multiple of it. */
  readonly stride: 1 | 2;
  scaleInput(sample: Latent, index: number): Latent;
  /** @param noise standard normal values, needed where `stochastic` */
  step(output: Latent, index: number, sample: Latent, noise?: Latent): Latent;
  /** Noise level and signal level at which the sample stands before evaluation `index`: x = signal x0 + noise e. */
  levels(index: number): { readonly signal: number; readonly noise: number };
}

export interface SamplerOptions {
  readonly steps: number;
  readonly prediction: Prediction;
}

/** Sum of coefficient x vector; zero coefficients are left out. */
export function combine(...terms: readonly (readonly [number, Latent])[]): Latent {
  const result = new Float64Array(terms[0][1].length);
  for (const [coefficient, vector] of terms) {
    if (coefficient === 0) continue;
    for (let i = 0; i < result.length; i++) result[i] += coefficient * vector[i];
  }
  return result;
}
