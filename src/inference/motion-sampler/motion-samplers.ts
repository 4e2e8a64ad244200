import { type NoiseSchedule, noiseSchedule } from '../diffusion/noise-schedule.ts';
import type { Sampler } from '../diffusion/sampler.ts';
import { ddim } from '../diffusion/samplers/ddim.ts';
import { ddpm } from '../diffusion/samplers/ddpm.ts';
import { euler, eulerAncestral, heun } from '../diffusion/samplers/euler.ts';
import { lcm } from '../diffusion/samplers/lcm.ts';
import { dpmMultistep, unipc } from '../diffusion/samplers/multistep.ts';
import type { SigmaCurve } from '../diffusion/step-grid.ts';
import { MOTION_FACTS } from './motion-model.ts';

export type SamplerName =
  | 'ddim'
  | 'ddpm'
  | 'euler'
  | 'euler-ancestral'
  | 'heun'
  | 'dpmpp-2m'
  | 'dpmpp-2m-sde'
  | 'unipc'
  | 'lcm';

/** The motion network predicts the clean motion. */
const PREDICTION = 'sample';
/** The first step begins at pure noise, as in training. */
const SPACING = 'trailing';

let trained: NoiseSchedule | undefined;

/**
 * A sampler for one take of the motion network.
 * @param steps 1..100
 * @param curve how noise levels are spread; DDIM, DDPM and LCM always step on the trained ones
 */
export function motionSampler(name: SamplerName, steps: number, curve: SigmaCurve): Sampler {
  trained ??= noiseSchedule({ curve: 'cosine', trainSteps: MOTION_FACTS.trainSteps });
  const whole = { steps, prediction: PREDICTION, spacing: SPACING } as const;
  const sigma = { ...whole, curve } as const;
  switch (name) {
    case 'ddim':
      return ddim(trained, whole);
    case 'ddpm':
      return ddpm(trained, whole);
    case 'lcm':
      return lcm(trained, whole);
    case 'euler':
      return euler(trained, sigma);
    case 'euler-ancestral':
      return eulerAncestral(trained, sigma);
    case 'heun':
      return heun(trained, sigma);
    case 'dpmpp-2m':
      return dpmMultistep(trained, { ...sigma, stochastic: false });
    case 'dpmpp-2m-sde':
      return dpmMultistep(trained, { ...sigma, stochastic: true });
    case 'unipc':
      return unipc(trained, sigma);
  }
}
