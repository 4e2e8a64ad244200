import type { Keyframe, KeyframeTracks } from '../values/keyframes.ts';
import type { KeyframesParam } from './params.ts';

/** Keys that one channel may have. */
export const KEYS_PER_TRACK = 64;
/** Latest time of a key, seconds: the longest take. */
export const KEYFRAME_SECONDS = 10;

/** Why tracks of keys do not fit their declaration, in words; undefined when they fit. */
export function keyframesProblem({ channels }: KeyframesParam, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'needs keys by channel, as {"head.yaw": [{"at": 0.5, "value": 4}]}';
  }
  const tracks = Object.entries(value);
  const unknown = tracks.map(([channel]) => channel).filter((channel) => !Object.hasOwn(channels, channel));
  if (unknown.length > 0) return `names channels that are not known: ${unknown.slice(0, 5).join(', ')}`;
  for (const [channel, keys] of tracks) {
    const bounds = channels[channel];
    const problem = bounds && trackProblem(keys, bounds);
    if (problem) return `has a problem in ${channel}: ${problem}`;
  }
  return undefined;
}

function trackProblem(keys: unknown, { min, max }: { min: number; max: number }): string | undefined {
  if (!Array.isArray(keys)) return 'it needs a list of keys';
  if (keys.length > KEYS_PER_TRACK)
    return `it has ${keys.length} keys, at most ${KEYS_PER_TRACK} are allowed`;
  let last = Number.NEGATIVE_INFINITY;
  for (const key of keys) {
    if (!isKeyframe(key)) return 'every key needs the numbers "at" and "value"';
    if (key.at < 0 || key.at > KEYFRAME_SECONDS)
      return `a key at ${key.at} s is not from 0 to ${KEYFRAME_SECONDS} s`;
    if (key.value < min || key.value > max) return `a value of ${key.value} is not from ${min} to ${max}`;
    if (key.at <= last) return 'keys must be in order of time, each at a time of its own';
    last = key.at;
  }
  return undefined;
}

function isKeyframe(key: unknown): key is Keyframe {
  if (typeof key !== 'object' || key === null) return false;
  const { at, value } = key as Partial<Keyframe>;
  return Number.isFinite(at) && Number.isFinite(value);
}

/** The same keys with sorted channels, without empty tracks and foreign members. */
export function orderKeyframes(tracks: KeyframeTracks): KeyframeTracks {
  const ordered: Record<string, readonly Keyframe[]> = {};
  for (const channel of Object.keys(tracks).sort()) {
    const keys = tracks[channel] ?? [];
    if (keys.length > 0) ordered[channel] = keys.map(({ at, value }) => ({ at, value }));
  }
  return ordered;
}
