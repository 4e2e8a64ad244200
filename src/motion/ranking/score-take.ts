import type { MotionValue } from '../../values/motion.ts';
import { courseOf, velocities } from '../measures/take-statistics-course.ts';
import { blinksOf, FULL_CLOSURE, lidCorrelation } from '../measures/take-statistics-eyes.ts';
import { breathingOf, closureOf } from '../measures/take-statistics-rhythms.ts';
import { mean, quantile } from '../measures/take-statistics-samples.ts';
import { movementOf } from '../measures/take-statistics-spectrum.ts';
import { portableExp, portableLn } from '../portable-math.ts';

/** One aspect of a take's naturalness. */
export interface TakeAspect {
  readonly key: 'alive' | 'blinks' | 'head' | 'breath' | 'symmetry' | 'speed' | 'seam';
  /** 0 (wrong) .. 1 (as living faces do) */
  readonly score: number;
}

/** How natural a take is: the geometric mean of its aspects, 0..1, so that one wrong aspect cannot be outweighed. */
export interface TakeScore {
  readonly score: number;
  readonly aspects: readonly TakeAspect[];
}

const AXES = ['head.yaw', 'head.pitch', 'head.roll'] as const;

/** Root mean square speed of heads in talking and expressive clips, degrees a second. */
const HEAD_SPEED = { low: 1, high: 15 } as const;
/** Less than this is a still photo, degrees a second. */
const STILL_SPEED = 0.1;
/** Share of the energy of a head's movement above 4 Hz: at most this in living faces. */
const FAST_ENERGY = 0.07;
/** Seconds from open to closed lid, at 24 frames a second up to a frame longer than the eye is. */
const CLOSING = { low: 0.03, high: 0.15 } as const;
/** Seconds from closed to open lid. */
const OPENING = { low: 0.06, high: 0.4 } as const;
/** A take this long without a blink begins to look like a picture, seconds. */
const WITHOUT_BLINK = 5;
/** More blinks a minute than this look like a tic. */
const MOST_BLINKS = 40;
/** Breaths a minute. */
const BREATHS = { low: 10, high: 20 } as const;
/** Correlation of both lids. */
const LID_CORRELATION = 0.9;
/** Heads turn no faster than this in portraits, degrees a second. */
const FASTEST_HEAD = 120;
/** A loop's seam steps this many times as far as its frames, on average. */
const SEAM = { low: 0, high: 1.5 } as const;
/** Aspects never count as less: a mean of logarithms needs more than 0. */
const LEAST = 0.02;
const SECONDS_PER_MINUTE = 60;

/**
 * Scores a take by the published kinematics of faces (`docs/kinematics.md`), on its curves alone.
 * @param motion at least two frames
 */
export function scoreTake(motion: MotionValue): TakeScore {
  const aspects: TakeAspect[] = [
    { key: 'alive', score: liveliness(motion) },
    { key: 'blinks', score: blinkScore(motion) },
    { key: 'head', score: headScore(motion) },
    { key: 'breath', score: breathScore(motion) },
    { key: 'symmetry', score: symmetryScore(motion) },
    { key: 'speed', score: speedScore(motion) },
    { key: 'seam', score: seamScore(motion) },
  ];
  return { score: geometricMean(aspects.map(({ score }) => Math.max(LEAST, score))), aspects };
}

/** Head, lids, gaze and breath: a take in which most of them rest is a photo. */
function liveliness(motion: MotionValue): number {
  const moves = [
    Math.min(1, headSpeed(motion) / HEAD_SPEED.low),
    Math.min(1, (rangeOf(motion, 'eye.blinkLeft') + rangeOf(motion, 'eye.blinkRight')) / FULL_CLOSURE),
    Math.min(1, rangeOf(motion, 'gaze.yaw') + rangeOf(motion, 'gaze.pitch')),
    Math.min(1, 2 * rangeOf(motion, 'body.breath')),
  ];
  return mean(moves);
}

