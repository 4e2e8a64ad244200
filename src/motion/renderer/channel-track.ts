import type { MotionValue } from '../../values/motion.ts';
import { CHANNELS, type ChannelName } from '../channels.ts';

/** Value of a channel at a (fractional) frame, clamped to the channel's range; 0 where the motion lacks it. */
export function channelAt(motion: MotionValue, name: ChannelName, frame: number): number {
  const track = motion.channels[name];
  if (track === undefined || track.length === 0) return 0;
  const count = track.length;
  const base = Math.floor(frame);
  const value = track[wrap(base, count, motion.loop)];
  const next = track[wrap(base + 1, count, motion.loop)];
  const mixed = value + (frame - base) * (next - value);
  const { min, max } = CHANNELS[name];
  return Math.min(max, Math.max(min, Number.isFinite(mixed) ? mixed : 0));
}

function wrap(frame: number, count: number, loop: boolean): number {
  if (loop) return ((frame % count) + count) % count;
  return Math.min(count - 1, Math.max(0, frame));
}

/** True when the channel leaves 0 anywhere in the take. */
export function channelMoves(motion: MotionValue, name: ChannelName): boolean {
  return motion.channels[name]?.some((value) => Math.abs(value) > 1e-5) ?? false;
}
