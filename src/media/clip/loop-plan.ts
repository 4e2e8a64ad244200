import type { FrameRange } from '../../values/clip.ts';

/** A run of output frames of a closed loop, and the input frames that it is made of. */
export interface LoopSegment extends FrameRange {
  /** Input frame of the first output frame. */
  readonly source: number;
  /** 1 forwards, -1 backwards. */
  readonly step: 1 | -1;
  /** Input frame that fades out under the first output frame; the following ones go forwards. */
  readonly fading?: number;
}

/** How a clip is turned into a loop; segments are contiguous and cover `0..frameCount`. */
export interface LoopPlan {
  readonly frameCount: number;
  readonly segments: readonly LoopSegment[];
}

/**
 * Closes a loop by fading its end into its beginning. The last `overlap` input frames fade out while the first
 * `overlap` fade in; that happens at the end of the output, so that its first frame is an untouched one.
 *
 * ```
 * input   0 1 2 3 4 5 6 7 8 9      overlap 3
 * output  3 4 5 6 7|8 9 .         frames 7
 *                  0 1 2           <- faded in over 7 8 9
 * ```
 *
 * @param frameCount frames of the input
 * @param overlap frames, 1 .. frameCount / 2
 */
export function crossfadePlan(frameCount: number, overlap: number): LoopPlan {
  const length = frameCount - overlap;
  const pure = length - overlap;
  return {
    frameCount: length,
    segments: [
      { start: 0, end: pure, source: overlap, step: 1 },
      { start: pure, end: length, source: 0, step: 1, fading: length },
    ],
  };
}

/** Forwards, then backwards; neither end is shown twice. */
export function pingPongPlan(frameCount: number): LoopPlan {
  const forwards: LoopSegment = { start: 0, end: frameCount, source: 0, step: 1 };
  if (frameCount < 3) return { frameCount, segments: [forwards] };
  const length = 2 * frameCount - 2;
  const backwards: LoopSegment = { start: frameCount, end: length, source: frameCount - 2, step: -1 };
  return { frameCount: length, segments: [forwards, backwards] };
}

/** Share of the fading-in frame at each frame of a crossfade, 0..1: eased, never quite 0 or 1. */
export function fadeShare(frame: number, overlap: number): number {
  const t = (frame + 1) / (overlap + 1);
  return t * t * (3 - 2 * t);
}
