import { KEYFRAME_SECONDS, KEYS_PER_TRACK } from '../../runtime/keyframes-param.ts';
import type { Keyframe, KeyframeTracks } from '../../values/keyframes.ts';

/** What a channel allows. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Digits kept of times and values: finer than a pixel of any curve. */
const DIGITS = 4;

/** Times of two keys of a track differ at least by this, seconds. */
const LEAST_GAP = 0.001;

/**
 * The tracks with a key added, in order of time; a key at the same time is replaced. Unchanged when the track is full.
 * @param seconds length of the take; keys are kept inside
 */
export function withKey(
  tracks: KeyframeTracks,
  channel: string,
  key: Keyframe,
  bounds: Bounds,
  seconds = KEYFRAME_SECONDS,
): KeyframeTracks {
  const at = round(clamp(key.at, 0, Math.min(seconds, KEYFRAME_SECONDS)));
  const value = round(clamp(key.value, bounds.min, bounds.max));
  const others = (tracks[channel] ?? []).filter((other) => Math.abs(other.at - at) >= LEAST_GAP);
  if (others.length >= KEYS_PER_TRACK) return tracks;
  return { ...tracks, [channel]: [...others, { at, value }].sort((a, b) => a.at - b.at) };
}

/** The tracks without one key; a track without keys goes too. */
export function withoutKey(tracks: KeyframeTracks, channel: string, index: number): KeyframeTracks {
  const keys = (tracks[channel] ?? []).filter((_key, other) => other !== index);
  return keys.length > 0 ? { ...tracks, [channel]: keys } : withoutChannel(tracks, channel);
}

/** The tracks without one channel. */
export function withoutChannel(tracks: KeyframeTracks, channel: string): KeyframeTracks {
  return Object.fromEntries(Object.entries(tracks).filter(([name]) => name !== channel));
}

/**
 * The tracks with one key elsewhere. It stays between its neighbours, inside the take and the channel's bounds, so
 * that its index stays the same while it is dragged.
 */
export function withMovedKey(
  tracks: KeyframeTracks,
  channel: string,
  index: number,
  key: Keyframe,
  bounds: Bounds,
  seconds = KEYFRAME_SECONDS,
): KeyframeTracks {
  const keys = tracks[channel] ?? [];
  if (!keys[index]) return tracks;
  const earliest = (keys[index - 1]?.at ?? -LEAST_GAP) + LEAST_GAP;
  const latest = (keys[index + 1]?.at ?? Math.min(seconds, KEYFRAME_SECONDS) + LEAST_GAP) - LEAST_GAP;
  const at = round(clamp(key.at, earliest, Math.max(earliest, latest)));
  const value = round(clamp(key.value, bounds.min, bounds.max));
  return { ...tracks, [channel]: keys.map((other, place) => (place === index ? { at, value } : other)) };
}

/** The time of the frame nearest to a time, seconds. */
export function snapToFrame(at: number, fps: number): number {
  return Math.round(at * fps) / fps;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function round(value: number): number {
  return Number(value.toFixed(DIGITS)) + 0;
}
