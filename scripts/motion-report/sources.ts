import { type MotionSource, SIMULATOR } from './motion-source.ts';
import { SAMPLER, type SamplerName, samplerSource } from './sampler-source.ts';

/** Settings of the sampler that are compared in speed and distributions. */
const SETTINGS: readonly (readonly [SamplerName, number])[] = [
  ['ddim', 10],
  ['ddim', 20],
  ['ddim', 50],
  ['dpmpp-2m', 8],
  ['dpmpp-2m', 50],
  ['unipc', 8],
  ['euler', 20],
  ['heun', 10],
  ['ddpm', 50],
];

/** Whose motion the report shows; the first is what the others are compared with. */
export async function reportSources(): Promise<{
  /** Measured in everything. */
  readonly measured: readonly MotionSource[];
  /** Only timed, and compared in their distributions: the same source with other settings. */
  readonly settings: readonly MotionSource[];
}> {
  return {
    measured: [SIMULATOR, SAMPLER],
    settings: SETTINGS.map(([sampler, steps]) => samplerSource(sampler, steps)),
  };
}
