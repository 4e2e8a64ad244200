import type { PromptValue } from '../../values/prompt.ts';
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '../channels.ts';
import { takeRange } from '../kinematics/bounds.ts';
import { placeIntents } from '../kinematics/schedule.ts';
import { sketchTake } from '../kinematics/simulate-motion.ts';
import { type ComposedTake, isPlanned } from '../kinematics/take.ts';
import type { Timeline, Track } from '../kinematics/timeline.ts';
import { portableLn } from '../portable-math.ts';
import { BEHAVIOURS } from '../prompt/lexicon.ts';
import { Random } from '../random.ts';
import type { SubjectFacts } from '../subject-facts.ts';

/** What a sketch cannot say: these are asked for by name. */
const FREE = BEHAVIOURS.filter((entry) => entry.shape !== 'none' && !isPlanned(entry));
const SIDED = FREE.filter(({ effects }) => effects.some(({ sided }) => sided !== undefined));
/** Channels that prompts can move and limit: fine ones are for keyframes. */
const NAMED = CHANNEL_NAMES.filter((channel) => !('fine' in CHANNELS[channel]));

/**
 * Rows of the condition, in order. `to:` the sketched place of a channel over its own range, in steps of
 * {@link SKETCH_SECONDS} or {@link FINE_SKETCH_SECONDS}; `blink:` depth of a blink while the lid is well on its way;
 * `ask:` amount over its natural one, `tempo:` log2 of the speed and `side:` of what is only named, each where it has
 * its stretch of the take. `low:`/`high:` bounds over the channel's range. The rest describe the take.
 */
export const CONDITION_NAMES: readonly string[] = [
  ...NAMED.map((channel) => `to:${channel}`),
  'blink:left',
  'blink:right',
  ...FREE.flatMap(({ id }) => [`ask:${id}`, `tempo:${id}`]),
  ...SIDED.map(({ id }) => `side:${id}`),
  ...NAMED.flatMap((channel) => [`low:${channel}`, `high:${channel}`]),
  'idle',
  'loop',
  'length',
];

/** A condition that is constant over frames `start..end` (end exclusive) and 0 elsewhere. */
export interface ConditionSegment {
  /** One of {@link CONDITION_NAMES}. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

export interface ConditionRequest {
  readonly prompt: PromptValue;
  readonly timeline: Timeline;
  /** Draws the times of what the prompt leaves open; whole number 0..2^32-1. */
  readonly seed: number;
  /** Strength of the take, 0..2. */
  readonly amount: number;
  readonly idle: 'alive' | 'asked';
  readonly facts?: SubjectFacts;
}

/** The take's natural length, at which `length` is 0. */
const NATURAL_SECONDS = 3;
/** A sketch is this coarse: when and how far, not how. */
const SKETCH_SECONDS = 0.25;
/** Eyes jump, strands flutter and a hand trembles: when they do is all there is to it. */
const FINE_SKETCH_SECONDS = 1 / 12;
const FINELY_SKETCHED = ['gaze.', 'hair.', 'camera.'] as const;
/** Places over the channel's range are small: this brings them to the order of 1. */
export const SKETCH_GAIN = 4;
/** Smaller places are no movement. */
const SKETCH_LEAST = 0.002;
/** From this closure on a lid is in a blink. */
const BLINK_LEVEL = 0.3;

/**
 * Conditions of a take as segments; overlapping segments of a name add up. The same request gives the same ones.
 * @param sketch when the asked movements, blinks and breaths come, and how far they go
 */
