import type { MotionValue } from '../../values/motion.ts';
import type { ChannelName } from '../channels.ts';

/** One channel's course over a take; in a loop the frame after the last is the first. */
export interface Course {
  readonly values: ArrayLike<number>;
  readonly fps: number;
  readonly loop: boolean;
}

export interface Peak {
  readonly frame: number;
  readonly value: number;
  /** Height above the higher of the two valleys beside it. */
  readonly prominence: number;
}

/** Course of a channel; a channel that the take does not have is at rest. */
export function courseOf(motion: MotionValue, channel: ChannelName): Course {
  const values = motion.channels[channel] ?? new Float32Array(motion.frameCount);
  return { values, fps: motion.fps, loop: motion.loop };
}

/** Value at any frame number: around the loop, or held at the ends. */
export function valueAt({ values, loop }: Course, frame: number): number {
  const count = values.length;
  const place = loop ? ((frame % count) + count) % count : Math.min(count - 1, Math.max(0, frame));
  return values[place];
}

/** Changes from each frame to the next, in units a second; in a loop the last leads to the first. */
export function velocities(course: Course): Float64Array {
  const { values, fps, loop } = course;
  const count = values.length - (loop ? 0 : 1);
  return Float64Array.from({ length: count }, (_, i) => (valueAt(course, i + 1) - values[i]) * fps);
}

/**
 * Local maxima that rise at least `least` above the valleys on both sides, looked for within `reach` seconds
 * or up to a higher value. A flat top counts once, at its first frame.
 */
export function peaksOf(course: Course, least: number, reach: number): Peak[] {
  const { values, fps, loop } = course;
  const window = Math.min(values.length - 1, Math.max(1, Math.round(reach * fps)));
  const peaks: Peak[] = [];
  for (let frame = loop ? 0 : 1; frame < values.length - (loop ? 0 : 1); frame++) {
    const value = values[frame];
    if (valueAt(course, frame - 1) >= value) continue;
    let after = frame + 1;
    while (after - frame < values.length && valueAt(course, after) === value) after += 1;
    if (valueAt(course, after) > value) continue;
    const left = valleyBeside(course, frame, -1, window);
    const right = valleyBeside(course, after - 1, 1, window);
    const prominence = value - Math.max(left, right);
    if (prominence >= least) peaks.push({ frame, value, prominence });
  }
  return peaks;
}

function valleyBeside(course: Course, frame: number, direction: 1 | -1, window: number): number {
  const top = valueAt(course, frame);
  let lowest = top;
  for (let step = 1; step <= window; step++) {
    const value = valueAt(course, frame + direction * step);
    if (value > top) break;
    lowest = Math.min(lowest, value);
  }
  return lowest;
}

/**
 * How far from `frame` the course first falls to `level` on one side, in frames, between frames by linear
 * interpolation; undefined where it does not within `most` frames.
 */
export function fallsTo(
  course: Course,
  frame: number,
  direction: 1 | -1,
  level: number,
  most: number,
): number | undefined {
  let before = valueAt(course, frame);
  if (before <= level) return 0;
  for (let step = 1; step <= most; step++) {
    const value = valueAt(course, frame + direction * step);
    if (value <= level) return step - 1 + (before - level) / (before - value);
    before = value;
  }
  return undefined;
}
