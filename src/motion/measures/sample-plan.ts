import type { ClipFacts } from '../../values/clip.ts';
import type { MotionValue } from '../../values/motion.ts';

/** Which frames of a take are looked at, so that the cost does not grow with its length. */
export interface SamplePlan {
  /** Frames whose face is measured: the first, evenly spread ones, and those where the motion is at its extremes. */
  readonly looks: readonly number[];
  /** Middle frames of the neighbours (t - 1, t, t + 1) whose change is measured; 1 .. frameCount - 2. */
  readonly steps: readonly number[];
}

/** Channels whose extremes are looked at: what the landmark model can measure again. */
const EXTREMES = [
  'eye.blinkLeft',
  'eye.blinkRight',
  'head.yaw',
  'head.pitch',
  'head.roll',
  'gaze.yaw',
  'jaw.open',
  'mouth.smileLeft',
] as const;

/** @param looks how many evenly spread frames @param steps how many places of change, both at least 1 */
export function samplePlan(
  { frameCount }: Pick<ClipFacts, 'frameCount'>,
  motion: MotionValue | undefined,
  looks: number,
  steps: number,
): SamplePlan {
  const chosen = new Set(spread(0, frameCount - 1, looks));
  for (const channel of EXTREMES) {
    const track = motion?.channels[channel];
    if (track === undefined) continue;
    const size = track.map((value) => Math.abs(value));
    const top = size.reduce((a, b) => Math.max(a, b), 0);
    const frame = size.indexOf(top);
    if (top > 0 && frame < frameCount) chosen.add(frame);
  }
  return {
    looks: [...chosen].sort((a, b) => a - b),
    steps: frameCount < 3 ? [] : [...new Set(spread(1, frameCount - 2, steps))],
  };
}

/** `count` whole numbers from `first` to `last`, ends included. */
function spread(first: number, last: number, count: number): number[] {
  if (last <= first || count <= 1) return [first];
  return Array.from({ length: count }, (_, n) => Math.round(first + (n * (last - first)) / (count - 1)));
}
