import type { ParamValue } from '../../runtime/params.ts';
import type { Converted, FieldReader } from './counterpart.ts';
import { type Remark, remark } from './remark.ts';

/** Samplers by name; a second list holds those that only come near. */
const SAMPLERS: Readonly<Record<string, string>> = {
  euler: 'euler',
  euler_ancestral: 'euler-ancestral',
  heun: 'heun',
  ddim: 'ddim',
  ddpm: 'ddpm',
  lcm: 'lcm',
  uni_pc: 'unipc',
  uni_pc_bh2: 'unipc',
  dpmpp_2m: 'dpmpp-2m',
  dpmpp_2m_sde: 'dpmpp-2m-sde',
  dpmpp_2m_sde_gpu: 'dpmpp-2m-sde',
};
const NEAR_SAMPLERS: readonly (readonly [RegExp, string])[] = [
  [/^euler_(cfg|a)/, 'euler-ancestral'],
  [/^(heun|dpm_2)/, 'heun'],
  [/sde/, 'dpmpp-2m-sde'],
  [/^(dpmpp|res_multistep|deis|ipndm)/, 'dpmpp-2m'],
];
const SCHEDULES: Readonly<Record<string, string>> = { karras: 'karras', exponential: 'exponential' };

const MOST_STEPS = 50;
const SEEDS = 2 ** 32;
/** Guidance of pictures runs from 1 to about 20, that of motion from 1 to 4. */
const GUIDANCE = { perCfg: 1 / 6, least: 1, most: 4 } as const;

/** Fields of `KSampler` and its kin as parameters of the sampler of motion. */
export function convertSampler(read: FieldReader): Converted {
  const params: Record<string, ParamValue> = {};
  const remarks: Remark[] = [];
  const seed = seedIn(read.number('seed') ?? read.number('noise_seed'));
  if (seed !== undefined) params.seed = seed;
  const steps = read.number('steps');
  if (steps !== undefined) {
    params.steps = Math.max(1, Math.min(MOST_STEPS, Math.round(steps)));
    if (params.steps !== Math.round(steps)) remarks.push(remark('steps', params.steps));
  }
  convertGuidance(read, params, remarks);
  const sampler = read.text('sampler_name') ?? read.text('sampler');
  if (sampler !== undefined) convertName(sampler, params, remarks);
  const schedule = read.text('scheduler');
  if (schedule !== undefined) params.schedule = SCHEDULES[schedule] ?? 'training';
  const denoise = read.number('denoise');
  if (denoise !== undefined && denoise >= 0 && denoise < 1) params.strength = Math.round(denoise * 20) / 20;
  return { params, remarks };
}

/** Seeds there have 64 bits. */
export function seedIn(seed: number | undefined): number | undefined {
  return seed === undefined ? undefined : Math.abs(Math.trunc(seed)) % SEEDS;
}

function convertGuidance(read: FieldReader, params: Record<string, ParamValue>, remarks: Remark[]): void {
  const cfg = read.number('cfg');
  if (cfg === undefined) return;
  const { perCfg, least, most } = GUIDANCE;
  const guidance = Math.round(Math.max(least, Math.min(most, 1 + (cfg - 1) * perCfg)) * 10) / 10;
  params.guidance = guidance;
  if (guidance !== cfg) remarks.push(remark('guidance', guidance));
}

function convertName(name: string, params: Record<string, ParamValue>, remarks: Remark[]): void {
  const same = Object.hasOwn(SAMPLERS, name) ? SAMPLERS[name] : undefined;
  const near = NEAR_SAMPLERS.find(([pattern]) => pattern.test(name))?.[1];
  const chosen = same ?? near;
  if (chosen !== undefined) params.sampler = chosen;
  if (same === undefined) remarks.push(remark('sampler', name));
}
