import { combine, type Latent } from './sampler.ts';

/** What a model was trained to predict: the noise, the clean sample, or v = signal * noise - noise * clean. */
export type Prediction = 'epsilon' | 'sample' | 'velocity';

/**
 * The clean sample that a model output implies, given x = signal x0 + noise e
 * (Salimans & Ho 2022 for velocity, where signal^2 + noise^2 = 1).
 */
export function cleanFrom(
  prediction: Prediction,
  output: Latent,
  sample: Latent,
  signal: number,
  noise: number,
): Latent {
  if (prediction === 'sample') return output;
  if (prediction === 'epsilon') return combine([1 / signal, sample], [-noise / signal, output]);
  return combine([signal, sample], [-noise, output]);
}

/** The noise that a model output implies. */
export function noiseFrom(
  prediction: Prediction,
  output: Latent,
  sample: Latent,
  signal: number,
  noise: number,
): Latent {
  if (prediction === 'epsilon') return output;
  if (prediction === 'sample') return combine([1 / noise, sample], [-signal / noise, output]);
  return combine([signal, output], [noise, sample]);
}

/** The same for samplers whose sample is x0 + sigma e: clean sample from a model output. */
export function cleanFromSigma(
  prediction: Prediction,
  output: Latent,
  sample: Latent,
  sigma: number,
): Latent {
  const root = Math.sqrt(sigma * sigma + 1);
  if (prediction === 'sample') return output;
  if (prediction === 'epsilon') return combine([1, sample], [-sigma, output]);
  return combine([1 / (root * root), sample], [-sigma / root, output]);
}
