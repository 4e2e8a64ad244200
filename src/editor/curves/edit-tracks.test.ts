import { describe, expect, it } from 'vitest';
import { KEYS_PER_TRACK } from '../../runtime/keyframes-param.ts';
import { snapToFrame, withKey, withMovedKey, withoutKey } from './edit-tracks.ts';

const bounds = { min: -12, max: 12 };
const tracks = {
  yaw: [
    { at: 0.5, value: 1 },
    { at: 1, value: 2 },
    { at: 2, value: 3 },
  ],
};

describe('keys of a curve', () => {
  it('are added in order, inside the bounds, replacing a key at the same time', () => {
    const added = withKey(tracks, 'yaw', { at: 1.5, value: 99 }, bounds);
    expect(added.yaw?.map(({ at }) => at)).toEqual([0.5, 1, 1.5, 2]);
    expect(added.yaw?.[2]?.value).toBe(12);
    expect(withKey(tracks, 'yaw', { at: 1, value: 7 }, bounds).yaw?.[1]).toEqual({ at: 1, value: 7 });
  });

  it('stay between their neighbours while they are dragged', () => {
    expect(withMovedKey(tracks, 'yaw', 1, { at: 9, value: 0 }, bounds).yaw?.[1]?.at).toBeCloseTo(1.999);
    expect(withMovedKey(tracks, 'yaw', 0, { at: -1, value: 0 }, bounds).yaw?.[0]?.at).toBe(0);
    expect(withMovedKey(tracks, 'yaw', 2, { at: 9, value: -99 }, bounds, 3).yaw?.[2]).toEqual({
      at: 3,
      value: -12,
    });
    expect(withMovedKey(tracks, 'yaw', 3, { at: 1, value: 0 }, bounds)).toBe(tracks);
  });

  it('are no more than a track may have, and take their channel with them when the last is gone', () => {
    const full = { yaw: Array.from({ length: KEYS_PER_TRACK }, (_, i) => ({ at: i / 10, value: 0 })) };
    expect(withKey(full, 'yaw', { at: 9, value: 0 }, bounds)).toBe(full);
    expect(withoutKey({ yaw: [{ at: 0, value: 0 }] }, 'yaw', 0)).toEqual({});
  });

  it('snap to frames', () => {
    expect(snapToFrame(0.51, 24)).toBe(0.5);
  });
});
