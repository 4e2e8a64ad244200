import type { Random } from '../random.ts';
import { type BlinkShape, blinkClosure } from './profiles.ts';
import { LEAD_SECONDS, type Placed } from './schedule.ts';
import { sample, type Timeline, type Track } from './timeline.ts';

/** Closure of each lid by blinks alone, 0..1. */
export interface Blinks {
  readonly left: Track;
  readonly right: Track;
}

/** How blinks of one request look and how many there are. */
interface BlinkPlan {
  readonly start: number;
  readonly end: number;
  readonly times: 'counted' | 'rhythm' | 'spontaneous';
  readonly count: number;
  readonly every: number;
  readonly timed: boolean;
  /** 1 natural. */
  readonly strength: number;
  readonly closing: number;
  readonly hold: number;
  readonly opening: number;
  /** Preferred distance of counted blinks, seconds. */
  readonly spacing?: number;
  readonly random: Random;
}

/** Blinks a minute, the mean of men (11) and women (19) (docs/kinematics.md). */
const NATURAL_RATE = 15;
const SECONDS_PER_MINUTE = 60;
/** Spread of blink rates between people, standard deviation of the logarithm. */
const PERSON_SPREAD = 0.35;
/** Spread of the pauses between blinks, standard deviation of the logarithm. */
const PAUSE_SPREAD = 0.45;
const REFRACTORY_SECONDS = 1;
/** Down-phase, seconds, from rest to contact: seen from 2 to 98 % it takes 66 ms, on purpose 78 ms. */
const SPONTANEOUS_CLOSING = 0.08;
const VOLUNTARY_CLOSING = 0.094;
const SLOW_CLOSING = 0.2;
const OPENING_SECONDS = 0.42;
/** Share of spontaneous blinks that close fully; published 44 to 75 %. */
const FULL_SHARE = 0.66;
/** Depth at strength 0; it grows to 1 at natural strength. */
const FAINT_DEPTH = 0.62;
/** Greatest delay between the two lids, seconds. */
const LID_DELAY = 0.012;
/** A frame of the photo before a blink may begin. */
const BEFORE_PEAK = LEAD_SECONDS + 0.1;
const LARGE_SHIFT_BLINK_CHANCE = 0.6;
const ATTRACTION_SECONDS = 1.2;
/** Frames that two blinks need to be told apart. */
const LEAST_FRAMES_APART = 4;
const DOUBLE_BLINK_SPACING = 0.34;
const FLUTTER_SPACING = 0.19;

export interface BlinkRequest {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly placed: readonly Placed[];
  /** Strength of blinks that nobody asked for; 0 for none. */
  readonly idle: number;
  /** Large shifts of gaze or head, which draw blinks, seconds. */
  readonly shifts: readonly number[];
}

/**
 * Draws the blinks of a take. Their deepest moment lies on a frame, so that full closures are seen; both lids
 * move nearly alike (correlation .90 to .98), never exactly.
 */
export function composeBlinks({ timeline, random, placed, idle, shifts }: BlinkRequest): Blinks {
  const asked = placed.filter(({ entry }) => entry.shape === 'blink');
  const plans = asked.map(planOf);
  if (asked.length === 0 && idle > 0) plans.push(idlePlan(timeline, random, idle));
  const left: BlinkShape[] = [];
  const right: BlinkShape[] = [];
  for (const plan of plans) {
    if (plan.strength <= 0) continue;
    const peaks = peaksOf(plan, timeline, shifts);
    peaks.forEach((peak, index) => {
      const next = peaks[index + 1] ?? (timeline.loop ? timeline.seconds + 0.02 : Infinity);
      // Who asks for blinks sees the eyes close, whatever chance makes of the others.
      const isSure = plan.times !== 'spontaneous' || (asked.length > 0 && index === 0);
      const [one, other] = lidShapes(plan, peak, next - peak, isSure);
      left.push(one);
      right.push(other);
    });
  }
  return { left: closureTrack(timeline, left), right: closureTrack(timeline, right) };
}

