import type { MotionValue } from '../../values/motion.ts';
import { CHANNEL_NAMES, CHANNELS, type ChannelName } from '../channels.ts';
import { channelsNamed, channelsOf, type Expectations, limitsOf } from './prompt-expectations.ts';
import { type Course, courseOf, peaksOf } from './take-statistics-course.ts';
import { blinksOf } from './take-statistics-eyes.ts';
import { mean, quantile } from './take-statistics-samples.ts';

/** How far channels go where nothing was asked for, over many takes of the same source. */
export interface RestLevels {
  /** What 95 % of the takes stay below: up, down, and either way. */
  readonly usual: Readonly<Record<ChannelName, Reach>>;
  /** What all of them stay below. */
  readonly most: Readonly<Record<ChannelName, Reach>>;
}

interface Reach {
  readonly up: number;
  readonly down: number;
  readonly either: number;
}

/** What a take owes its prompt; all empty is a take that does as told. */
export interface Adherence {
  /** Asked movements that do not stand out from rest. */
  readonly missing: readonly string[];
  /** Channels that move more than at rest, though nobody asked. */
  readonly restless: readonly string[];
  /** Channels that leave their limits. */
  readonly broken: readonly string[];
  /** Movements at another time, in another order or number than asked. */
  readonly untimely: readonly string[];
}

const USUAL_SHARE = 0.95;
/** Movements below this share of a channel's range are not seen; noise up to four times that is forgiven. */
const VISIBLE_SHARE = 0.005;
const NOISE_SHARE = 0.02;
/** Rest is measured on some takes: others may go a little further. */
const REST_MARGIN = 1.15;
const CLOSED = 0.8;
const CLOSED_SECONDS = 0.15;
/** Lowered lids are this far down for most of the take. */
const LOWERED = 0.08;
const LOWERED_SHARE = 0.55;
const BREATH_RANGE = 0.08;

/** Rest levels of a source of motion, from takes of an empty prompt: a hundred and more are stable. */
export function restLevels(takes: readonly MotionValue[]): RestLevels {
  const levels = (of: (reaches: readonly number[]) => number): Record<ChannelName, Reach> => {
    const entries = CHANNEL_NAMES.map((channel) => {
      const reaches = takes.map((take) => reachOf(take, channel));
      const level = (key: keyof Reach): number => of(reaches.map((reach) => reach[key]));
      return [channel, { up: level('up'), down: level('down'), either: level('either') }] as const;
    });
    return Object.fromEntries(entries) as Record<ChannelName, Reach>;
  };
  return {
    usual: levels((values) => quantile(values, USUAL_SHARE)),
    most: levels((values) => Math.max(0, ...values)),
  };
}

function reachOf(motion: MotionValue, channel: ChannelName): Reach {
  const { values } = courseOf(motion, channel);
  let up = 0;
  let down = 0;
  for (let i = 0; i < values.length; i++) {
    up = Math.max(up, values[i]);
    down = Math.max(down, -values[i]);
  }
  return { up, down, either: Math.max(up, down) };
}

/** Compares a take with what was asked for. */
export function judgeTake(motion: MotionValue, asked: Expectations, rest: RestLevels): Adherence {
  return {
    missing: asked.moves.filter((move) => !move.split('|').some((one) => isSeen(motion, one, rest))),
    restless: restlessChannels(motion, asked, rest),
    broken: limitsOf(asked)
      .filter(({ channel, min, max }) => {
        const { values } = courseOf(motion, channel as ChannelName);
        return Array.from(values).some((value) => value < Math.fround(min) || value > Math.fround(max));
      })
      .map(({ channel }) => channel),
    untimely: [...outOfOrder(motion, asked), ...outOfTime(motion, asked), ...miscounted(motion, asked, rest)],
  };
}

function isSeen(motion: MotionValue, move: string, rest: RestLevels): boolean {
  const [, name, count] = /^(blink)(?:\*(\d+))?$/.exec(move) ?? [];
  if (name !== undefined) {
    const blinks = blinksOf(motion).length;
    return count === undefined ? blinks >= 1 : blinks === Number(count);
  }
  if (move.startsWith('wink')) return isWink(motion, move);
  if (move === 'closed') return longestClosure(motion) >= CLOSED_SECONDS;
  if (move === 'lids') return quantile(lidCourse(motion).values, 1 - LOWERED_SHARE) >= LOWERED;
  if (move === 'breath') return rangeOf(courseOf(motion, 'body.breath').values) >= BREATH_RANGE;
  const direction = directionOf(move);
  return channelsOf(move).every((channel) => {
    const reach = reachOf(motion, channel)[direction];
    return reach > rest.usual[channel][direction] && reach > VISIBLE_SHARE * widthOf(channel);
  });
}

function directionOf(move: string): keyof Reach {
  return move.endsWith('+') ? 'up' : move.endsWith('-') ? 'down' : 'either';
}

function widthOf(channel: ChannelName): number {
  return CHANNELS[channel].max - CHANNELS[channel].min;
}

