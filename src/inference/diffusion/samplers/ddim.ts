import type { NoiseSchedule } from '../noise-schedule.ts';
import { cleanFrom, noiseFrom } from '../prediction.ts';
import { combine, type Latent, type Sampler, type SamplerOptions } from '../sampler.ts';
import { type Spacing, wholeTimesteps } from '../step-grid.ts';

export interface DdimOptions extends SamplerOptions {
  readonly spacing: Spacing;
  /** 0 is deterministic, 1 adds as much noise as DDPM. */
  readonly eta?: number;
}

/** Song et al. 2021, eq. 12: every step goes a fixed stride down the training timesteps. */
export function ddim(schedule: NoiseSchedule, options: DdimOptions): Sampler {
  const { eta = 0, prediction } = options;
  const timesteps = wholeTimesteps(schedule.trainSteps, options.steps, options.spacing);
  const stride = Math.floor(schedule.trainSteps / options.steps);
  const signalAt = (timestep: number): number => (timestep >= 0 ? schedule.alphasCumprod[timestep] : 1);
  return {
    timesteps,
    startDeviation: 1,
    stride: 1,
    stochastic: eta > 0,
    scaleInput: (sample) => sample,
    levels: (index) => {
      const now = signalAt(timesteps[index] ?? -1);
      return { signal: Math.sqrt(now), noise: Math.sqrt(1 - now) };
    },
    step(output: Latent, index: number, sample: Latent, noise?: Latent): Latent {
      const now = signalAt(timesteps[index]);
      const next = signalAt(timesteps[index] - stride);
      const clean = cleanFrom(prediction, output, sample, Math.sqrt(now), Math.sqrt(1 - now));
      const direction = noiseFrom(prediction, output, sample, Math.sqrt(now), Math.sqrt(1 - now));
      const variance = ((1 - next) / (1 - now)) * (1 - now / next);
      const deviation = eta * Math.sqrt(variance);
      const moved = combine(
        [Math.sqrt(next), clean],
        [Math.sqrt(1 - next - deviation * deviation), direction],
      );
      return noise === undefined || deviation === 0 ? moved : combine([1, moved], [deviation, noise]);
    },
  };
}
