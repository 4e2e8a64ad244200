import { portableExp, portableLn } from '../../../motion/portable-math.ts';
import type { NoiseSchedule } from '../noise-schedule.ts';
import { cleanFrom } from '../prediction.ts';
import { combine, type Latent, type Sampler } from '../sampler.ts';
import { sigmaGrid } from '../step-grid.ts';
import type { SigmaSamplerOptions } from './euler.ts';

/** One noise level: x = signal x0 + noise e, and half the log signal-to-noise ratio. */
interface Level {
  readonly signal: number;
  readonly noise: number;
  readonly lambda: number;
}

/**
 * DPM-Solver++ 2M and its stochastic form (Lu et al. 2022, algorithm 2; Lu et al. 2023), second order in the
 * clean sample, midpoint rule.
 */
export function dpmMultistep(
  schedule: NoiseSchedule,
  options: SigmaSamplerOptions & { readonly stochastic: boolean },
): Sampler {
  const rounded = options.curve === 'karras' && schedule.curve !== 'cosine';
  const grid = sigmaGrid(schedule, { ...options, style: 'schedule', rounded });
  const timesteps = grid.timesteps.map(Math.trunc);
  const levels = Array.from(grid.sigmas, levelOf);
  let before: Latent | undefined;
  return {
    timesteps,
    startDeviation: 1,
    stride: 1,
    stochastic: options.stochastic,
    scaleInput: (sample) => sample,
    levels: (index) => levels[index],
    step(output: Latent, index: number, sample: Latent, noise?: Latent): Latent {
      const now = levels[index];
      const next = levels[index + 1];
      const clean = cleanFrom(options.prediction, output, sample, now.signal, now.noise);
      const width = next.lambda - now.lambda;
      const last = index === timesteps.length - 1;
      const slope =
        before === undefined || last ? undefined : slopeOf(clean, before, levels[index - 1], now, width);
      before = clean;
      return options.stochastic
        ? stochasticUpdate(sample, clean, slope, now, next, width, noise)
        : update(sample, clean, slope, now, next, width);
    },
  };
}

/** First difference of the clean sample, scaled to the width of the coming step. */
function slopeOf(clean: Latent, before: Latent, earlier: Level, now: Level, width: number): Latent {
  const ratio = (now.lambda - earlier.lambda) / width;
  return combine([1 / ratio, clean], [-1 / ratio, before]);
}

function update(
  sample: Latent,
  clean: Latent,
  slope: Latent | undefined,
  now: Level,
  next: Level,
  width: number,
): Latent {
  const gain = -next.signal * (portableExp(-width) - 1);
  return combine(
    [next.noise / now.noise, sample],
    [gain, clean],
    ...(slope ? [[0.5 * gain, slope] as const] : []),
  );
}

function stochasticUpdate(
  sample: Latent,
  clean: Latent,
  slope: Latent | undefined,
  now: Level,
  next: Level,
  width: number,
  noise: Latent | undefined,
): Latent {
  const gain = -next.signal * (portableExp(-2 * width) - 1);
  return combine(
    [(next.noise / now.noise) * portableExp(-width), sample],
    [gain, clean],
    ...(slope ? [[0.5 * gain, slope] as const] : []),
    ...(noise ? [[next.noise * Math.sqrt(-(portableExp(-2 * width) - 1)), noise] as const] : []),
  );
}

/**
 * UniPC of order two with the B2(h) function (Zhao et al. 2023): a predictor like DPM-Solver++ 2M and a
 * corrector that reuses the model output of the next step.
 */
export function unipc(schedule: NoiseSchedule, options: SigmaSamplerOptions): Sampler {
  const rounded = options.curve === 'karras';
  const grid = sigmaGrid(schedule, { ...options, style: 'schedule', rounded });
  const timesteps = grid.timesteps.map(Math.trunc);
  const levels = Array.from(grid.sigmas, levelOf);
  const cleans: Latent[] = [];
  let order = 1;
  let lastSample: Latent | undefined;
  return {
    timesteps,
    startDeviation: 1,
    stride: 1,
    stochastic: false,
    scaleInput: (sample) => sample,
    levels: (index) => levels[index],
    step(output: Latent, index: number, sample: Latent): Latent {
      const now = levels[index];
      const clean = cleanFrom(options.prediction, output, sample, now.signal, now.noise);
      const corrected =
        lastSample === undefined ? sample : correct(lastSample, clean, cleans, levels, index, order);
      cleans.push(clean);
      order = Math.min(2, timesteps.length - index, cleans.length);
      lastSample = corrected;
      const next = levels[index + 1];
      const width = next.lambda - now.lambda;
      const slope =
        order === 2 ? slopeOf(clean, cleans[index - 1], levels[index - 1], now, width) : undefined;
      return update(corrected, clean, slope, now, next, width);
    },
  };
}

/** Takes the step before `index` again, now knowing the model's answer at its end. */
function correct(
  sample: Latent,
  answer: Latent,
  cleans: readonly Latent[],
  levels: readonly Level[],
  index: number,
  order: number,
): Latent {
  const from = levels[index - 1];
  const to = levels[index];
  const width = to.lambda - from.lambda;
  const clean = cleans[index - 1];
  const phi = portableExp(-width) - 1;
  const base = combine([to.noise / from.noise, sample], [-to.signal * phi, clean]);
  const gain = -to.signal * phi;
  if (order === 1) return combine([1, base], [0.5 * gain, answer], [-0.5 * gain, clean]);
  const ratio = (levels[index - 2].lambda - from.lambda) / width;
  const [backward, forward] = correctorWeights(ratio, -width, phi);
  return combine(
    [1, base],
    [(gain * backward) / ratio, cleans[index - 2]],
    [(-gain * backward) / ratio - gain * forward, clean],
    [gain * forward, answer],
  );
}

/** Solves the order conditions of the paper's eq. 6 for two points, at `ratio` and 1. */
function correctorWeights(ratio: number, h: number, scale: number): readonly [number, number] {
  const second = (portableExp(h) - 1) / h - 1;
  const first = second / scale;
  const third = ((second / h - 0.5) * 2) / scale;
  const forward = (third - ratio * first) / (1 - ratio);
  return [first - forward, forward];
}

function levelOf(sigma: number): Level {
  const signal = 1 / Math.sqrt(sigma * sigma + 1);
  const noise = sigma * signal;
  return { signal, noise, lambda: portableLn(signal) - portableLn(noise) };
}
