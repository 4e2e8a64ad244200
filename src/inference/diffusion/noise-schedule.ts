import { cosTurns } from '../../motion/portable-math.ts';
/** How noise grows over training: `scaled-linear` is linear in the square root of beta. */
export type BetaCurve = 'linear' | 'scaled-linear' | 'cosine';

export interface NoiseScheduleOptions {
  readonly curve: BetaCurve;
  /** Training timesteps, usually 1000. */
  readonly trainSteps: number;
  /** First and last beta; ignored by `cosine`. */
  readonly betaStart?: number;
  readonly betaEnd?: number;
}

/** The noise levels a model was trained with. */
export interface NoiseSchedule {
  readonly trainSteps: number;
  readonly curve: BetaCurve;
  /** Product of (1 - beta) up to each timestep: the share of signal variance, falling from 1 to 0. */
  readonly alphasCumprod: Float64Array;
  /** Noise over signal, sqrt((1 - abar) / abar), at each timestep; rising. */
  readonly sigmas: Float64Array;
}

const BETA_START = 0.0001;
const BETA_END = 0.02;
const COSINE_OFFSET = 0.008;
const COSINE_MOST_BETA = 0.999;

/** Linear (Ho et al. 2020), scaled linear (Rombach et al. 2022) or cosine (Nichol & Dhariwal 2021). */
export function noiseSchedule(options: NoiseScheduleOptions): NoiseSchedule {
  const { curve, trainSteps } = options;
  const alphasCumprod = new Float64Array(trainSteps);
  const sigmas = new Float64Array(trainSteps);
  let product = 1;
  for (let t = 0; t < trainSteps; t++) {
    product *= 1 - betaAt(t, options);
    alphasCumprod[t] = product;
    sigmas[t] = Math.sqrt((1 - product) / product);
  }
  return { trainSteps, curve, alphasCumprod, sigmas };
}

function betaAt(
  t: number,
  { curve, trainSteps, betaStart = BETA_START, betaEnd = BETA_END }: NoiseScheduleOptions,
): number {
  const share = trainSteps === 1 ? 0 : t / (trainSteps - 1);
  if (curve === 'linear') return betaStart + share * (betaEnd - betaStart);
  if (curve === 'scaled-linear') {
    const root = Math.sqrt(betaStart) + share * (Math.sqrt(betaEnd) - Math.sqrt(betaStart));
    return root * root;
  }
  return Math.min(COSINE_MOST_BETA, 1 - cosineSignal((t + 1) / trainSteps) / cosineSignal(t / trainSteps));
}

function cosineSignal(share: number): number {
  const cosine = cosTurns((share + COSINE_OFFSET) / (1 + COSINE_OFFSET) / 4);
  return cosine * cosine;
}
