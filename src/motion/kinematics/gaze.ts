import { hypotenuse } from '../portable-math.ts';
import type { Random } from '../random.ts';
import { stretchesOf } from './movements.ts';
import { minimumJerk, saccadeSeconds } from './profiles.ts';
import { type Placed, REST_SECONDS, sidedGain } from './schedule.ts';
import { sample, type Timeline, type Track } from './timeline.ts';

/** A jump of the line of sight by this many degrees, in picture directions. */
interface Jump {
  readonly at: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly seconds: number;
}

/** Where the eyes look, apart from the head. */
export interface Gaze {
  readonly yaw: Track;
  readonly pitch: Track;
  /** Times of large jumps, which often come with a blink; seconds. */
  readonly largeJumps: readonly number[];
}

export interface GazeRequest {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly placed: readonly Placed[];
  /** Small movements that are there without being asked for, 0 none .. 1 natural. */
  readonly idle: number;
}

const LARGE_JUMP_DEGREES = 7;
/** Microsaccades: 1 to 2 a second, below one degree (docs/kinematics.md). */
const FIXATION_MEDIAN_SECONDS = 0.6;
const FIXATION_SPREAD = 0.45;
const MICRO_DEGREES = 0.3;
/** Share of fixations that look elsewhere for a moment, and how far. */
const EXCURSION_CHANCE = 0.16;
const EXCURSION_DEGREES = [1.2, 3.2] as const;
/** When the head turns on request, the eyes go ahead to this share of the turn and then stay there. */
const EYES_LEAD_SHARE = 0.6;
const GAZE_TIMING = { onset: 0.05, offset: 0.05 };
const ROLL_ONSET_SECONDS = 0.25;

/** Composes what the eyes do: asked looks, the lead before head turns, and the unrest of fixation. */
export function composeGaze({ timeline, random, placed, idle }: GazeRequest): Gaze {
  const contact = placed.some(({ entry }) => entry.id === 'look-camera');
  const jumps = placed.flatMap((each) => askedJumps(each, contact));
  const wander = placed.find(({ entry }) => entry.id === 'shift-gaze');
  const busy = jumps.length > 0;
  if (wander !== undefined) jumps.push(...wanderJumps(timeline, wander));
  if (idle > 0)
    jumps.push(...fixationJumps(timeline, random, idle, !contact && !busy && wander === undefined));
  return {
    yaw: sample(timeline, (t) => sumAt(jumps, t, 'yaw')),
    pitch: sample(timeline, (t) => sumAt(jumps, t, 'pitch')),
    largeJumps: jumps
      .filter(({ yaw, pitch }) => hypotenuse(yaw, pitch) >= LARGE_JUMP_DEGREES)
      .map(({ at }) => at),
  };
}

function sumAt(jumps: readonly Jump[], t: number, axis: 'yaw' | 'pitch'): number {
  let sum = 0;
  for (const jump of jumps) if (t > jump.at) sum += jump[axis] * minimumJerk((t - jump.at) / jump.seconds);
  return sum;
}

/** Jumps out and back for everything asked that moves the line of sight. */
function askedJumps(placed: Placed, contact: boolean): Jump[] {
  const gazeYaw = gainOf(placed, 'gaze.yaw');
  const gazePitch = gainOf(placed, 'gaze.pitch');
  const asksGaze = gazeYaw !== 0 || gazePitch !== 0;
  if (placed.entry.shape === 'fixation' || placed.entry.shape === 'oscillate') return [];
  const lead = contact ? 0 : asksGaze ? 1 : EYES_LEAD_SHARE;
  const turns = placed.entry.shape === 'hold';
  const yaw = placed.amount * (gazeYaw + (turns ? lead * gainOf(placed, 'head.yaw') : 0));
  const pitch = placed.amount * (gazePitch + (turns ? lead * gainOf(placed, 'head.pitch') : 0));
  if (yaw === 0 && pitch === 0) return [];
  const timing = placed.entry.timing ?? GAZE_TIMING;
  return stretchesOf(placed, timing).flatMap(({ start, end, offset }) => {
    const rolling = placed.entry.id === 'roll-eyes';
    const seconds = rolling ? ROLL_ONSET_SECONDS : saccadeSeconds(hypotenuse(yaw, pitch));
    const out: Jump = { at: start, yaw, pitch, seconds };
    if (end === Infinity) return [out];
    const back = Math.max(start + seconds, end - Math.max(offset, seconds));
    return [out, { at: back, yaw: -yaw, pitch: -pitch, seconds }];
  });
}

function gainOf(placed: Placed, channel: string): number {
  return placed.entry.effects
    .filter((effect) => effect.channel === channel && (channel.startsWith('gaze.') || !effect.coupled))
    .reduce((sum, effect) => sum + sidedGain(effect, placed), 0);
}

/** "shifting gaze": a new place every two seconds, in the end back where it began. */
function wanderJumps(timeline: Timeline, placed: Placed): Jump[] {
  const { random, amount, start, end, entry, intent } = placed;
  const count = intent.count ?? Math.max(1, Math.round((end - start) * (entry.rate ?? 0.5) * intent.speed));
  const length = (end - start) / (count + (timeline.loop ? 1 : 0));
  const places = Array.from({ length: count }, (_, index) => ({
    at: start + length * (index + random.range(0.1, 0.6)),
    yaw: amount * random.range(0.6, 1) * (index % 2 === 0 ? placed.side : -placed.side),
    pitch: amount * random.range(-0.5, 0.5),
  }));
  return jumpsBetween(places, timeline, end);
}

/** The unrest of a fixating eye: microsaccades about the anchor, now and then a short look elsewhere. */
function fixationJumps(timeline: Timeline, random: Random, idle: number, excursions: boolean): Jump[] {
  const places: { at: number; yaw: number; pitch: number }[] = [];
  let away: boolean = false;
  let at = random.range(0.15, 0.6);
  while (at < timeline.seconds - 3 * REST_SECONDS) {
    const far: boolean = random.chance(EXCURSION_CHANCE) && excursions && !away;
    const reach = far ? random.range(...EXCURSION_DEGREES) * random.sign() : MICRO_DEGREES * random.normal();
    const rise = (far ? random.range(-0.35, 0.35) * reach : 0) + 0.6 * MICRO_DEGREES * random.normal();
    places.push({ at, yaw: idle * reach, pitch: idle * rise });
    away = far;
    at += random.logNormal(FIXATION_MEDIAN_SECONDS, FIXATION_SPREAD);
  }
  return jumpsBetween(places, timeline, timeline.seconds - REST_SECONDS);
}

function jumpsBetween(
  places: readonly { readonly at: number; readonly yaw: number; readonly pitch: number }[],
  timeline: Timeline,
  end: number,
): Jump[] {
  const jumps: Jump[] = [];
  let from = { yaw: 0, pitch: 0 };
  for (const place of places) {
    jumps.push(jumpTo(place.at, from, place));
    from = place;
  }
  if (timeline.loop && places.length > 0) {
    const seconds = saccadeSeconds(hypotenuse(from.yaw, from.pitch));
    jumps.push(
      jumpTo(Math.max(places.at(-1)?.at ?? 0, end - seconds - REST_SECONDS), from, { yaw: 0, pitch: 0 }),
    );
  }
  return jumps;
}

function jumpTo(
  at: number,
  from: { readonly yaw: number; readonly pitch: number },
  to: { readonly yaw: number; readonly pitch: number },
): Jump {
  const yaw = to.yaw - from.yaw;
  const pitch = to.pitch - from.pitch;
  return { at, yaw, pitch, seconds: saccadeSeconds(hypotenuse(yaw, pitch)) };
}
