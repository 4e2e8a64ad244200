import type { MotionValue } from '../../values/motion.ts';
import { mean } from '../measures/take-statistics-samples.ts';

/** Deepest frames of blinks: lid past `threshold`, lower before and after. */
export function blinkFrames(motion: MotionValue, threshold = 0.4, channel = 'eye.blinkLeft'): number[] {
  const lid = motion.channels[channel] ?? new Float32Array(motion.frameCount);
  const frames: number[] = [];
  for (let frame = 1; frame < lid.length; frame++) {
    const next = lid[frame + 1] ?? 0;
    if (lid[frame] > threshold && lid[frame] >= lid[frame - 1] && lid[frame] > next) frames.push(frame);
  }
  return frames;
}

/** Mean of the absolute values: how much a channel moves. */
export function activity(motion: MotionValue, channel: string): number {
  const track = motion.channels[channel];
  return track === undefined ? 0 : mean(track.map(Math.abs));
}
