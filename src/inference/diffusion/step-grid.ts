import { portableExp, portableLn } from '../../motion/portable-math.ts';
import type { NoiseSchedule } from './noise-schedule.ts';

/** Where the steps lie on the training timesteps. */
export type Spacing = 'linspace' | 'leading' | 'trailing';
/** How noise levels are spread: as in training, or by a formula between its ends. */
export type SigmaCurve = 'training' | 'karras' | 'exponential';

/** Steps of a sigma-based sampler. `sigmas` has one more entry than `timesteps`; the last is 0. */
export interface SigmaGrid {
  readonly timesteps: Float64Array;
  readonly sigmas: Float64Array;
}

export interface SigmaGridOptions {
  readonly steps: number;
  readonly spacing: Spacing;
  readonly curve: SigmaCurve;
  /**
   * `samples`: the range of the sampled timesteps, fractions allowed (Euler, Heun). `schedule`: whole
   * timesteps, one more place than steps, formula over the whole schedule (DPM-Solver, UniPC).
   */
  readonly style: 'samples' | 'schedule';
  /** Whether formula timesteps are rounded to whole ones. */
  readonly rounded?: boolean;
}

const KARRAS_RHO = 7;

/** Descending whole timesteps for samplers that step on the training schedule (DDPM, DDIM). */
export function wholeTimesteps(trainSteps: number, steps: number, spacing: Spacing): Float64Array {
  if (spacing === 'linspace')
    return descending(steps, (i) => roundHalfEven((i * (trainSteps - 1)) / Math.max(1, steps - 1)));
  if (spacing === 'leading') return descending(steps, (i) => i * Math.floor(trainSteps / steps));
  return trailing(trainSteps, steps);
}

/** Timesteps and noise levels of a sigma-based sampler. */
export function sigmaGrid(schedule: NoiseSchedule, options: SigmaGridOptions): SigmaGrid {
  const { steps, curve, style } = options;
  const placed =
    style === 'samples' ? sampleTimesteps(schedule, options) : scheduleTimesteps(schedule, options);
  if (curve === 'training') {
    const sigmas = Float64Array.from(placed, (t) => interpolate(schedule.sigmas, t));
    return { timesteps: placed, sigmas: withZero(sigmas) };
  }
  const highest =
    style === 'samples' ? interpolate(schedule.sigmas, placed[0]) : schedule.sigmas[schedule.trainSteps - 1];
  const lowest = style === 'samples' ? interpolate(schedule.sigmas, placed[steps - 1]) : schedule.sigmas[0];
  const sigmas = curve === 'karras' ? karras(highest, lowest, steps) : exponential(highest, lowest, steps);
  const timesteps = sigmas.map((sigma) => {
    const t = timestepOf(schedule, sigma);
    return options.rounded ? roundHalfEven(t) : t;
  });
  return { timesteps, sigmas: withZero(sigmas) };
}

function sampleTimesteps({ trainSteps }: NoiseSchedule, { steps, spacing }: SigmaGridOptions): Float64Array {
  if (spacing === 'linspace')
    return descending(steps, (i) => (i * (trainSteps - 1)) / Math.max(1, steps - 1));
  return wholeTimesteps(trainSteps, steps, spacing);
}

function scheduleTimesteps(
  { trainSteps }: NoiseSchedule,
  { steps, spacing }: SigmaGridOptions,
): Float64Array {
  if (spacing === 'trailing') return trailing(trainSteps, steps);
  const stride = spacing === 'leading' ? Math.floor(trainSteps / (steps + 1)) : (trainSteps - 1) / steps;
  return descending(steps + 1, (i) => roundHalfEven(i * stride)).slice(0, steps);
}

function trailing(trainSteps: number, steps: number): Float64Array {
  return Float64Array.from(
    { length: steps },
    (_, i) => roundHalfEven(trainSteps - (i * trainSteps) / steps) - 1,
  );
}

function descending(count: number, at: (index: number) => number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => at(count - 1 - i));
}

/** Karras et al. 2022, eq. 5. */
function karras(highest: number, lowest: number, steps: number): Float64Array {
  const top = portableExp(portableLn(highest) / KARRAS_RHO);
  const bottom = portableExp(portableLn(lowest) / KARRAS_RHO);
  return ramp(steps, (share) => portableExp(portableLn(top + share * (bottom - top)) * KARRAS_RHO));
}

/** Equal steps of the logarithm of the noise. */
function exponential(highest: number, lowest: number, steps: number): Float64Array {
  return ramp(steps, (share) =>
    portableExp(portableLn(highest) + share * (portableLn(lowest) - portableLn(highest))),
  );
}

function ramp(steps: number, at: (share: number) => number): Float64Array {
  return Float64Array.from({ length: steps }, (_, i) => at(steps === 1 ? 0 : i / (steps - 1)));
}

/** The (fractional) training timestep with this noise level, linear in log sigma. */
function timestepOf({ sigmas }: NoiseSchedule, sigma: number): number {
  const wanted = portableLn(Math.max(sigma, 1e-10));
  let low = 0;
  while (low < sigmas.length - 2 && portableLn(sigmas[low + 1]) <= wanted) low += 1;
  const from = portableLn(sigmas[low]);
  const to = portableLn(sigmas[low + 1]);
  const share = Math.min(1, Math.max(0, (from - wanted) / (from - to)));
  return low + share;
}

function interpolate(values: Float64Array, at: number): number {
  const low = Math.min(values.length - 1, Math.max(0, Math.floor(at)));
  const high = Math.min(values.length - 1, low + 1);
  return values[low] + (at - low) * (values[high] - values[low]);
}

function withZero(values: Float64Array): Float64Array {
  const longer = new Float64Array(values.length + 1);
  longer.set(values);
  return longer;
}

/** Halves go to the even neighbour, as in the reference implementation. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