function blinkScore(motion: MotionValue): number {
  const seconds = motion.frameCount / motion.fps;
  const blinks = blinksOf(motion);
  if (blinks.length === 0) return seconds <= WITHOUT_BLINK ? 1 : WITHOUT_BLINK / seconds;
  const shapes = blinks.map(
    ({ closing, opening }) =>
      (within(closing, CLOSING.low, CLOSING.high) +
        within(opening, OPENING.low, OPENING.high) +
        (closing <= opening ? 1 : closing === 0 ? 0 : opening / closing)) /
      3,
  );
  const perMinute = (blinks.length * SECONDS_PER_MINUTE) / seconds;
  // Two blinks in three seconds are no tic: one is always allowed.
  const often = blinks.length <= 2 ? 1 : within(perMinute, 0, MOST_BLINKS);
  return mean(shapes) * often;
}

function headScore(motion: MotionValue): number {
  const speed = headSpeed(motion);
  if (speed < STILL_SPEED) return 1;
  const energies = AXES.map((axis) => movementOf(courseOf(motion, axis)))
    .filter(({ deviation }) => deviation > STILL_SPEED / HEAD_SPEED.high)
    .map(({ above4Hz }) => within(above4Hz, 0, FAST_ENERGY));
  return within(speed, 0, HEAD_SPEED.high) * (energies.length === 0 ? 1 : mean(energies));
}

function breathScore(motion: MotionValue): number {
  const breathing = breathingOf(motion);
  // Whole breaths around a loop: the nearest rate that a short loop can have must do.
  const slack = motion.loop ? (SECONDS_PER_MINUTE * motion.fps) / motion.frameCount / 2 : 0;
  return breathing ? within(breathing.perMinute, BREATHS.low - slack, BREATHS.high + slack) : 1;
}

/** Both lids together, and both corners of the mouth not one without the other. */
function symmetryScore(motion: MotionValue): number {
  const lids = blinksOf(motion).length > 0 ? Math.max(0, lidCorrelation(motion)) / LID_CORRELATION : 1;
  const left = rangeOf(motion, 'mouth.smileLeft');
  const right = rangeOf(motion, 'mouth.smileRight');
  const most = Math.max(left, right);
  const corners = most < 0.1 ? 1 : 0.5 + Math.min(left, right) / most / 2;
  return Math.min(1, lids) * corners;
}

function speedScore(motion: MotionValue): number {
  const fastest = AXES.map((axis) => Math.max(...velocities(courseOf(motion, axis)).map(Math.abs)));
  const jumps = AXES.map((axis) => {
    const steps = velocities(courseOf(motion, axis)).map(Math.abs);
    const usual = quantile(steps, 0.9);
    // A step many times as fast as nine in ten others is a jump cut, unless nothing else moves at all.
    return usual < STILL_SPEED ? 1 : within(Math.max(...steps) / usual, 0, 6);
  });
  return within(Math.max(...fastest), 0, FASTEST_HEAD) * mean(jumps);
}

function seamScore(motion: MotionValue): number {
  const closure = closureOf(motion);
  return closure && Number.isFinite(closure.value) ? within(closure.value, SEAM.low, SEAM.high) : 1;
}

/** Root mean square speed of the three axes together, degrees a second. */
function headSpeed(motion: MotionValue): number {
  const squares = AXES.map((axis) => movementOf(courseOf(motion, axis)).speed ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}

function rangeOf(motion: MotionValue, channel: Parameters<typeof courseOf>[1]): number {
  const { values } = courseOf(motion, channel);
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return high - low;
}

/** 1 inside the range; outside, the ratio by which it is missed. */
function within(value: number, low: number, high: number): number {
  if (value < low) return low <= 0 ? 0 : Math.max(0, value / low);
  return value <= high ? 1 : high / value;
}

function geometricMean(values: readonly number[]): number {
  return portableExp(mean(values.map(portableLn)));
}
