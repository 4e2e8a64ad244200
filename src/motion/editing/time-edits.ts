import type { MotionValue } from '../../values/motion.ts';
import { changeTracks } from './change-tracks.ts';
import { sampleTrack, wrapFrame } from './monotone-cubic.ts';

/** Shortest take that is still a movement, frames. */
const LEAST_FRAMES = 2;
/** Longest take, seconds. */
const MOST_SECONDS = 10;
/** Share of a trimmed loop in which its end passes over into what came before its beginning. */
const CLOSING_SHARE = 0.3;
/** Longest such passage, seconds. */
const CLOSING_SECONDS = 0.6;

/**
 * The part of a take from `start` to `end`, seconds. What is cut out of a loop is a loop again: its last frames pass
 * over into the frames before its first.
 * @param end seconds; 0 for the end of the take
 */
export function trimMotion(motion: MotionValue, start: number, end: number): MotionValue {
  const { fps, frameCount, loop } = motion;
  const last = end > 0 ? Math.min(frameCount, Math.round(end * fps)) : frameCount;
  const first = Math.max(0, Math.min(Math.round(start * fps), last - LEAST_FRAMES));
  const count = Math.min(frameCount - first, Math.max(LEAST_FRAMES, last - first));
  if (count === frameCount) return motion;
  const closing = loop ? Math.round(Math.min(CLOSING_SHARE * count, CLOSING_SECONDS * fps)) : 0;
  const trimmed = changeTracks(motion, (track) =>
    Float32Array.from({ length: count }, (_, frame) => {
      const value = track[first + frame];
      const into = frame - (count - closing);
      if (into < 0) return value;
      const before = track[wrapFrame(first + frame - count, frameCount, true)];
      return value + smooth((into + 1) / (closing + 1)) * (before - value);
    }),
  );
  return { ...trimmed, frameCount: count };
}

/** The take in another length, loops as loops. @param seconds .. clipped to 10 s; at least two frames remain */
export function fitMotion(motion: MotionValue, seconds: number): MotionValue {
  const { fps, frameCount, loop } = motion;
  const count = Math.max(LEAST_FRAMES, Math.round(Math.min(MOST_SECONDS, seconds) * fps));
  return resampleMotion(motion, count, fps, loop ? frameCount / count : (frameCount - 1) / (count - 1));
}

/** The same movement in another number of frames per second; at least two frames remain. */
export function motionAtRate(motion: MotionValue, fps: number): MotionValue {
  const { frameCount, loop } = motion;
  const count = Math.max(LEAST_FRAMES, Math.round((frameCount * fps) / motion.fps));
  return resampleMotion(motion, count, fps, loop ? frameCount / count : (frameCount - 1) / (count - 1));
}

/** The take with `count` frames at `fps`, of which each is `step` frames of the old take after the last. */
export function resampleMotion(motion: MotionValue, count: number, fps: number, step: number): MotionValue {
  if (count === motion.frameCount && step === 1) return { ...motion, fps };
  const changed = changeTracks(motion, (track) =>
    Float32Array.from({ length: count }, (_, frame) => sampleTrack(track, frame * step, motion.loop)),
  );
  return { ...changed, fps, frameCount: count };
}

/** 0 at 0, 1 at 1, level at both ends. */
function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}