/** One eye closes and the other does not. `wink-` is at the picture's left: the subject's right eye. */
function isWink(motion: MotionValue, move: string): boolean {
  const left = courseOf(motion, 'eye.blinkLeft').values;
  const right = courseOf(motion, 'eye.blinkRight').values;
  const winks = (one: ArrayLike<number>, other: ArrayLike<number>): boolean =>
    Array.from(one).some((closure, i) => closure >= CLOSED / 2 && other[i] < closure / 2);
  if (move === 'wink-') return winks(right, left);
  return move === 'wink+' ? winks(left, right) : winks(left, right) || winks(right, left);
}

function lidCourse(motion: MotionValue): Course {
  const left = courseOf(motion, 'eye.blinkLeft');
  const right = courseOf(motion, 'eye.blinkRight');
  return { ...left, values: Array.from(left.values, (value, i) => Math.min(value, right.values[i])) };
}

/** Longest time for which both eyes are closed, seconds. */
function longestClosure(motion: MotionValue): number {
  let longest = 0;
  let frames = 0;
  for (const closure of Array.from(lidCourse(motion).values)) {
    frames = closure >= CLOSED ? frames + 1 : 0;
    longest = Math.max(longest, frames);
  }
  return longest / motion.fps;
}

/**
 * What moves along with a movement in a living body, and is not restlessness: the eyes counter the head, lids follow
 * the eyes, cheeks a smile, hair the head, chest and shoulders nod a little with the breath.
 */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  'head.': ['head.', 'gaze.', 'eye.', 'hair.', 'brow.up'],
  'gaze.': ['gaze.', 'eye.', 'brow.up'],
  'eye.': ['eye.', 'brow.', 'mouth.smile'],
  'mouth.': ['mouth.', 'eye.', 'brow.'],
  'jaw.': ['jaw.', 'mouth.', 'brow.', 'head.', 'gaze.', 'body.'],
  'brow.': ['brow.', 'eye.', 'head.', 'gaze.', 'mouth.'],
  'body.': ['body.', 'head.', 'gaze.', 'jaw.'],
  'hair.': ['hair.'],
  'camera.': [],
  light: [],
};

function restlessChannels(motion: MotionValue, asked: Expectations, rest: RestLevels): string[] {
  const moving = [...asked.moves.flatMap(channelsOf), ...(asked.may ?? []).flatMap(channelsNamed)];
  const allowed = new Set<string>(moving);
  for (const channel of moving) {
    const group = channel.includes('.') ? channel.slice(0, channel.indexOf('.') + 1) : channel;
    for (const name of COMPANIONS[group] ?? []) for (const other of channelsNamed(name)) allowed.add(other);
  }
  return CHANNEL_NAMES.filter((channel) => {
    if (allowed.has(channel)) return false;
    const { either } = reachOf(motion, channel);
    return either > Math.max(REST_MARGIN * rest.most[channel].either, NOISE_SHARE * widthOf(channel));
  });
}

/** How much a movement is there, at every frame: 0 where it is not, or goes the other way. */
function weightsOf(motion: MotionValue, move: string): number[] {
  const sign = directionOf(move) === 'down' ? -1 : 1;
  const courses = channelsOf(move).map((channel) => Array.from(courseOf(motion, channel).values));
  const either = directionOf(move) === 'either';
  return Array.from({ length: motion.frameCount }, (_, i) =>
    mean(courses.map((values) => (either ? Math.abs(values[i]) : Math.max(0, sign * values[i])))),
  );
}

/** How much a movement is in a take: the mean of its course in the asked direction, in the channel's unit. */
export function amountOf(motion: MotionValue, move: string): number {
  return mean(weightsOf(motion, move));
}

function outOfOrder(motion: MotionValue, { order = [] }: Expectations): string[] {
  const centres = order.map((move) => {
    const weights = weightsOf(motion, move);
    const heavy = weights.map((weight) => weight * weight);
    return (
      heavy.reduce((sum, weight, i) => sum + weight * i, 0) / heavy.reduce((sum, weight) => sum + weight, 0)
    );
  });
  return order.filter((_, i) => i > 0 && !(centres[i] > centres[i - 1])).map((move) => `order of ${move}`);
}

function outOfTime(motion: MotionValue, { during = {} }: Expectations): string[] {
  return Object.entries(during)
    .filter(([move, [from, to]]) => {
      const weights = weightsOf(motion, move);
      const at = weights.indexOf(Math.max(...weights)) / motion.fps;
      return at < from || at > to;
    })
    .map(([move]) => `time of ${move}`);
}

/** Repetitions less than this share of the largest are its wobble. */
const REPETITION_SHARE = 0.5;

function miscounted(motion: MotionValue, { count = {} }: Expectations, rest: RestLevels): string[] {
  return Object.entries(count)
    .filter(([move, wanted]) => {
      const weights = weightsOf(motion, move);
      const most = Math.max(...weights);
      const usual = Math.max(...channelsOf(move).map((channel) => rest.usual[channel][directionOf(move)]));
      const course = { values: weights, fps: motion.fps, loop: motion.loop };
      const peaks = peaksOf(course, REPETITION_SHARE * most, motion.frameCount / motion.fps);
      return peaks.filter(({ value }) => value > usual).length !== wanted;
    })
    .map(([move]) => `count of ${move}`);
}

function rangeOf(values: ArrayLike<number>): number {
  return Math.max(...Array.from(values)) - Math.min(...Array.from(values));
}
