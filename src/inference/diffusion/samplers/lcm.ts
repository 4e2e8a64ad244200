import type { NoiseSchedule } from '../noise-schedule.ts';
import { cleanFrom } from '../prediction.ts';
import { combine, type Latent, type Sampler, type SamplerOptions } from '../sampler.ts';

export interface LcmOptions extends SamplerOptions {
  /** Steps of the teacher that was distilled. */
  readonly originalSteps?: number;
}

const ORIGINAL_STEPS = 50;
const SIGMA_DATA = 0.5;
const TIMESTEP_SCALING = 10;

/** Latent consistency sampling (Luo et al. 2023): jump to the clean sample, add noise, repeat. */
export function lcm(schedule: NoiseSchedule, options: LcmOptions): Sampler {
  const timesteps = consistencyTimesteps(schedule.trainSteps, options);
  const signalAt = (index: number): number => schedule.alphasCumprod[timesteps[index]];
  return {
    timesteps,
    startDeviation: 1,
    stride: 1,
    stochastic: true,
    scaleInput: (sample) => sample,
    levels: (index) => {
      const now = index < timesteps.length ? signalAt(index) : 1;
      return { signal: Math.sqrt(now), noise: Math.sqrt(1 - now) };
    },
    step(output: Latent, index: number, sample: Latent, noise?: Latent): Latent {
      const now = signalAt(index);
      const clean = cleanFrom(options.prediction, output, sample, Math.sqrt(now), Math.sqrt(1 - now));
      const scaled = timesteps[index] * TIMESTEP_SCALING;
      const whole = scaled * scaled + SIGMA_DATA * SIGMA_DATA;
      const denoised = combine(
        [scaled / Math.sqrt(whole), clean],
        [(SIGMA_DATA * SIGMA_DATA) / whole, sample],
      );
      if (index === timesteps.length - 1 || noise === undefined) return denoised;
      const next = signalAt(index + 1);
      return combine([Math.sqrt(next), denoised], [Math.sqrt(1 - next), noise]);
    },
  };
}

function consistencyTimesteps(
  trainSteps: number,
  { steps, originalSteps = ORIGINAL_STEPS }: LcmOptions,
): Float64Array {
  const stride = Math.floor(trainSteps / originalSteps);
  return Float64Array.from({ length: steps }, (_, i) => {
    const taken = Math.floor((i * originalSteps) / steps);
    return (originalSteps - taken) * stride - 1;
  });
}
