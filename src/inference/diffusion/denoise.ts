import { combine, type Latent, type Sampler } from './sampler.ts';

export interface DenoiseRequest {
  readonly sampler: Sampler;
  /** The model's answer for the scaled sample; guidance included. */
  readonly model: (sample: Latent, timestep: number) => Promise<Latent>;
  /** Fresh standard normal values of the latent's length. */
  readonly noise: () => Latent;
  /** Start from this instead of pure noise ("image to image"). */
  readonly from?: Latent;
  /** 0 returns `from`, 1 ignores it. */
  readonly strength?: number;
  /** Parts that are given: where `mask` is 1 the result is `known`, where 0 it is free. */
  readonly known?: { readonly values: Latent; readonly mask: Latent };
  /** Last word on every step, e.g. hard limits. */
  readonly clamp?: (sample: Latent, index: number) => Latent;
  readonly onStep?: (index: number, sample: Latent) => void;
  readonly signal?: AbortSignal;
}

/** Runs the reverse process from noise (or from a noised given) to a clean sample. */
export async function denoise(request: DenoiseRequest): Promise<Latent> {
  const { sampler, from, strength = 1 } = request;
  const first = from === undefined ? 0 : firstStep(sampler, strength);
  if (from !== undefined && first >= sampler.timesteps.length) return from;
  let sample = start(request, first);
  const fixed = request.known === undefined ? undefined : request.noise();
  for (let index = first; index < sampler.timesteps.length; index++) {
    request.signal?.throwIfAborted();
    if (request.known !== undefined && fixed !== undefined) {
      const { signal, noise } = sampler.levels(index);
      sample = keepKnown(sample, request.known, combine([signal, request.known.values], [noise, fixed]));
    }
    const answer = await request.model(sampler.scaleInput(sample, index), sampler.timesteps[index]);
    sample = sampler.step(answer, index, sample, sampler.stochastic ? request.noise() : undefined);
    if (request.clamp !== undefined) sample = request.clamp(sample, index);
    request.onStep?.(index, sample);
  }
  return request.known === undefined ? sample : keepKnown(sample, request.known, request.known.values);
}

/** How many evaluations are left out at this strength. */
function firstStep(sampler: Sampler, strength: number): number {
  const { stride, timesteps } = sampler;
  const steps = Math.ceil(timesteps.length / stride);
  const taken = Math.min(steps, Math.floor(steps * Math.max(0, Math.min(1, strength))));
  return taken === 0 ? timesteps.length : stride * (steps - taken);
}

function start({ sampler, noise, from }: DenoiseRequest, first: number): Latent {
  const fresh = noise();
  if (from === undefined || first === 0) return combine([sampler.startDeviation, fresh]);
  const level = sampler.levels(first);
  return combine([level.signal, from], [level.noise, fresh]);
}

function keepKnown(sample: Latent, { mask }: { readonly mask: Latent }, known: Latent): Latent {
  return sample.map((value, i) => value + mask[i] * (known[i] - value));
}
