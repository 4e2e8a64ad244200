import type { NoiseSchedule } from '../noise-schedule.ts';
import { cleanFrom } from '../prediction.ts';
import { combine, type Latent, type Sampler, type SamplerOptions } from '../sampler.ts';
import { type Spacing, wholeTimesteps } from '../step-grid.ts';

const LEAST_VARIANCE = 1e-20;

/** Ancestral sampling of the trained chain (Ho et al. 2020, eq. 7), on a subset of its timesteps. */
export function ddpm(
  schedule: NoiseSchedule,
  options: SamplerOptions & { readonly spacing: Spacing },
): Sampler {
  const timesteps = wholeTimesteps(schedule.trainSteps, options.steps, options.spacing);
  const signalAt = (index: number): number =>
    index < timesteps.length ? schedule.alphasCumprod[timesteps[index]] : 1;
  return {
    timesteps,
    startDeviation: 1,
    stride: 1,
    stochastic: true,
    scaleInput: (sample) => sample,
    levels: (index) => ({ signal: Math.sqrt(signalAt(index)), noise: Math.sqrt(1 - signalAt(index)) }),
    step(output: Latent, index: number, sample: Latent, noise?: Latent): Latent {
      const now = signalAt(index);
      const next = signalAt(index + 1);
      const clean = cleanFrom(options.prediction, output, sample, Math.sqrt(now), Math.sqrt(1 - now));
      const beta = 1 - now / next;
      const mean = combine(
        [(Math.sqrt(next) * beta) / (1 - now), clean],
        [(Math.sqrt(now / next) * (1 - next)) / (1 - now), sample],
      );
      if (timesteps[index] === 0 || noise === undefined) return mean;
      const variance = Math.max(LEAST_VARIANCE, ((1 - next) / (1 - now)) * beta);
      return combine([1, mean], [Math.sqrt(variance), noise]);
    },
  };
}
