import type { PromptLimit } from '../../values/prompt.ts';
import type { ChannelName } from '../channels.ts';
import { channelRange } from '../prompt/limits.ts';
import type { SubjectFacts } from '../subject-facts.ts';
import type { Track } from './timeline.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A mouth that is closed in the photo opens to at most this. */
const CLOSED_MOUTH_JAW = 0.25;
/** How far aside and how far up or down one photo can show a head, degrees: beyond, the far side stretches. */
const FARTHEST_POSE = { yaw: 30, pitch: 22 } as const;
/** Even a head that is that far away already moves this much, degrees. */
const LEAST_ROOM_DEGREES = 2.5;
const REST: Range = { min: 0, max: 0 };
/** From this share of a bound on, movements are compressed instead of cut. */
const KNEE = 0.7;

/**
 * Where a channel may be, given the prompt's limits and the photo: a closed mouth opens little, a turned head turns
 * little further, closed eyes stay closed, and what is not in the picture does not move.
 */
export function takeRange(channel: ChannelName, limits: readonly PromptLimit[], facts: SubjectFacts): Range {
  const range = channelRange(limits, channel);
  if (channel === 'jaw.open' && facts.mouthClosed === true) return narrow(range, -1, CLOSED_MOUTH_JAW);
  if (channel.startsWith('hair.') && facts.hasHair === false) return REST;
  if (facts.eyesClosed === true && /^(gaze|eye)\./.test(channel)) return REST;
  if (facts.pose !== undefined && (channel === 'head.yaw' || channel === 'head.pitch')) {
    const axis = channel === 'head.yaw' ? 'yaw' : 'pitch';
    const [farthest, now] = [FARTHEST_POSE[axis], facts.pose[axis]];
    return narrow(
      range,
      -Math.max(LEAST_ROOM_DEGREES, farthest + now),
      Math.max(LEAST_ROOM_DEGREES, farthest - now),
    );
  }
  return range;
}

function narrow(range: Range, min: number, max: number): Range {
  return { min: Math.max(range.min, min), max: Math.min(range.max, max) };
}

/**
 * Brings a track into its range, in place: softly near the bounds, so that no corner shows, then exactly.
 * Order is kept: what was larger stays larger or equal.
 */
export function bound(track: Track, range: Range): void {
  for (let frame = 0; frame < track.length; frame++) {
    const value = track[frame];
    track[frame] = value >= 0 ? compress(value, range.max) : -compress(-value, -range.min);
  }
}

/** The same without compression, for lids: a full closure is exactly 1. */
export function cut(track: Track, range: Range): void {
  for (let frame = 0; frame < track.length; frame++) {
    track[frame] = Math.min(range.max, Math.max(range.min, track[frame]));
  }
}

function compress(value: number, most: number): number {
  const knee = KNEE * most;
  if (most <= 0) return 0;
  if (value <= knee) return value;
  const over = (value - knee) / (most - knee);
  return Math.min(most, knee + (most - knee) * (over / (1 + over)));
}
