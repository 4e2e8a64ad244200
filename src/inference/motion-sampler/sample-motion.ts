import { CHANNELS, type ChannelName } from '../../motion/channels.ts';
import { takeRange } from '../../motion/kinematics/bounds.ts';
import { simulateMotion } from '../../motion/kinematics/simulate-motion.ts';
import { type Timeline, timelineOf } from '../../motion/kinematics/timeline.ts';
import { Random } from '../../motion/random.ts';
import { type ConditionSegment, conditionSegments, sketchOf } from '../../motion/sampling/conditions.ts';
import type { SubjectFacts } from '../../motion/subject-facts.ts';
import type { KeyframeTracks } from '../../values/keyframes.ts';
import type { MotionValue } from '../../values/motion.ts';
import type { PromptValue } from '../../values/prompt.ts';
import { denoise } from '../diffusion/denoise.ts';
import type { Latent } from '../diffusion/sampler.ts';
import type { SigmaCurve } from '../diffusion/step-grid.ts';
import type { ModelHost } from '../session.ts';
import { askNetwork, conditionRows, networkTimeline } from './ask-network.ts';
import { MOTION_FACTS } from './motion-model.ts';
import { motionSampler, type SamplerName } from './motion-samplers.ts';
import { steerSketch } from './steer-sketch.ts';
import { type FrameTrack, meetPins, type Pin, retimeTrack } from './take-values.ts';

export interface MotionRequest {
  readonly prompt: PromptValue;
  /** 2..10 */
  readonly seconds: number;
  readonly fps: number;
  readonly loop: boolean;
  /** 0..2, strength of everything that is asked or idle */
  readonly amount: number;
  readonly idle: 'alive' | 'asked';
  readonly facts?: SubjectFacts;
  readonly seed: number;
  /** Number of the take: takes of one seed differ by it alone, and move the head each in its own way. */
  readonly take: number;
  readonly sampler: SamplerName;
  /** 1..100 */
  readonly steps: number;
  readonly curve: SigmaCurve;
  readonly guidance: number;
  /** A take to vary, and how far: 0 returns it, 1 ignores it. */
  readonly driving?: { readonly motion: MotionValue; readonly strength: number };
  /** Met exactly; the rest of the curve is sampled around them. */
  readonly keyframes?: KeyframeTracks;
  /** Called after every step. @param fraction 0..1 @param look the motion as the network sees it now */
  readonly onStep?: (fraction: number, look: () => MotionValue) => void;
}

/** How far a keyframe bends the curve around it, seconds. */
const PIN_REACH_SECONDS = 0.3;
/** A smaller value is a channel at rest. */
const AT_REST = 1e-4;

/**
 * Samples one take by diffusion (Ho et al. 2020; classifier-free guidance, Ho & Salimans 2022). Limits of the prompt
 * are clamped at every step and hold exactly; frame 0 is the photo; channels that nothing asks for stay at rest.
 * The same request gives the same bytes on every machine.
 * @throws {ModelError} as `runModel`
 */
export async function sampleMotion(host: ModelHost, request: MotionRequest): Promise<MotionValue> {
  const { driving } = request;
  if (driving !== undefined && driving.strength <= 0) return driving.motion;
  const random = new Random(request.seed).fork(`take ${request.take}`);
  const take = new Take(request, sketchSeed(request));
  const sampler = motionSampler(request.sampler, request.steps, request.curve);
  const network = {
    host,
    timeline: take.timeline,
    asked: conditionRows(take.timeline, take.conditions()),
    guidance: request.guidance,
    rescale: GUIDANCE_RESCALE,
  };
  let seen: Latent = new Float64Array(take.length);
  await denoise({
    sampler,
    model: async (noisy, timestep) => {
      seen = take.clamp(await askNetwork(network, noisy, timestep));
      return seen;
    },
    noise: () => Float64Array.from({ length: take.length }, () => random.normal()),
    known: take.known(),
    onStep: (index) =>
      request.onStep?.((index + 1) / sampler.timesteps.length, () => take.finish(Float64Array.from(seen))),
    signal: host.signal,
    ...(driving === undefined ? {} : { from: take.scaled(driving.motion), strength: driving.strength }),
  });
  // The last clean motion, not the last sample: there keyframes are put in as single frames, here curves bend to them.
  return take.finish(seen);
}