export function conditionSegments(
  request: ConditionRequest,
  sketch: ComposedTake = sketchOf(request),
): ConditionSegment[] {
  const { prompt, timeline, idle, amount, facts = {} } = request;
  const segments = [...sketched(sketch, timeline), ...named(request)];
  const add = (name: string, value: number): void => {
    if (value !== 0) segments.push({ name, start: 0, end: timeline.frameCount, value });
  };
  for (const channel of NAMED) {
    const range = takeRange(channel, prompt.limits, facts);
    add(`low:${channel}`, CHANNELS[channel].min === 0 ? 0 : 1 - range.min / CHANNELS[channel].min);
    add(`high:${channel}`, 1 - range.max / CHANNELS[channel].max);
  }
  add('idle', idle === 'alive' ? amount : 0);
  add('loop', timeline.loop ? 1 : 0);
  add('length', octaves(timeline.seconds / NATURAL_SECONDS));
  return segments;
}

/** The sketch that the seed of a request draws. */
export function sketchOf(request: ConditionRequest): ComposedTake {
  return sketchTake(request.prompt, request, request.timeline);
}

function sketched({ channels, blinks }: ComposedTake, { fps }: Timeline): ConditionSegment[] {
  const places = NAMED.flatMap((channel) => {
    const track = channels[channel];
    return track === undefined ? [] : placesOf(channel, track, fps);
  });
  if (blinks === undefined) return places;
  return [...places, ...closures('blink:left', blinks.left), ...closures('blink:right', blinks.right)];
}

function placesOf(channel: ChannelName, track: Float32Array, fps: number): ConditionSegment[] {
  const { min, max } = CHANNELS[channel];
  const fine = FINELY_SKETCHED.some((group) => channel.startsWith(group));
  const seconds = fine ? FINE_SKETCH_SECONDS : SKETCH_SECONDS;
  const length = Math.max(1, Math.round(seconds * fps));
  const segments: ConditionSegment[] = [];
  // Lids have their blinks in rows of their own; here counts where they rest.
  const typical = channel.startsWith('eye.blink') ? least : mean;
  for (let start = 0; start < track.length; start += length) {
    const end = Math.min(track.length, start + length);
    const share = typical(track.subarray(start, end)) / Math.max(-min, max);
    if (Math.abs(share) >= SKETCH_LEAST) {
      segments.push({ name: `to:${channel}`, start, end, value: SKETCH_GAIN * share });
    }
  }
  return segments;
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function least(values: Float32Array): number {
  return values.reduce((low, value) => (Math.abs(value) < Math.abs(low) ? value : low));
}

function closures(name: string, track: Track): ConditionSegment[] {
  const segments: ConditionSegment[] = [];
  let start = 0;
  for (let frame = 0; frame <= track.length; frame++) {
    if (frame < track.length && track[frame] >= BLINK_LEVEL) continue;
    if (frame > start)
      segments.push({ name, start, end: frame, value: Math.max(...track.slice(start, frame)) });
    start = frame + 1;
  }
  return segments;
}

/** What is only named: its amount, tempo and side, where it has its stretch of the take. */
function named({ prompt, timeline, seed, amount }: ConditionRequest): ConditionSegment[] {
  const intents = placeIntents(prompt, timeline, new Random(seed).fork('intents'), amount);
  return intents
    .filter(({ entry }) => !isPlanned(entry))
    .flatMap((placed) => {
      const { entry, intent } = placed;
      const start = placed.whole ? 0 : Math.max(0, Math.floor(placed.start * timeline.fps));
      const end = placed.whole
        ? timeline.frameCount
        : Math.min(timeline.frameCount, Math.ceil(placed.end * timeline.fps));
      const strength = entry.base === 0 ? amount : placed.amount / entry.base;
      const rows = [
        { name: `ask:${entry.id}`, value: strength },
        { name: `tempo:${entry.id}`, value: octaves(intent.speed) },
        { name: `side:${entry.id}`, value: SIDED.includes(entry) ? placed.side : 0 },
      ];
      return rows.filter(({ value }) => value !== 0 && end > start).map((row) => ({ ...row, start, end }));
    });
}

/** Logarithm to base 2. */
function octaves(ratio: number): number {
  return portableLn(ratio) / Math.LN2;
}
