import { describe, expect, it } from 'vitest';
import { offsetsProblem, orderOffsets } from './offsets-param.ts';
import type { OffsetsParam } from './params.ts';
import { checkParams } from './validate-params.ts';

const spec: OffsetsParam = {
  kind: 'offsets',
  label: 'Points',
  help: 'What was moved.',
  default: {},
  handles: ['chin', 'noseTip'],
  most: 1,
};

describe('offsets of handles', () => {
  it('fit when they name known handles and stay within their bound', () => {
    expect(offsetsProblem(spec, {})).toBeUndefined();
    expect(offsetsProblem(spec, { chin: [0.5, -1] })).toBeUndefined();
  });

  it.each([
    ['no record', [1, 2], /by handle/],
    ['a handle that is not known', { tail: [0, 0] }, /tail/],
    ['a point without its second number', { chin: [0.1] }, /chin/],
    ['a word', { chin: [0.1, 'x'] }, /-1 to 1/],
    ['what is no number', { chin: [Number.NaN, 0] }, /-1 to 1/],
    ['what is far beyond the face', { chin: [0, 1e9] }, /-1 to 1/],
  ])('refuse %s', (_, value, problem) => {
    expect(offsetsProblem(spec, value)).toMatch(problem);
    expect(checkParams({ points: spec }, { points: value }).values.points).toEqual({});
  });

  it('are the same in whatever order they are written, and without those that rest', () => {
    const offsets = { noseTip: [0, 0.2], chin: [0.1, 0] } as const;
    expect(JSON.stringify(orderOffsets(spec, offsets))).toBe('{"chin":[0.1,0],"noseTip":[0,0.2]}');
    expect(checkParams({ points: spec }, { points: { chin: [0, 0] } }).values.points).toEqual({});
  });
});
