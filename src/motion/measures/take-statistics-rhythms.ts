import type { MotionValue } from '../../values/motion.ts';
import { type Course, courseOf, fallsTo, peaksOf, valueAt } from './take-statistics-course.ts';
import { mean, median, quantile } from './take-statistics-samples.ts';

export interface Breathing {
  readonly perMinute: number;
  /** Time of breathing out over time of breathing in; NaN where the take shows no whole breath. */
  readonly outOverIn: number;
}

/** Shallower movements of the chest than this share of its range are not breaths. */
const BREATH_PROMINENCE = 0.3;
const LEAST_BREATH = 0.02;
const SECONDS_PER_MINUTE = 60;
const ANY_DISTANCE = Number.POSITIVE_INFINITY;

/** How a take breathes; undefined where the chest does not move or the take is too short to tell. */
export function breathingOf(motion: MotionValue): Breathing | undefined {
  const lungs = courseOf(motion, 'body.breath');
  const range = rangeOf(lungs.values);
  if (range < LEAST_BREATH) return undefined;
  const upside: Course = { ...lungs, values: Array.from(lungs.values, (value) => -value) };
  const tops = peaksOf(lungs, BREATH_PROMINENCE * range, ANY_DISTANCE).map(({ frame }) => frame);
  const valleys = peaksOf(upside, BREATH_PROMINENCE * range, ANY_DISTANCE).map(({ frame }) => frame);
  const perMinute = motion.loop
    ? (tops.length * SECONDS_PER_MINUTE * motion.fps) / motion.frameCount
    : perMinuteBetween(tops, valleys, motion.fps);
  if (Number.isNaN(perMinute) || perMinute === 0) return undefined;
  const into = gapsTo(tops, valleys, motion);
  const out = gapsTo(valleys, tops, motion);
  return { perMinute, outOverIn: mean(out) / mean(into) };
}

function perMinuteBetween(tops: readonly number[], valleys: readonly number[], fps: number): number {
  const cycles = [tops, valleys].flatMap((frames) =>
    frames.slice(1).map((frame, i) => (frame - frames[i]) / fps),
  );
  return SECONDS_PER_MINUTE / mean(cycles);
}

/** Frames from the last of `before` to each of `ends`. */
function gapsTo(ends: readonly number[], before: readonly number[], motion: MotionValue): number[] {
  return ends.flatMap((end) => {
    const earlier = before.filter((frame) => frame < end);
    if (earlier.length > 0) return [end - Math.max(...earlier)];
    return motion.loop && before.length > 0 ? [end + motion.frameCount - Math.max(...before)] : [];
  });
}

export interface Smile {
  /** Level of the apex, 0..1. */
  readonly level: number;
  /** From 2 to 95 % of the apex, seconds. */
  readonly onset: number;
  /** From first to last at 95 %. */
  readonly apex: number;
  /** From 95 back to 2 %; NaN where the smile stays. */
  readonly offset: number;
}

/** Smaller lifts of the corners are no smiles. */
const LEAST_SMILE = 0.06;
const SMILE_BEGINS = 0.02;
const SMILE_STANDS = 0.95;
/** The level of the apex is the median of all that is above this share of the highest. */
const APEX_SHARE = 0.8;
/** Lower levels are noise of a resting mouth. */
const RESTING_LEVEL = 0.01;

/** The largest smile of a take, on the mean of both corners. */
export function smileOf(motion: MotionValue): Smile | undefined {
  const left = courseOf(motion, 'mouth.smileLeft');
  const right = courseOf(motion, 'mouth.smileRight');
  const corners: Course = {
    ...left,
    values: Array.from(left.values, (value, i) => (value + right.values[i]) / 2),
  };
  const values = Array.from(corners.values);
  const highest = Math.max(...values);
  if (highest < LEAST_SMILE) return undefined;
  const level = median(values.filter((value) => value > APEX_SHARE * highest));
  const top = values.indexOf(highest);
  const stands = SMILE_STANDS * level;
  const apexFrames = values.map((value, i) => (value >= stands ? i : -1)).filter((i) => i >= 0);
  const first = apexFrames[0] ?? top;
  const last = apexFrames.at(-1) ?? top;
  const lowest = Math.max(SMILE_BEGINS * level, RESTING_LEVEL);
  const before = fallsTo(corners, first, -1, lowest, values.length);
  const after = fallsTo(corners, last, 1, lowest, values.length);
  if (before === undefined) return undefined;
  const early = fallsTo(corners, first, -1, stands, 1) ?? 0;
  const late = fallsTo(corners, last, 1, stands, 1) ?? 0;
  const { fps } = motion;
  return {
    level,
    onset: (before - early) / fps,
    apex: (last - first + early + late) / fps,
    offset: after === undefined ? Number.NaN : (after - late) / fps,
  };
}

export interface Speech {
  /** Syllables a second from the first to the last, with the pauses between. */
  readonly perSecond: number;
  /** Without pauses: one over the median distance. */
  readonly articulated: number;
}

const LEAST_JAW = 0.03;
const SYLLABLE_PROMINENCE = 0.15;
const LEAST_SYLLABLES = 3;
const SYLLABLE_REACH_SECONDS = 0.5;

/** How fast a take speaks: openings of the jaw; undefined below three. */
export function speechOf(motion: MotionValue): Speech | undefined {
  const jaw = courseOf(motion, 'jaw.open');
  const loud = quantile(jaw.values, 0.95);
  if (loud < LEAST_JAW) return undefined;
  const peaks = peaksOf(
    { ...jaw, loop: false },
    Math.max(LEAST_JAW / 2, SYLLABLE_PROMINENCE * loud),
    SYLLABLE_REACH_SECONDS,
  );
  if (peaks.length < LEAST_SYLLABLES) return undefined;
  const seconds = peaks.slice(1).map(({ frame }, i) => (frame - peaks[i].frame) / motion.fps);
  return { perSecond: 1 / mean(seconds), articulated: 1 / median(seconds) };
}

/** How a loop passes its seam, 1 as anywhere else; means over the channels that move. */
export interface Closure {
  /** Step from the last frame to the first over the mean step. */
  readonly value: number;
  /** Change of the step at the last and first frame over the mean change. */
  readonly velocity: number;
}

/** Channels that stay within this share of their own largest step have no seam. */
const LEAST_RANGE = 1e-6;

/** Loop closure of a take; undefined for a take that does not loop or does not move. */
export function closureOf(motion: MotionValue): Closure | undefined {
  if (!motion.loop || motion.frameCount < 4) return undefined;
  const moving = Object.values(motion.channels).filter((values) => rangeOf(values) > LEAST_RANGE);
  if (moving.length === 0) return undefined;
  const ratios = moving.map((values) => {
    const course: Course = { values, fps: motion.fps, loop: true };
    const last = values.length - 1;
    const step = (i: number): number => valueAt(course, i + 1) - valueAt(course, i);
    const turn = (i: number): number => Math.abs(step(i) - step(i - 1));
    const steps = Array.from(values, (_, i) => Math.abs(step(i)));
    const turns = Array.from(values, (_, i) => turn(i));
    return {
      value: steps[last] / mean(steps.slice(0, last)),
      velocity: (turns[last] + turns[0]) / 2 / mean(turns.slice(1, last)),
    };
  });
  return {
    value: mean(ratios.map(({ value }) => value)),
    velocity: mean(ratios.map(({ velocity }) => velocity)),
  };
}

function rangeOf(values: ArrayLike<number>): number {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return high - low;
}
