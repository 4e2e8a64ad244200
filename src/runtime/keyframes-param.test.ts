import { describe, expect, it } from 'vitest';
import { KEYS_PER_TRACK, keyframesProblem, orderKeyframes } from './keyframes-param.ts';
import type { KeyframesParam } from './params.ts';
import { checkParams } from './validate-params.ts';

const spec: KeyframesParam = {
  kind: 'keyframes',
  label: 'Keys',
  help: 'Keys.',
  default: {},
  channels: { yaw: { min: -12, max: 12 }, jaw: { min: 0, max: 1 } },
};
const many = (count: number) => Array.from({ length: count }, (_, index) => ({ at: index / 10, value: 0 }));

describe('a parameter of keyframes', () => {
  it.each<[string, unknown]>([
    ['none', {}],
    ['an empty track', { yaw: [] }],
    [
      'keys at both ends',
      {
        yaw: [
          { at: 0, value: -12 },
          { at: 10, value: 12 },
        ],
        jaw: [{ at: 1, value: 1 }],
      },
    ],
    ['as many keys as are allowed', { yaw: many(KEYS_PER_TRACK) }],
  ])('takes %s', (_what, tracks) => {
    expect(keyframesProblem(spec, tracks)).toBeUndefined();
  });

  it.each<[unknown, RegExp]>([
    [[], /keys by channel/],
    [null, /keys by channel/],
    ['{}', /keys by channel/],
    [{ roll: [] }, /not known: roll/],
    [{ constructor: [] }, /not known: constructor/],
    [{ yaw: {} }, /yaw: it needs a list/],
    [{ yaw: [{ at: 1 }] }, /numbers "at" and "value"/],
    [{ yaw: [{ at: Number.NaN, value: 0 }] }, /numbers/],
    [{ yaw: [{ at: -0.1, value: 0 }] }, /from 0 to 10 s/],
    [{ yaw: [{ at: 10.1, value: 0 }] }, /from 0 to 10 s/],
    [{ jaw: [{ at: 0, value: -0.1 }] }, /jaw: a value of -0.1 is not from 0 to 1/],
    [
      {
        yaw: [
          { at: 1, value: 0 },
          { at: 1, value: 1 },
        ],
      },
      /order of time/,
    ],
    [{ yaw: many(KEYS_PER_TRACK + 1) }, /65 keys, at most 64/],
  ])('refuses %j', (tracks, words) => {
    expect(keyframesProblem(spec, tracks)).toMatch(words);
  });

  it('is brought into one form, so that equal keys give equal recipe keys', () => {
    const yaw = [{ value: 1, at: 0, note: 'mine' }];
    const one = orderKeyframes({ yaw, jaw: [] });
    expect(JSON.stringify(one)).toBe('{"yaw":[{"at":0,"value":1}]}');
    const { values } = checkParams({ tracks: spec }, { tracks: { yaw, jaw: [{ at: 0, value: 1 }] } });
    expect(JSON.stringify(values.tracks)).toBe('{"jaw":[{"at":0,"value":1}],"yaw":[{"at":0,"value":1}]}');
  });
});
