import { cosTurns, sinTurns } from '../portable-math.ts';
import type { Effect, Timing } from '../prompt/lexicon/entry.ts';
import type { Random } from '../random.ts';
import { harmonicNoise, lowPass } from './noise.ts';
import { minimumJerk, plateau } from './profiles.ts';
import { type Placed, sidedGain } from './schedule.ts';
import { sample, type Timeline, type Track, type Tracks } from './timeline.ts';

/** One there-and-back of a hold, seconds. */
export interface Stretch {
  readonly start: number;
  readonly onset: number;
  /** Infinite where the movement stays. */
  readonly end: number;
  readonly offset: number;
}

const DEFAULT_TIMING: Timing = { onset: 0.5, offset: 0.6 };
/** Onset and offset may fill this much of the time there is. */
const MOVING_SHARE = 0.85;
/** The apex of an expression is never quite steady (docs/kinematics.md). */
const APEX_UNREST = 0.06;
const APEX_HERTZ = 1.2;
/** A swing to both sides begins and ends softly, over this part of a cycle. */
const EASE_CYCLES = 0.35;

/** When a hold (`shape: 'hold' | 'gaze' | 'glance' | 'wink'`) starts, peaks and ends, once per repetition. */
export function stretchesOf(
  placed: Placed,
  timing: Timing = placed.entry.timing ?? DEFAULT_TIMING,
): Stretch[] {
  const count = placed.intent.count ?? placed.entry.count ?? 1;
  const random = placed.random.fork('stretches');
  const length = (placed.end - placed.start) / count;
  const stretches: Stretch[] = [];
  for (let index = 0; index < count; index++) {
    const stays = placed.stays && index === count - 1;
    stretches.push(stretchWithin(placed, random, timing, placed.start + index * length, length, stays));
  }
  return stretches;
}

function stretchWithin(
  placed: Placed,
  random: Random,
  timing: Timing,
  from: number,
  length: number,
  stays: boolean,
): Stretch {
  const { speed } = placed.intent;
  const jitter = random.range(0.9, 1.1);
  const slack = random.uniform();
  let onset = (timing.onset / speed) * jitter;
  let offset = (timing.offset / speed) * jitter;
  if (stays) return { start: from + (placed.timed ? 0 : 0.1 * slack * length), onset, end: Infinity, offset };
  const shrink = Math.min(1, (MOVING_SHARE * length) / (onset + offset));
  onset *= shrink;
  offset *= shrink;
  const spare = length - onset - offset;
  const hold = timing.hold === undefined ? spare * 0.85 : Math.min(spare, timing.hold / Math.sqrt(speed));
  const wait = placed.timed ? 0 : (spare - hold) * slack;
  return { start: from + wait, onset, end: from + wait + onset + hold + offset, offset };
}

function stretchLevel(t: number, { start, onset, end, offset }: Stretch): number {
  return end === Infinity ? minimumJerk((t - start) / onset) : plateau(t, start, onset, end, offset);
}

/** Course of a hold, 0..1, with the small unrest of a living apex. */
export function holdTrack(timeline: Timeline, placed: Placed): Track {
  const stretches = stretchesOf(placed);
  const unrest = harmonicNoise(timeline, placed.random.fork('apex'), lowPass(APEX_HERTZ / 2, 4), APEX_HERTZ);
  const track = sample(timeline, (t) =>
    stretches.reduce((sum, stretch) => sum + stretchLevel(t, stretch), 0),
  );
  for (let frame = 0; frame < track.length; frame++) {
    track[frame] *= 1 + APEX_UNREST * Math.max(-2, Math.min(2, unrest[frame]));
  }
  return track;
}

/** Adds a movement's effects, each with its own course. Left and right differ slightly, as faces do. */
export function addEffects(tracks: Tracks, placed: Placed, courseOf: (effect: Effect) => Track): void {
  const asymmetry = 0.06 * Math.max(-1.5, Math.min(1.5, placed.random.fork('asymmetry').normal()));
  for (const effect of placed.entry.effects) {
    const gain = sidedGain(effect, placed) * placed.amount;
    if (gain === 0 || effect.channel.startsWith('gaze.')) continue;
    const uneven = /^(mouth|brow).*(Left|Right)$/.test(effect.channel);
    const own = uneven ? 1 + (effect.channel.endsWith('Left') ? asymmetry : -asymmetry) : 1;
    tracks.add(effect.channel, courseOf(effect), gain * own);
  }
}

/**
 * Swings to and fro. Sided effects swing both ways (sine), the others leave the photo's pose in one
 * direction and return (a nod is one dip). Without a count a loop swings in whole cycles of the take.
 */
export function addOscillation(tracks: Tracks, placed: Placed): void {
  const { timeline } = tracks;
  const rate = (placed.entry.rate ?? 1) * placed.intent.speed;
  const endless =
    placed.whole && timeline.loop && placed.intent.count === undefined && placed.entry.count === undefined;
  if (endless) {
    const cycles = Math.max(1, Math.round(rate * timeline.seconds));
    addEffects(tracks, placed, (effect) =>
      sample(timeline, (t) => swing(effect, (cycles * t) / timeline.seconds)),
    );
    return;
  }
  const length = placed.end - placed.start;
  const cycles = placed.intent.count ?? placed.entry.count ?? Math.max(1, Math.floor(rate * length));
  const seconds = Math.min(length, cycles / rate);
  const wait = placed.timed ? 0 : (length - seconds) * placed.random.range(0.2, 0.8);
  addEffects(tracks, placed, (effect) =>
    sample(timeline, (t) => {
      const phase = ((t - placed.start - wait) / seconds) * cycles;
      if (phase <= 0 || phase >= cycles) return 0;
      const ease = effect.sided === 'toward' ? plateau(phase, 0, EASE_CYCLES, cycles, EASE_CYCLES) : 1;
      return ease * swing(effect, phase);
    }),
  );
}

function swing(effect: Effect, phase: number): number {
  return effect.sided === 'toward' ? sinTurns(phase) : 0.5 - 0.5 * cosTurns(phase);
}

/** Share of its stretch in which a camera move that has only a part of the take goes there, and back. */
const CAMERA_EASE_SHARE = 0.42;

/**
 * A camera move: in a loop there and back without a stop, otherwise one way with soft ends. An orbit without
 * a side goes both ways. Slow moves travel less, as a take's length is fixed.
 */
export function addCameraMove(tracks: Tracks, placed: Placed): void {
  const { timeline } = tracks;
  const reach = Math.sqrt(placed.intent.speed);
  const bothWays = placed.entry.id === 'orbit' && placed.intent.side === 0 && timeline.loop;
  addEffects(tracks, placed, () =>
    sample(timeline, (t) => {
      const turn = t / timeline.seconds;
      if (!placed.whole) return reach * partialMove(t, placed);
      if (!timeline.loop) return reach * minimumJerk(turn);
      return reach * (bothWays ? sinTurns(turn) : 0.5 - 0.5 * cosTurns(turn));
    }),
  );
}

function partialMove(t: number, { start, end, stays }: Placed): number {
  const ease = (end - start) * CAMERA_EASE_SHARE;
  return stays ? minimumJerk((t - start) / (end - start)) : plateau(t, start, ease, end, ease);
}
