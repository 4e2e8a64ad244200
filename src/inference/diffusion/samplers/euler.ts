import type { NoiseSchedule } from '../noise-schedule.ts';
import { cleanFromSigma } from '../prediction.ts';
import { combine, type Latent, type Sampler, type SamplerOptions } from '../sampler.ts';
import { type SigmaCurve, type SigmaGrid, type Spacing, sigmaGrid } from '../step-grid.ts';

export interface SigmaSamplerOptions extends SamplerOptions {
  readonly spacing: Spacing;
  readonly curve: SigmaCurve;
}

/** Euler steps along the probability-flow line (Karras et al. 2022, algorithm 1 without churn). */
export function euler(schedule: NoiseSchedule, options: SigmaSamplerOptions): Sampler {
  const grid = sigmaGrid(schedule, { ...options, style: 'samples' });
  return {
    ...overSigmas(grid, options),
    stochastic: false,
    step(output: Latent, index: number, sample: Latent): Latent {
      const sigma = grid.sigmas[index];
      const clean = cleanFromSigma(options.prediction, output, sample, sigma);
      const share = (grid.sigmas[index + 1] - sigma) / sigma;
      return combine([1 + share, sample], [-share, clean]);
    },
  };
}

/** Euler steps that go too far down and come back with fresh noise. */
export function eulerAncestral(schedule: NoiseSchedule, options: SigmaSamplerOptions): Sampler {
  const grid = sigmaGrid(schedule, { ...options, style: 'samples' });
  return {
    ...overSigmas(grid, options),
    stochastic: true,
    step(output: Latent, index: number, sample: Latent, noise?: Latent): Latent {
      const from = grid.sigmas[index];
      const to = grid.sigmas[index + 1];
      const clean = cleanFromSigma(options.prediction, output, sample, from);
      const up = Math.sqrt((to * to * (from * from - to * to)) / (from * from));
      const down = Math.sqrt(to * to - up * up);
      const share = (down - from) / from;
      const moved = combine([1 + share, sample], [-share, clean]);
      return noise === undefined ? moved : combine([1, moved], [up, noise]);
    },
  };
}

/**
 * Heun's second-order steps (Karras et al. 2022, algorithm 1): every step but the last asks the model twice,
 * so `timesteps` has 2 steps - 1 entries.
 */
export function heun(schedule: NoiseSchedule, options: SigmaSamplerOptions): Sampler {
  const single = sigmaGrid(schedule, { ...options, style: 'samples' });
  const count = single.timesteps.length;
  const stepOf = (index: number): number => (index + 1) >> 1;
  const timesteps = Float64Array.from(
    { length: 2 * count - 1 },
    (_, index) => single.timesteps[stepOf(index)],
  );
  const sigmas = Float64Array.from(timesteps, (_, index) => single.sigmas[stepOf(index)]);
  const next = (index: number): number => single.sigmas[stepOf(index) + 1];
  let first: { readonly slope: Latent; readonly sample: Latent; readonly width: number } | undefined;
  return {
    ...overSigmas({ timesteps, sigmas }, options),
    stride: 2,
    stochastic: false,
    step(output: Latent, index: number, sample: Latent): Latent {
      const sigma = sigmas[index];
      const clean = cleanFromSigma(options.prediction, output, sample, sigma);
      const slope = combine([1 / sigma, sample], [-1 / sigma, clean]);
      if (first !== undefined) {
        const { slope: before, sample: start, width } = first;
        first = undefined;
        return combine([1, start], [width / 2, before], [width / 2, slope]);
      }
      const width = next(index) - sigma;
      first = { slope, sample, width };
      return combine([1, sample], [width, slope]);
    },
  };
}

function overSigmas(grid: SigmaGrid, { spacing }: SigmaSamplerOptions): Omit<Sampler, 'stochastic' | 'step'> {
  const highest = Math.max(...grid.sigmas);
  return {
    timesteps: grid.timesteps,
    stride: 1,
    startDeviation: spacing === 'leading' ? Math.sqrt(highest * highest + 1) : highest,
    scaleInput: (sample, index) => combine([1 / Math.sqrt(grid.sigmas[index] ** 2 + 1), sample]),
    levels: (index) => ({ signal: 1, noise: grid.sigmas[index] ?? 0 }),
  };
}
