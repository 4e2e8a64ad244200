import type { MotionValue } from '../../values/motion.ts';

/** The motion with every track changed, of the same length. */
export function changeTracks(
  motion: MotionValue,
  change: (track: Float32Array, channel: string) => Float32Array,
): MotionValue {
  const entries = Object.entries(motion.channels).map(
    ([name, track]) => [name, change(track, name)] as const,
  );
  return { ...motion, channels: Object.fromEntries(entries) };
}
