import type { ClipFacts, FrameRange } from '../../values/clip.ts';
import { clockMs } from './clock.ts';
import { countAt } from './frame-clock.ts';

/** Frames that are shown in turn, around and around. */
export interface Playing extends FrameRange {
  /** Frames per second. */
  readonly rate: number;
  /** Added to the frames that the clock has counted. */
  readonly offset: number;
}

/** Which frame of a clip is on screen: one that stays, or one after the other. */
export type Showing = { readonly frame: number } | Playing;

export function isPlaying(showing: Showing): showing is Playing {
  return 'rate' in showing;
}

/** The frame that is due now: the same one wherever it is asked for. @param now ms of the common clock */
export function frameAt(showing: Showing, now = clockMs()): number {
  if (!isPlaying(showing)) return showing.frame;
  const { start, end, rate, offset } = showing;
  if (end <= start) return start;
  const length = end - start;
  return start + ((((countAt(rate, now) + offset) % length) + length) % length);
}

/**
 * Goes on from a frame.
 * @param within the frames that are played; a frame before them begins at their first, one behind them goes round
 * @param rate frames per second
 */
export function playFrom(frame: number, within: FrameRange, rate: number, now = clockMs()): Playing {
  const { start, end } = within;
  return { start, end, rate, offset: Math.max(0, frame - start) - countAt(rate, now) };
}

/** A whole clip in a loop: clips of one rate and length are always at the same frame. */
export function loopOf({ fps, frameCount }: Pick<ClipFacts, 'fps' | 'frameCount'>): Playing {
  return { start: 0, end: frameCount, rate: fps, offset: 0 };
}

/** Do people ask for less motion? */
export function isCalm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