function closureTrack(timeline: Timeline, shapes: readonly BlinkShape[]): Track {
  return sample(timeline, (t) => shapes.reduce((most, shape) => Math.max(most, blinkClosure(t, shape)), 0));
}

function idlePlan(timeline: Timeline, random: Random, idle: number): BlinkPlan {
  return {
    start: 0,
    end: timeline.seconds,
    times: 'spontaneous',
    count: spontaneousCount(timeline.seconds, NATURAL_RATE, random, 0),
    every: 0,
    timed: false,
    strength: idle,
    closing: SPONTANEOUS_CLOSING,
    hold: 0.012,
    opening: 1,
    random,
  };
}

function planOf(placed: Placed): BlinkPlan {
  const { entry, intent, amount, random, start, end, timed } = placed;
  const slow = entry.id === 'slow-blink';
  const flutter = entry.id === 'flutter-lashes';
  const times =
    intent.count !== undefined ? 'counted' : intent.every !== undefined ? 'rhythm' : 'spontaneous';
  const spacing = entry.id === 'double-blink' ? DOUBLE_BLINK_SPACING : flutter ? FLUTTER_SPACING : undefined;
  const voluntary = times === 'spontaneous' ? SPONTANEOUS_CLOSING : VOLUNTARY_CLOSING;
  return {
    start: placed.whole ? 0 : start,
    end,
    times,
    count: intent.count ?? spontaneousCount(end - start, amount, random.fork('count'), 1),
    every: intent.every ?? 0,
    timed,
    strength: amount / entry.base,
    closing: (slow ? SLOW_CLOSING : flutter ? 0.05 : voluntary) / intent.speed,
    hold: (slow ? 0.09 : 0.012) / intent.speed,
    opening: (slow ? 2.4 : flutter ? 0.7 : 1) / intent.speed,
    ...(spacing === undefined ? {} : { spacing: spacing / intent.speed }),
    random: random.fork('blinks'),
  };
}

/** On average as many as the rate says for this length; at least one where blinks were asked for. */
function spontaneousCount(seconds: number, perMinute: number, random: Random, least: 0 | 1): number {
  const person = random.logNormal(1, PERSON_SPREAD);
  const expected = (seconds * perMinute * person) / SECONDS_PER_MINUTE;
  return Math.max(least, Math.floor(expected + random.uniform()));
}

/** Times of the deepest moments, on frames, in order, inside the plan's stretch. */
function peaksOf(plan: BlinkPlan, timeline: Timeline, shifts: readonly number[]): number[] {
  const settle = timeline.loop ? OPENING_SECONDS : 0;
  const first = Math.max(
    BEFORE_PEAK,
    plan.closing + LEAD_SECONDS,
    plan.start + (plan.timed ? plan.closing : 0),
  );
  const last = Math.max(first, Math.min(plan.end, timeline.seconds - settle * Math.min(2, plan.opening)));
  const times =
    plan.times === 'rhythm'
      ? rhythmTimes(plan, first, last)
      : plan.timed
        ? burstTimes(plan, first, last)
        : plan.spacing === undefined
          ? freeTimes(plan, first, last)
          : burstTimes(
              plan,
              plan.random.range(first, Math.max(first, last - plan.spacing * plan.count)),
              last,
            );
  const drawn = plan.times === 'spontaneous' ? attracted(times, shifts, plan.random, first, last) : times;
  return onFrames(drawn, timeline, first, last);
}

/** "every 2 s". */
function rhythmTimes(plan: BlinkPlan, first: number, last: number): number[] {
  const times: number[] = [];
  const every = Math.max(0.25, plan.every);
  for (let at = Math.max(first, Math.min(every / 2, last)); at <= last + 1e-9; at += every) times.push(at);
  return times;
}

/** One after the other from `start` on. */
function burstTimes(plan: BlinkPlan, start: number, last: number): number[] {
  const natural = plan.spacing ?? 0.6;
  const spacing = Math.min(natural, (last - start) / Math.max(1, plan.count - 1));
  return Array.from({ length: plan.count }, (_, index) => start + index * spacing);
}

