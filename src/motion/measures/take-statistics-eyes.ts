import type { MotionValue } from '../../values/motion.ts';
import { type Course, courseOf, fallsTo, peaksOf, valueAt, velocities } from './take-statistics-course.ts';
import { correlation } from './take-statistics-samples.ts';

/** One blink of both lids; times in seconds. */
export interface Blink {
  /** Moment of the deepest closure. */
  readonly at: number;
  /** Closure at the deepest moment, 0..1. */
  readonly depth: number;
  /** From 10 to 90 % of the way down. */
  readonly closing: number;
  /** Beyond 90 % of the depth. */
  readonly hold: number;
  /** From 90 to 10 % of the way up. */
  readonly opening: number;
}

/** A lid that moves less than this is not blinking (it follows the gaze). */
const LEAST_RISE = 0.25;
/** A blink is down and up within these times; lids that stay closed longer are closed on purpose. */
const CLOSING_REACH_SECONDS = 0.4;
const OPENING_REACH_SECONDS = 0.6;
/** From this closure on no eyeball shows. */
export const FULL_CLOSURE = 0.9;

/**
 * The blinks of a take, on the mean of both lids. Phases are interpolated between frames: at 24 frames a second
 * they come out longer than they are by up to a frame, so compare takes of the same rate.
 */
export function blinksOf(motion: MotionValue): Blink[] {
  const left = courseOf(motion, 'eye.blinkLeft');
  const right = courseOf(motion, 'eye.blinkRight');
  const lids: Course = {
    ...left,
    values: Array.from(left.values, (value, i) => (value + right.values[i]) / 2),
  };
  return peaksOf(lids, LEAST_RISE, OPENING_REACH_SECONDS).flatMap(({ frame, value }) => {
    const blink = blinkAt(lids, frame, value);
    return blink === undefined ? [] : [blink];
  });
}

function blinkAt(lids: Course, frame: number, depth: number): Blink | undefined {
  const { fps } = lids;
  let lastFrame = frame;
  while (lastFrame - frame < fps && valueAt(lids, lastFrame + 1) === depth) lastFrame += 1;
  const down = phase(lids, frame, -1, Math.ceil(CLOSING_REACH_SECONDS * fps));
  const up = phase(lids, lastFrame, 1, Math.ceil(OPENING_REACH_SECONDS * fps));
  if (down === undefined || up === undefined) return undefined;
  return {
    at: (frame + lastFrame) / 2 / fps,
    depth,
    closing: (down.low - down.high) / fps,
    hold: (lastFrame - frame + down.high + up.high) / fps,
    opening: (up.low - up.high) / fps,
  };
}

/** Distances from the deepest frame at which 90 and 10 % of the way are left, in frames. */
function phase(
  lids: Course,
  frame: number,
  direction: 1 | -1,
  most: number,
): { readonly high: number; readonly low: number } | undefined {
  const depth = valueAt(lids, frame);
  let rest = depth;
  for (let step = 1; step <= most; step++) {
    const value = valueAt(lids, frame + direction * step);
    if (value > depth) break;
    rest = Math.min(rest, value);
  }
  if (depth - rest < LEAST_RISE) return undefined;
  const high = fallsTo(lids, frame, direction, rest + 0.9 * (depth - rest), most);
  const low = fallsTo(lids, frame, direction, rest + 0.1 * (depth - rest), most);
  return high === undefined || low === undefined ? undefined : { high, low };
}

/** How alike both lids move over the take. */
export function lidCorrelation({ channels, frameCount }: MotionValue): number {
  const still = new Float32Array(frameCount);
  return correlation(channels['eye.blinkLeft'] ?? still, channels['eye.blinkRight'] ?? still);
}

/** One jump of the line of sight. */
export interface Saccade {
  readonly at: number;
  /** Degrees. */
  readonly amplitude: number;
  /** Seconds; at least one frame. */
  readonly duration: number;
  /** Degrees a second; at low frame rates the mean over a frame. */
  readonly peakSpeed: number;
}

/** The line of sight holds still below this speed, degrees a second. */
const HOLDING_SPEED = 6;
/** Smaller jumps are below what a picture shows. */
const LEAST_DEGREES = 0.1;
/** Smaller jumps are microsaccades. */
export const MICRO_DEGREES = 1;

/** The jumps of the line of sight (eyes and head together, so that countering the head is no jump). */
export function saccadesOf(motion: MotionValue): Saccade[] {
  const [across, upward] = (['yaw', 'pitch'] as const).map((axis) => {
    const gaze = courseOf(motion, `gaze.${axis}`);
    const head = courseOf(motion, `head.${axis}`);
    const sight = { ...gaze, values: Array.from(gaze.values, (value, i) => value + head.values[i]) };
    return velocities(sight);
  });
  const speeds = across.map((speed, i) => Math.sqrt(speed * speed + upward[i] * upward[i]));
  const saccades: Saccade[] = [];
  for (let i = 0; i < speeds.length; i++) {
    if (speeds[i] < HOLDING_SPEED) continue;
    const first = i;
    let yaw = 0;
    let pitch = 0;
    let peakSpeed = 0;
    for (; i < speeds.length && speeds[i] >= HOLDING_SPEED; i++) {
      yaw += across[i] / motion.fps;
      pitch += upward[i] / motion.fps;
      peakSpeed = Math.max(peakSpeed, speeds[i]);
    }
    const amplitude = Math.sqrt(yaw * yaw + pitch * pitch);
    if (amplitude >= LEAST_DEGREES)
      saccades.push({ at: first / motion.fps, amplitude, duration: (i - first) / motion.fps, peakSpeed });
  }
  return saccades;
}
