import { combine, type Latent } from './sampler.ts';

/**
 * Classifier-free guidance (Ho & Salimans 2022): away from the answer without the condition.
 * @param scale 1 leaves the conditional answer as it is
 * @param rescale 0..1, how far the guided answer's deviation is brought back to the conditional one's
 *   (Lin et al. 2024, eq. 15-16)
 */
export function guide(unconditional: Latent, conditional: Latent, scale: number, rescale = 0): Latent {
  const guided = combine([1 - scale, unconditional], [scale, conditional]);
  if (rescale === 0) return guided;
  const factor = deviation(conditional) / deviation(guided);
  return combine([rescale * factor + 1 - rescale, guided]);
}

/** Sample standard deviation (n - 1). */
function deviation(values: Latent): number {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let square = 0;
  for (const value of values) square += (value - mean) ** 2;
  return Math.sqrt(square / (values.length - 1));
}