/** Spread over the stretch with log-normal pauses that are never shorter than the refractory time. */
function freeTimes(plan: BlinkPlan, first: number, last: number): number[] {
  const room = last - first;
  const fitting = Math.floor(room / REFRACTORY_SECONDS) + 1;
  const count = plan.times === 'spontaneous' ? Math.min(plan.count, fitting) : plan.count;
  const least = Math.min(REFRACTORY_SECONDS, count > 1 ? (0.7 * room) / (count - 1) : 0);
  const loose = room - least * (count - 1);
  const weights = Array.from({ length: count + 1 }, () => plan.random.logNormal(1, PAUSE_SPREAD));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.slice(0, count).map((weight, index) => {
    sum += weight;
    return first + (loose * sum) / total + index * least;
  });
}

/** Large shifts of gaze and head often come with a blink: the nearest one moves there. */
function attracted(
  times: readonly number[],
  shifts: readonly number[],
  random: Random,
  first: number,
  last: number,
): number[] {
  const moved = [...times];
  for (const shift of shifts) {
    const wanted = shift + 0.06;
    const chance = random.chance(LARGE_SHIFT_BLINK_CHANCE);
    const apart = moved.map((time) => Math.abs(time - wanted));
    const nearest = apart.indexOf(Math.min(...apart));
    if (!chance || nearest < 0 || apart[nearest] > ATTRACTION_SECONDS || wanted < first || wanted > last)
      continue;
    const others = moved.filter((_, index) => index !== nearest);
    if (others.every((time) => Math.abs(time - wanted) >= REFRACTORY_SECONDS)) moved[nearest] = wanted;
  }
  return moved.sort((a, b) => a - b);
}

function onFrames(times: readonly number[], { fps }: Timeline, first: number, last: number): number[] {
  const lowest = Math.ceil(first * fps - 1e-9);
  const highest = Math.max(lowest, Math.floor(last * fps + 1e-9));
  const room = Math.max(1, Math.floor((highest - lowest) / LEAST_FRAMES_APART) + 1);
  const frames: number[] = [];
  for (const time of times.slice(0, room)) {
    const earliest = frames.length === 0 ? lowest : frames[frames.length - 1] + LEAST_FRAMES_APART;
    const later = Math.min(times.length, room) - 1 - frames.length;
    const latest = highest - later * LEAST_FRAMES_APART;
    frames.push(Math.min(latest, Math.max(earliest, Math.round(time * fps))));
  }
  return frames.map((frame) => frame / fps);
}

/** @param isSure closes fully; otherwise chance says how far */
function lidShapes(plan: BlinkPlan, peak: number, room: number, isSure: boolean): [BlinkShape, BlinkShape] {
  const { random, strength } = plan;
  const full = random.chance(FULL_SHARE) || isSure;
  const partial = random.range(0.58, 0.9);
  const depth = (full ? 1 : partial) * Math.min(1, FAINT_DEPTH + (1 - FAINT_DEPTH) * strength);
  const uneven = Math.max(-1.6, Math.min(1.6, random.normal()));
  const delay = random.range(-LID_DELAY, LID_DELAY);
  const closing = plan.closing * random.logNormal(1, 0.1);
  const opening = plan.opening * random.logNormal(1, 0.08) * (0.85 + 0.15 * strength);
  const hold = plan.hold * Math.max(1, strength) + Math.abs(delay);
  const openEnd = Math.min(
    OPENING_SECONDS * Math.max(0.6, plan.opening) * (0.85 + 0.15 * strength),
    0.8 * room,
  );
  const crowded = Math.min(1, openEnd / (0.5 * OPENING_SECONDS * plan.opening));
  const shape = (side: 1 | -1): BlinkShape => ({
    peak: peak + (side * delay) / 2,
    depth: depth === 1 ? 1 : Math.min(1, depth * (1 + 0.05 * side * uneven)),
    closing: closing * (1 + 0.1 * side * uneven),
    hold,
    openingScale: opening * crowded * (1 + 0.28 * side * uneven),
    openEnd,
  });
  return [shape(1), shape(-1)];
}
