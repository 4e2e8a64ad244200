import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { denoise } from './denoise.ts';
import { guide } from './guidance.ts';
import { type BetaCurve, noiseSchedule } from './noise-schedule.ts';
import type { Prediction } from './prediction.ts';
import type { Latent, Sampler } from './sampler.ts';
import { ddim } from './samplers/ddim.ts';
import { ddpm } from './samplers/ddpm.ts';
import { euler, eulerAncestral, heun } from './samplers/euler.ts';
import { lcm } from './samplers/lcm.ts';
import { dpmMultistep, unipc } from './samplers/multistep.ts';
import type { SigmaCurve, Spacing } from './step-grid.ts';

interface GoldenCase {
  readonly sampler: string;
  readonly curve: BetaCurve;
  readonly prediction: Prediction;
  readonly spacing: Spacing;
  readonly sigmas: SigmaCurve;
  readonly steps: number;
  readonly eta?: number;
  readonly startDeviation: number;
  readonly timesteps: readonly number[];
  readonly start: readonly number[];
  readonly run: readonly {
    readonly scaled: readonly number[];
    readonly output: readonly number[];
    readonly noise?: readonly number[];
    readonly sample: readonly number[];
  }[];
}

const golden: {
  readonly cases: readonly GoldenCase[];
  readonly guidance: readonly {
    scale: number;
    rescale: number;
    unconditional: number[];
    conditional: number[];
    guided: number[];
  }[];
} = JSON.parse(readFileSync(new URL('./golden.gen.json', import.meta.url), 'utf8'));

const RELATIVE_ERROR = 1e-5;
const TRAIN_STEPS = 1000;

function samplerFor(
  name: string,
  options: Pick<GoldenCase, 'curve' | 'prediction' | 'spacing' | 'sigmas' | 'steps' | 'eta'>,
): Sampler {
  const schedule = noiseSchedule({
    curve: options.curve,
    trainSteps: TRAIN_STEPS,
    betaStart: 0.00085,
    betaEnd: 0.012,
  });
  const { steps, prediction, spacing } = options;
  const sigma = { steps, prediction, spacing, curve: options.sigmas };
  switch (name) {
    case 'ddpm':
      return ddpm(schedule, { steps, prediction, spacing });
    case 'ddim':
      return ddim(schedule, {
        steps,
        prediction,
        spacing,
        ...(options.eta === undefined ? {} : { eta: options.eta }),
      });
    case 'lcm':
      return lcm(schedule, { steps, prediction });
    case 'euler':
      return euler(schedule, sigma);
    case 'euler-ancestral':
      return eulerAncestral(schedule, sigma);
    case 'heun':
      return heun(schedule, sigma);
    case 'dpmpp-2m':
      return dpmMultistep(schedule, { ...sigma, stochastic: false });
    case 'dpmpp-2m-sde':
      return dpmMultistep(schedule, { ...sigma, stochastic: true });
    default:
      return unipc(schedule, sigma);
  }
}

/** Largest difference, relative to the largest value of the reference. */
function relativeError(actual: ArrayLike<number>, expected: readonly number[]): number {
  const size = Math.max(1e-12, ...expected.map(Math.abs));
  return Math.max(...expected.map((value, i) => Math.abs(actual[i] - value))) / size;
}

const named = golden.cases.map((each) => {
  const eta = each.eta === undefined ? '' : ` eta ${each.eta}`;
  return [
    `${each.sampler} ${each.curve} ${each.prediction} ${each.spacing} ${each.sigmas} ${each.steps}${eta}`,
    each,
  ] as const;
});

describe('samplers step by step against the double-precision reference', () => {
  it.each(named)('%s', (_, each) => {
    const sampler = samplerFor(each.sampler, each);
    expect(relativeError(sampler.timesteps, each.timesteps)).toBeLessThan(1e-9);
    expect(sampler.startDeviation / each.startDeviation).toBeCloseTo(1, 9);
    let sample: Latent = Float64Array.from(each.start);
    each.run.forEach((step, index) => {
      expect(relativeError(sampler.scaleInput(sample, index), step.scaled)).toBeLessThan(RELATIVE_ERROR);
      const noise = step.noise === undefined ? undefined : Float64Array.from(step.noise);
      sample = sampler.step(Float64Array.from(step.output), index, sample, noise);
      expect([
        index,
        relativeError(sample, step.sample) < RELATIVE_ERROR,
        relativeError(sample, step.sample),
      ]).toEqual([index, true, expect.any(Number)]);
    });
  });

  it.each(golden.guidance)(
    'guidance $scale rescale $rescale',
    ({ scale, rescale, unconditional, conditional, guided }) => {
      const ours = guide(Float64Array.from(unconditional), Float64Array.from(conditional), scale, rescale);
      expect(relativeError(ours, guided)).toBeLessThan(1e-12);
    },
  );
});

describe('denoise', () => {
  const options = {
    curve: 'cosine',
    prediction: 'sample',
    spacing: 'trailing',
    sigmas: 'training',
    steps: 20,
  } as const;
  const target = Float64Array.from([0.4, -0.2, 0.9, 0]);
  const model = async () => target;
  const noise = () => {
    let state = 1;
    return () => Float64Array.from({ length: 4 }, () => Math.sin(state++ * 12.9898) * 1.4);
  };

  it.each(['ddim', 'heun', 'dpmpp-2m', 'dpmpp-2m-sde', 'unipc', 'euler'])(
    '%s ends on the clean sample',
    async (name) => {
      const result = await denoise({ sampler: samplerFor(name, options), model, noise: noise() });
      expect(relativeError(result, [...target])).toBeLessThan(0.02);
    },
  );

  it('returns the given sample at strength 0, ignores it at 1, and keeps more of it the weaker it is', async () => {
    const from = Float64Array.from([-1, -1, -1, -1]);
    const lazy = async (sample: Latent) => sample;
    for (const name of ['ddim', 'heun', 'dpmpp-2m']) {
      const at = (strength: number) =>
        denoise({ sampler: samplerFor(name, options), model: lazy, noise: noise(), from, strength });
      expect(await at(0)).toEqual(from);
      const full = await denoise({ sampler: samplerFor(name, options), model: lazy, noise: noise() });
      expect(await at(1)).toEqual(full);
      const distance = async (strength: number) => relativeError(await at(strength), [...from]);
      expect(await distance(0.1)).toBeLessThan(await distance(0.9));
    }
  });

  it('meets known values exactly and lets the rest follow the model', async () => {
    const known = { values: Float64Array.from([7, 0, 0, 0]), mask: Float64Array.from([1, 0, 0, 0]) };
    const result = await denoise({ sampler: samplerFor('ddim', options), model, noise: noise(), known });
    expect(result[0]).toBe(7);
    expect(result[2]).toBeCloseTo(0.9, 1);
  });

  it('holds hard limits at every step and stops when told to', async () => {
    const seen: number[] = [];
    const clamp = (sample: Latent) => sample.map((value) => Math.min(0.1, value));
    await denoise({
      sampler: samplerFor('ddim', options),
      model,
      noise: noise(),
      clamp,
      onStep: (_, sample) => seen.push(Math.max(...sample)),
    });
    expect(Math.max(...seen)).toBeLessThanOrEqual(0.1);
    expect(seen).toHaveLength(20);
    await expect(
      denoise({ sampler: samplerFor('ddim', options), model, noise: noise(), signal: AbortSignal.abort() }),
    ).rejects.toThrow();
  });
});
