import type { Keyframe, KeyframeTracks } from '../../values/keyframes.ts';
import type { MotionValue } from '../../values/motion.ts';
import { fillGap } from './fill-gap.ts';
import { hermite, limitedSlope, wrapFrame } from './monotone-cubic.ts';

/** Jumps around keys stay below this times the track's own fast ones, where there is room. */
const FASTER = 1.5;
/** Faster is only one step in a hundred of a track. */
const FAST_SHARE = 0.99;

/** A key on the frame that shows it. */
interface FrameKey {
  readonly frame: number;
  readonly value: number;
}

/** A motion that meets its keys, and the channels of which keys lie behind its end. */
export interface MetKeyframes {
  readonly motion: MotionValue;
  readonly beyond: readonly string[];
}

/**
 * The motion with every key met exactly, each on the frame nearest to its time (of two keys on one frame the later
 * one). Between keys runs a smooth curve that never swings past them; before the first and after the last it passes
 * back into the motion's own track, at least over `reach` seconds, and longer where it would be more than 1.5 times
 * as fast as the 99th percentile of the track's own steps. In a loop the passage goes around the seam.
 */
export function meetKeyframes(motion: MotionValue, tracks: KeyframeTracks, reach: number): MetKeyframes {
  const channels: Record<string, Float32Array> = { ...motion.channels };
  const beyond: string[] = [];
  for (const [channel, given] of Object.entries(tracks)) {
    const keys = keysOnFrames(given, motion);
    if (given.some(({ at }) => Math.round(at * motion.fps) > motion.frameCount)) beyond.push(channel);
    const track = motion.channels[channel] ?? new Float32Array(motion.frameCount);
    if (keys.length > 0)
      channels[channel] = meetKeys(track, keys, motion.loop, Math.max(1, Math.round(reach * motion.fps)));
  }
  return { motion: { ...motion, channels }, beyond };
}

/** The end of a loop is its beginning; the end of another take is its last frame. */
function keysOnFrames(keys: readonly Keyframe[], { fps, frameCount, loop }: MotionValue): FrameKey[] {
  const values = new Map<number, number>();
  for (const { at, value } of keys) {
    const frame = Math.round(at * fps);
    if (frame > frameCount) continue;
    if (frame < frameCount) values.set(frame, value);
    else if (!loop) values.set(frameCount - 1, value);
    else if (!values.has(0)) values.set(0, value);
  }
  return [...values].map(([frame, value]) => ({ frame, value })).sort((a, b) => a.frame - b.frame);
}

/** @param reach frames */
function meetKeys(
  track: Float32Array,
  keys: readonly FrameKey[],
  loop: boolean,
  reach: number,
): Float32Array {
  const out = Float32Array.from(track);
  drawThrough(keys, out);
  const first = keys[0] as FrameKey;
  const last = keys.at(-1) as FrameKey;
  const limit = FASTER * fastStep(track, loop);
  const part = (from: number, to: number): Float32Array =>
    Float32Array.from({ length: to - from }, (_, i) => track[wrapFrame(from + i, track.length, loop)]);
  if (loop) {
    const gap = part(last.frame + 1, first.frame + track.length);
    const filled = fillGap(gap, last.value, first.value, reach, limit);
    filled.forEach((value, i) => {
      out[(last.frame + 1 + i) % track.length] = value;
    });
    return out;
  }
  out.set(fillGap(part(0, first.frame), undefined, first.value, reach, limit), 0);
  out.set(fillGap(part(last.frame + 1, track.length), last.value, undefined, reach, limit), last.frame + 1);
  return out;
}

/** Writes the curve from the first to the last key; it is level at both. */
function drawThrough(keys: readonly FrameKey[], out: Float32Array): void {
  const spans = keys.slice(1).map((key, i) => key.frame - (keys[i] as FrameKey).frame);
  const rates = spans.map(
    (span, i) => ((keys[i + 1] as FrameKey).value - (keys[i] as FrameKey).value) / span,
  );
  const slopes = keys.map((_, i) =>
    i === 0 || i === keys.length - 1 ? 0 : limitedSlope(rates[i - 1], rates[i], spans[i - 1], spans[i]),
  );
  keys.forEach(({ frame, value }, i) => {
    out[frame] = value;
    const next = keys[i + 1];
    if (!next) return;
    for (let step = 1; step < spans[i]; step++) {
      const share = step / spans[i];
      out[frame + step] = hermite(value, next.value, slopes[i] * spans[i], slopes[i + 1] * spans[i], share);
    }
  });
}

/** The 99th percentile of the steps between frames, in units a frame. */
export function fastStep(track: Float32Array, loop: boolean): number {
  const count = track.length - (loop ? 0 : 1);
  const steps = Float64Array.from({ length: count }, (_, i) =>
    Math.abs(track[(i + 1) % track.length] - track[i]),
  );
  steps.sort();
  return steps[Math.min(count - 1, Math.floor(FAST_SHARE * count))] ?? 0;
}
