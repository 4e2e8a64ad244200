import { sampleTrack } from '../../motion/editing/monotone-cubic.ts';
import { sinTurns } from '../../motion/portable-math.ts';

/** Values of one track at whole frames; a loop goes on past its ends, others hold them. */
export type FrameTrack = Float64Array;

/**
 * A track at another number of frames over the same time. In loops frame `count` falls on frame 0; otherwise last falls
 * on last.
 * @param count frames of the result, at least 2
 */
export function retimeTrack(track: ArrayLike<number>, count: number, loop: boolean): FrameTrack {
  if (count === track.length) return Float64Array.from(track);
  const source = Float32Array.from(track);
  const rate = loop ? source.length / count : (source.length - 1) / (count - 1);
  return Float64Array.from({ length: count }, (_, frame) => sampleTrack(source, frame * rate, loop));
}

/** A value that a track must have at a frame. */
export interface Pin {
  readonly frame: number;
  readonly value: number;
}

/**
 * Moves a track through its pins, in place: the correction of each pin eases out over `reach` frames, or up to the
 * next pin, so that no corner shows.
 */
export function meetPins(track: FrameTrack, pins: readonly Pin[], loop: boolean, reach: number): void {
  if (pins.length === 0) return;
  const sorted = [...pins].sort((a, b) => a.frame - b.frame);
  const corrections = sorted.map(({ frame, value }) => ({ frame, by: value - track[frame] }));
  const all = loop
    ? [...around(corrections, -track.length), ...corrections, ...around(corrections, track.length)]
    : corrections;
  let next = 0;
  for (let frame = 0; frame < track.length; frame++) {
    while (next < all.length && all[next].frame < frame) next += 1;
    track[frame] += correctionAt(frame, all[next - 1], all[next], reach);
  }
  for (const { frame, value } of sorted) track[frame] = value;
}

interface Correction {
  readonly frame: number;
  readonly by: number;
}

function around(corrections: readonly Correction[], shift: number): Correction[] {
  return corrections.map(({ frame, by }) => ({ frame: frame + shift, by }));
}

function correctionAt(
  frame: number,
  left: Correction | undefined,
  right: Correction | undefined,
  reach: number,
): number {
  if (left !== undefined && right !== undefined && right.frame - left.frame < 2 * reach) {
    const share = ease((frame - left.frame) / (right.frame - left.frame));
    return left.by + share * (right.by - left.by);
  }
  const fromLeft = left === undefined ? 0 : left.by * (1 - ease((frame - left.frame) / reach));
  const fromRight = right === undefined ? 0 : right.by * (1 - ease((right.frame - frame) / reach));
  return fromLeft + fromRight;
}

/** Half a cosine from 0 at 0 to 1 at 1. */
function ease(share: number): number {
  if (share >= 1) return 1;
  return 0.5 + 0.5 * sinTurns(share / 2 - 0.25);
}
