import type { PromptValue } from '../../values/prompt.ts';
import { CHANNEL_NAMES, CHANNELS } from '../channels.ts';
import { takeRange } from '../kinematics/bounds.ts';
import { placeIntents } from '../kinematics/schedule.ts';
import type { Timeline } from '../kinematics/timeline.ts';
import { BEHAVIOURS } from '../prompt/lexicon.ts';
import { Random } from '../random.ts';
import type { SubjectFacts } from '../subject-facts.ts';

/** What a network is told about a take: one row per name, one value per frame. */
const ASKED = BEHAVIOURS.filter(({ shape }) => shape !== 'none');
/** Channels that prompts can limit: fine ones are for keyframes. */
const LIMITED = CHANNEL_NAMES.filter((channel) => !('fine' in CHANNELS[channel]));
const SIDED = ASKED.filter(({ effects }) => effects.some(({ sided }) => sided !== undefined));

/**
 * Rows of the condition, in order. `ask:` amount over its natural one, `side:` -1 or +1 where a side was
 * asked for, `tempo:` log2 of the speed, `count:` repetitions a second; each only where its intent has its
 * stretch of the take. `low:`/`high:` bounds over the channel's own range. The rest describe the take.
 */
export const CONDITION_NAMES: readonly string[] = [
  ...ASKED.flatMap(({ id }) => [`ask:${id}`, `tempo:${id}`]),
  ...SIDED.map(({ id }) => `side:${id}`),
  ...ASKED.map(({ id }) => `count:${id}`),
  ...LIMITED.flatMap((channel) => [`low:${channel}`, `high:${channel}`]),
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
  /** Strength of the take, 0..2. */
  readonly amount: number;
  readonly idle: 'alive' | 'asked';
  readonly facts?: SubjectFacts;
}

/** The take's natural length, at which `length` is 0. */
const NATURAL_SECONDS = 3;

/** Conditions of a take as segments; overlapping segments of a name add up. Depends on no seed. */
export function conditionSegments({
  prompt,
  timeline,
  amount,
  idle,
  facts = {},
}: ConditionRequest): ConditionSegment[] {
  const segments: ConditionSegment[] = [];
  const add = (name: string, value: number, start = 0, end = timeline.frameCount): void => {
    if (value !== 0 && end > start) segments.push({ name, start, end, value });
  };
  for (const placed of placeIntents(prompt, timeline, new Random(0), amount)) {
    const { entry, intent } = placed;
    const start = placed.whole ? 0 : Math.max(0, Math.floor(placed.start * timeline.fps));
    const end = placed.whole
      ? timeline.frameCount
      : Math.min(timeline.frameCount, Math.ceil(placed.end * timeline.fps));
    const seconds = Math.max(1 / timeline.fps, placed.end - placed.start);
    add(`ask:${entry.id}`, entry.base === 0 ? amount : placed.amount / entry.base, start, end);
    add(`tempo:${entry.id}`, Math.log2(intent.speed), start, end);
    add(`side:${entry.id}`, intent.side, start, end);
    const repetitions = intent.count ?? (intent.every === undefined ? 0 : seconds / intent.every);
    add(`count:${entry.id}`, repetitions / seconds, start, end);
  }
  for (const channel of LIMITED) {
    const range = takeRange(channel, prompt.limits, facts);
    add(`low:${channel}`, CHANNELS[channel].min === 0 ? 0 : 1 - range.min / CHANNELS[channel].min);
    add(`high:${channel}`, 1 - range.max / CHANNELS[channel].max);
  }
  add('idle', idle === 'alive' ? amount : 0);
  add('loop', timeline.loop ? 1 : 0);
  add('length', Math.log2(timeline.seconds / NATURAL_SECONDS));
  return segments;
}
