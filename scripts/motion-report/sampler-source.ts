import { readFile } from 'node:fs/promises';
import { modelEntry } from '../../src/inference/manifest.ts';
import type { SamplerName } from '../../src/inference/motion-sampler/motion-samplers.ts';
import { sampleMotion } from '../../src/inference/motion-sampler/sample-motion.ts';
import type { ModelHost } from '../../src/inference/session.ts';
import type { MotionSource } from './motion-source.ts';

export type { SamplerName };

/** Guidance of the sampler node as it comes. */
const GUIDANCE = 1;

const host: ModelHost = {
  signal: new AbortController().signal,
  notice: (message) => console.warn(message),
  readModel: async (id) =>
    new Uint8Array(await readFile(new URL(`../../models/${modelEntry(id).file}`, import.meta.url))),
  hasGpu: false,
  threads: 1,
};

/** The diffusion sampler with a choice of method and steps, on one processor core. */
export function samplerSource(sampler: SamplerName, steps: number, guidance = GUIDANCE): MotionSource {
  return {
    name: `${sampler} ${steps}`,
    about: `The diffusion sampler: ${sampler}, ${steps} steps, guidance ${guidance}.`,
    sample: (prompt, options, seed) =>
      sampleMotion(host, {
        ...options,
        prompt,
        seed,
        take: 0,
        amount: 1,
        idle: 'alive',
        sampler,
        steps,
        curve: 'karras',
        guidance,
      }),
  };
}

/** As the sampler node comes. */
export const SAMPLER: MotionSource = samplerSource('dpmpp-2m-sde', 20);
