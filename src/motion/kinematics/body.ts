import { cosTurns, portableExp, sinTurns } from '../portable-math.ts';
import { addEffects } from './movements.ts';
import { bandAround, harmonicNoise, lowPass } from './noise.ts';
import { lungLevel, minimumJerk } from './profiles.ts';
import type { Placed } from './schedule.ts';
import { sample, type Timeline, type Track, type Tracks } from './timeline.ts';

const SECONDS_PER_MINUTE = 60;
/** The photo was taken within this much of a cycle around the end of a breath. */
const PHASE_SPREAD = 0.08;

/**
 * Breathing at the asked rate; in a loop at the nearest whole number of breaths. Coupled effects (a little
 * head pitch, .2 to .4 degrees) follow the lungs.
 */
export function addBreath(tracks: Tracks, placed: Placed): void {
  const { timeline } = tracks;
  const { intent, entry, random } = placed;
  const rate =
    intent.every === undefined ? (entry.rate ?? 15) * intent.speed : SECONDS_PER_MINUTE / intent.every;
  const wanted = (timeline.seconds * rate) / SECONDS_PER_MINUTE;
  const breaths =
    intent.count ?? (timeline.loop ? Math.max(1, Math.round(wanted)) : wanted * random.logNormal(1, 0.06));
  const phase = random.range(-PHASE_SPREAD, PHASE_SPREAD);
  const rest = lungLevel(phase);
  addEffects(tracks, placed, () =>
    sample(timeline, (t) => lungLevel(phase + (breaths * t) / timeline.seconds) - rest),
  );
}

/** Share of the wind's reach that is a steady lean, grown and gone within the take. */
const GUST_SHARE = 0.75;
const SWING_SHARE = 0.25;
/** Half of the longest delay from the roots to the last strand, see the renderer's `hair-field.ts`. */
const LULL_BEFORE_SECONDS = 0.35;
const SETTLE_DECAY_SECONDS = 0.6;

/** Hair in the wind: it leans to leeward in gusts, swings about that, and its strands flutter. */
export function addWind(tracks: Tracks, placed: Placed): void {
  const { timeline } = tracks;
  const { entry, intent, random } = placed;
  if (entry.id === 'hair-settle') {
    addEffects(tracks, placed, () => settleTrack(timeline, placed));
    return;
  }
  const rate = (entry.rate ?? 0.5) * intent.speed;
  const envelope = windowTrack(timeline, placed);
  const lean = gustTrack(timeline, rate);
  addEffects(tracks, placed, (effect) => {
    const strands = effect.channel === 'hair.flutter';
    const band = strands ? bandAround(Math.max(0.8, 2 * rate)) : bandAround(rate);
    const swing = harmonicNoise(timeline, random.fork(effect.channel), band, strands ? 4 : 3 * rate + 0.5);
    const track = new Float64Array(timeline.frameCount);
    for (let frame = 0; frame < track.length; frame++) {
      const value = strands ? 0.5 * swing[frame] : GUST_SHARE * lean[frame] + SWING_SHARE * swing[frame];
      track[frame] = value * envelope[frame];
    }
    return track;
  });
}

/**
 * Leans in gusts, 0 at frame 0. Hair follows its roots by 0 to 0.7 s: the lull lies so long before the seam of a loop
 * that hair as a whole, not its roots alone, is calm there.
 */
function gustTrack(timeline: Timeline, rate: number): Track {
  const gusts = Math.max(1, Math.round(timeline.seconds * rate * 0.5));
  const leanAt = (t: number): number =>
    0.5 - 0.5 * cosTurns((gusts * (t + LULL_BEFORE_SECONDS)) / timeline.seconds);
  return sample(timeline, (t) => leanAt(t) - leanAt(0));
}

/** 1 throughout, or only within the stretch that a time or a step gives. */
function windowTrack(timeline: Timeline, { whole, start, end, stays }: Placed): Track {
  if (whole) return new Float64Array(timeline.frameCount).fill(1);
  const ease = Math.min(0.5, (end - start) / 3);
  return sample(
    timeline,
    (t) => minimumJerk((t - start) / ease) * (stays ? 1 : minimumJerk((end - t) / ease)),
  );
}