/** Takes that a seed has room for, before those of the next one begin. */
const TAKES_OF_A_SEED = 8;

/** The sketch of a take: numbers that follow each other have heads that move unlike each other. */
function sketchSeed({ seed, take }: MotionRequest): number {
  return (Math.imul(seed, TAKES_OF_A_SEED) + take) >>> 0;
}

/** Guided takes keep this share of the deviation of unguided ones (Lin et al. 2024). */
const GUIDANCE_RESCALE = 0.7;

interface ChannelPlan {
  readonly name: ChannelName;
  readonly scale: number;
  readonly min: number;
  readonly max: number;
  readonly pins: readonly Pin[];
}

/** One take in the network's layout: channels × frames, each over its scale. */
class Take {
  readonly timeline: Timeline;
  readonly length: number;
  readonly seed: number;
  readonly #request: MotionRequest;
  readonly #plans: readonly ChannelPlan[];

  /** @param seed draws the sketch of the take */
  constructor(request: MotionRequest, seed: number) {
    this.#request = request;
    this.seed = seed;
    this.timeline = networkTimeline(request.seconds, request.loop);
    this.length = MOTION_FACTS.channels.length * this.timeline.frameCount;
    const moving = this.#movingChannels();
    this.#plans = MOTION_FACTS.channels.map((channel, row) => {
      const name = channel as ChannelName;
      const range = moving.has(name) ? takeRange(name, request.prompt.limits, request.facts ?? {}) : REST;
      return { name, scale: MOTION_FACTS.scales[row], ...range, pins: this.#pinsOf(name, this.timeline) };
    });
  }

  /**
   * Channels that this request can move: those which the simulator, whose takes the network learned, moves for it;
   * those with keyframes; those of the driving take. In all others what the network says is noise.
   */
  #movingChannels(): ReadonlySet<string> {
    const { prompt, driving, keyframes = {} } = this.#request;
    const moving = new Set([...Object.keys(keyframes), ...Object.keys(driving?.motion.channels ?? {})]);
    const { seconds, fps, loop } = this.timeline;
    for (const seed of [this.seed, ...LOOKS]) {
      const options = { ...this.#request, seconds, fps, loop, seed };
      for (const name of Object.keys(simulateMotion(prompt, options).channels)) moving.add(name);
    }
    return moving;
  }

  /** What a channel must be at frames of a timeline; the end of a loop is its beginning, another's its last frame. */
  #pinsOf(channel: ChannelName, { frameCount, fps, loop }: Timeline): Pin[] {
    const { keyframes = {}, driving } = this.#request;
    const pins = new Map<number, number>([[0, driving?.motion.channels[channel]?.[0] ?? 0]]);
    for (const { at, value } of keyframes[channel] ?? []) {
      const frame = Math.round(at * fps);
      if (frame < frameCount) pins.set(frame, value);
      else if (frame === frameCount) pins.set(loop ? 0 : frameCount - 1, value);
    }
    return [...pins].map(([frame, value]) => ({ frame, value }));
  }

  /** What the network is told: the sketch of this seed, led through what is given. */
  conditions(): ConditionSegment[] {
    const { driving } = this.#request;
    const request = { ...this.#request, timeline: this.timeline, seed: this.seed };
    const steering = {
      pinsOf: (channel: ChannelName) => this.#pinsOf(channel, this.timeline),
      random: new Random(this.seed).fork('steering'),
      ...(driving && {
        driving: { channels: this.#atFrames(driving.motion), strength: driving.strength },
      }),
    };
    return conditionSegments(request, steerSketch(sketchOf(request), this.timeline, steering));
  }

  /** Brings what the network says into the bounds of the prompt and the photo, in place. */
  clamp(clean: Latent): Latent {
    const { frameCount } = this.timeline;
    this.#plans.forEach(({ scale, min, max }, row) => {
      for (let i = row * frameCount; i < (row + 1) * frameCount; i++) {
        clean[i] = Math.min(max / scale, Math.max(min / scale, clean[i]));
      }
    });
    return clean;
  }

  /**
   * Keyframes. The photo at frame 0 is not among them: known in every step, that one frame would stand out from its
   * neighbours; tracks are led to it when they are finished.
   */
  known(): { readonly values: Latent; readonly mask: Latent } {
    const values = new Float64Array(this.length);
    const mask = new Float64Array(this.length);
    this.#plans.forEach(({ scale, pins }, row) => {
      for (const { frame, value } of pins) {
        if (frame === 0) continue;
        values[row * this.timeline.frameCount + frame] = value / scale;
        mask[row * this.timeline.frameCount + frame] = 1;
      }
    });
    return { values, mask };
  }

  /** A given motion at the network's frames, each channel over its scale. */
  scaled(motion: MotionValue): Latent {
    const tracks = this.#atFrames(motion);
    const result = new Float64Array(this.length);
    this.#plans.forEach(({ name, scale }, row) => {
      tracks.get(name)?.forEach((value, frame) => {
        result[row * this.timeline.frameCount + frame] = value / scale;
      });
    });
    return result;
  }

  #atFrames(motion: MotionValue): ReadonlyMap<string, FrameTrack> {
    const { frameCount, loop } = this.timeline;
    const tracks = Object.entries(motion.channels);
    return new Map(
      tracks.map(([name, track]) => [name, retimeTrack(track, frameCount, loop && motion.loop)]),
    );
  }

  /** The motion at the asked frame rate, every bound exact. */
  finish(sample: Latent): MotionValue {
    const { frameCount, loop } = this.timeline;
    const { fps } = this.#request;
    const asked = timelineOf(this.#request.seconds, fps, loop);
    const channels: Record<string, Float32Array> = {};
    this.#plans.forEach(({ name, scale, min, max }, row) => {
      const seen = this.#learned(name)
        ? sample.slice(row * frameCount, (row + 1) * frameCount).map((value) => value * scale)
        : this.#kept(name);
      const track = retimeTrack(seen, asked.frameCount, loop);
      if (isAnchored(name)) anchor(track, this.#request.driving?.motion.channels[name]?.[0] ?? 0);
      meetPins(track, this.#pinsOf(name, asked), loop, PIN_REACH_SECONDS * fps);
      const values = Float32Array.from(track, inside(min, max));
      if (values.some((value) => Math.abs(value) > AT_REST)) channels[name] = values;
    });
    return { type: 'Motion', fps, frameCount: asked.frameCount, loop, channels };
  }

  /** Of the finest channels the network knows nothing: they come from keyframes and from the take that is varied. */
  #learned(channel: ChannelName): boolean {
    return !('fine' in CHANNELS[channel]);
  }

  #kept(channel: ChannelName): FrameTrack {
    const { driving } = this.#request;
    const still = new Float64Array(this.timeline.frameCount);
    if (driving === undefined) return still;
    const track = this.#atFrames(driving.motion).get(channel) ?? still;
    return track.map((value) => (1 - driving.strength) * value);
  }
}

/** What wavers about a place of its own: the photo is one moment of that, so the whole track shifts to meet it. */
const ANCHORED = ['head.', 'gaze.', 'brow.up', 'camera.'];

function isAnchored(channel: ChannelName): boolean {
  return ANCHORED.some((part) => channel.startsWith(part));
}

/** Shifts a track, in place, so that it begins at a value. */
function anchor(track: FrameTrack, value: number): void {
  const shift = value - track[0];
  for (let frame = 0; frame < track.length; frame++) track[frame] += shift;
}

const REST = { min: 0, max: 0 };

/** More seeds of simulated takes that show which channels a request moves: some movements come by chance. */
const LOOKS = [1, 2];

/** Clamps and rounds to single precision without leaving the range. */
function inside(min: number, max: number): (value: number) => number {
  const step = 1 - 2 ** -23;
  return (value) => {
    const rounded = Math.fround(Math.min(max, Math.max(min, value)));
    return rounded > max || rounded < min ? Math.fround(rounded * step) : rounded;
  };
}
