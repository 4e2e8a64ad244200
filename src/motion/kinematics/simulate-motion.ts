import type { MotionValue } from '../../values/motion.ts';
import type { PromptValue } from '../../values/prompt.ts';
import type { SubjectFacts } from '../subject-facts.ts';
import { type ComposedTake, Take } from './take.ts';
import { type Timeline, timelineOf } from './timeline.ts';

export interface SimulationOptions {
  /** Length of the take, 0.5..60. */
  readonly seconds: number;
  /** Frames per second, 5..120. */
  readonly fps: number;
  /** Whole number 0..2^32-1; the same seed gives the same take on every machine. */
  readonly seed: number;
  /** The frame after the last is the first. */
  readonly loop: boolean;
  /** Strength of everything, 0 nothing .. 1 as asked .. 2 double. */
  readonly amount: number;
  /** `alive`: the subject also blinks, breathes and wavers as living people do; `asked`: only what the prompt says. */
  readonly idle: 'alive' | 'asked';
  readonly facts?: SubjectFacts;
}

/**
 * Simulates natural motion for a prompt, calibrated to published kinematics (sources at each constant).
 * Frame 0 is the photo: every channel is exactly 0 there. Limits of the prompt hold exactly in every frame.
 * A loop closes in value and velocity. Channels that stay at rest are left out.
 */
export function simulateMotion(prompt: PromptValue, options: SimulationOptions): MotionValue {
  const timeline = timelineOf(options.seconds, options.fps, options.loop);
  return {
    type: 'Motion',
    fps: options.fps,
    frameCount: timeline.frameCount,
    loop: options.loop,
    channels: new Take(prompt, options, timeline).compose().channels,
  };
}

/**
 * The same take without its details: when the asked movements, blinks and breaths of this seed come, how far they go,
 * and where head, hair and a hand-held camera waver. What is left to chance, such as speech, laughter or wandering eyes,
 * is left out.
 */
export function sketchTake(
  prompt: PromptValue,
  options: Omit<SimulationOptions, 'seconds' | 'fps' | 'loop'>,
  timeline: Timeline,
): ComposedTake {
  return new Take(prompt, { ...options, sketch: true }, timeline).compose();
}
