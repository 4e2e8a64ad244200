import type { MotionValue } from '../../values/motion.ts';
import { CHANNELS, type ChannelName } from '../channels.ts';
import { portableExp } from '../portable-math.ts';
import { changeTracks } from './change-tracks.ts';
import { type ChannelGroup, groupOf } from './channel-groups.ts';
import { wrapFrame } from './monotone-cubic.ts';
import { resampleMotion } from './time-edits.ts';

/** The kernel ends this many of its deviations from its middle. */
const KERNEL_REACH = 3;

/** Every group times its amount, inside the channels' ranges; a group without an amount stays as it is. */
export function amplifyMotion(
  motion: MotionValue,
  amounts: Readonly<Partial<Record<ChannelGroup, number>>>,
): MotionValue {
  return changeTracks(motion, (track, channel) => {
    const group = groupOf(channel);
    const amount = (group && amounts[group]) ?? 1;
    if (amount === 1) return track;
    const { min, max } = CHANNELS[channel as ChannelName] ?? { min: -Infinity, max: Infinity };
    return track.map((value) => Math.min(max, Math.max(min, amount * value)));
  });
}

/** The motion with these channels at rest. */
export function muteChannels(motion: MotionValue, muted: ReadonlySet<string>): MotionValue {
  if (muted.size === 0) return motion;
  return changeTracks(motion, (track, name) => (muted.has(name) ? new Float32Array(track.length) : track));
}

/**
 * Every track averaged with its neighbours under a Gaussian, around the loop or with its ends held.
 * @param seconds standard deviation of the Gaussian; 0 changes nothing
 * @param lids also the lids, whose blinks are short and soon gone
 */
export function smoothMotion(motion: MotionValue, seconds: number, lids: boolean): MotionValue {
  const kernel = gaussian(seconds * motion.fps);
  if (kernel.length === 1) return motion;
  const reach = kernel.length >> 1;
  return changeTracks(motion, (track, channel) => {
    if (!lids && channel.startsWith('eye.blink')) return track;
    return track.map((_, frame) => {
      let sum = 0;
      for (let i = -reach; i <= reach; i++) {
        sum += kernel[i + reach] * track[wrapFrame(frame + i, track.length, motion.loop)];
      }
      return sum;
    });
  });
}

/** @param deviation frames */
function gaussian(deviation: number): Float64Array {
  const reach = Math.ceil(KERNEL_REACH * deviation);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    i === reach ? 1 : portableExp(-((i - reach) * (i - reach)) / (2 * deviation * deviation)),
  );
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  return kernel.map((weight) => weight / total);
}

/**
 * Both motions at once: `1 - share` of the first, `share` of the second, which is brought to the first one's length
 * and rate. A loop only where both are.
 */
export function mixMotions(first: MotionValue, second: MotionValue, share: number): MotionValue {
  const { frameCount: count, fps } = first;
  const step = second.loop ? second.frameCount / count : (second.frameCount - 1) / Math.max(1, count - 1);
  const other = resampleMotion(second, count, fps, step);
  const names = new Set([...Object.keys(first.channels), ...Object.keys(other.channels)]);
  const channels: Record<string, Float32Array> = {};
  for (const name of names) {
    const [a, b] = [first.channels[name], other.channels[name]];
    channels[name] = Float32Array.from(
      { length: count },
      (_, i) => (1 - share) * (a?.[i] ?? 0) + share * (b?.[i] ?? 0),
    );
  }
  return { ...first, loop: first.loop && second.loop, channels };
}