/** A swing that dies away: "hair settles". */
function settleTrack(timeline: Timeline, { start, end, entry, intent }: Placed): Track {
  const rate = (entry.rate ?? 0.7) * intent.speed;
  return sample(timeline, (t) => {
    const since = t - start;
    if (since <= 0 || t >= end) return 0;
    const rise = minimumJerk(since / 0.25);
    const fade = minimumJerk((end - t) / Math.min(0.6, (end - start) / 3));
    return rise * fade * portableExp(-since / SETTLE_DECAY_SECONDS) * sinTurns(rate * since + 0.1) * 1.6;
  });
}

/** Hair that hangs from a moving head: a damped pendulum of this frequency and damping ratio. */
const HAIR_HERTZ = 1.1;
const HAIR_DAMPING = 0.32;
const HAIR_SWAY_PER_DEGREE = 0.045;
const STEPS_PER_FRAME = 8;
/** Periods until a loop's pendulum has forgotten how it began. */
const SETTLING_PERIODS = 4;
const TAU = 6.283185307179586;

/** Sway of hair as the head turns and leans under it, 0 at frame 0; degrees in, channel units out. */
export function hairLag(timeline: Timeline, yaw: Track, roll: Track): Track {
  const { frameCount, fps, loop } = timeline;
  const omega = TAU * HAIR_HERTZ;
  const step = 1 / (fps * STEPS_PER_FRAME);
  const drive = (frame: number): number => yaw[frame] + 0.6 * roll[frame];
  const track = new Float64Array(frameCount);
  let position = drive(0);
  let velocity = 0;
  for (let period = 0; period < (loop ? SETTLING_PERIODS : 1); period++) {
    for (let frame = 0; frame < frameCount; frame++) {
      track[frame] = HAIR_SWAY_PER_DEGREE * (position - drive(frame));
      const next = loop ? drive((frame + 1) % frameCount) : drive(Math.min(frameCount - 1, frame + 1));
      for (let sub = 1; sub <= STEPS_PER_FRAME; sub++) {
        const root = drive(frame) + ((next - drive(frame)) * sub) / STEPS_PER_FRAME;
        velocity += step * (omega * omega * (root - position) - 2 * HAIR_DAMPING * omega * velocity);
        position += step * velocity;
      }
    }
  }
  const rest = track[0];
  for (let frame = 0; frame < frameCount; frame++) track[frame] -= rest;
  return track;
}

/** Changes of brightness: flicker (fast), shimmer (soft), shift (slow, up and back). */
export function addLight(tracks: Tracks, placed: Placed): void {
  const { timeline } = tracks;
  const { entry, intent, random } = placed;
  const rate = (entry.rate ?? 1) * intent.speed;
  const envelope = windowTrack(timeline, placed);
  const course =
    entry.id === 'light-shift'
      ? shiftTrack(timeline, rate)
      : harmonicNoise(
          timeline,
          random,
          entry.id === 'shimmer' ? bandAround(rate) : lowPass(rate, 2),
          2.5 * rate,
        );
  const gain = entry.id === 'light-shift' ? 1 : 0.5;
  addEffects(tracks, placed, () => course.map((value, frame) => gain * value * envelope[frame]));
}

function shiftTrack(timeline: Timeline, rate: number): Track {
  const cycles = Math.max(1, Math.round(timeline.seconds * rate));
  if (!timeline.loop) return sample(timeline, (t) => minimumJerk(t / timeline.seconds));
  return sample(timeline, (t) => 0.5 - 0.5 * cosTurns((cycles * t) / timeline.seconds));
}

/** The unrest of a held camera: .3 to 3 Hz, each direction by itself. */
export function addHandheld(tracks: Tracks, placed: Placed): void {
  const { timeline } = tracks;
  const envelope = windowTrack(timeline, placed);
  addEffects(tracks, placed, ({ channel }) => {
    const unrest = harmonicNoise(
      timeline,
      placed.random.fork(channel),
      lowPass(0.9 * placed.intent.speed, 3),
      3.5,
    );
    return unrest.map((value, frame) => value * envelope[frame]);
  });
}
