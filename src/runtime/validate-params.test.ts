import { describe, expect, it } from 'vitest';
import type { ParamSpec } from './params.ts';
import { checkParams, paramProblem, SEED_MAX } from './validate-params.ts';

const about = { label: 'L', help: 'H' };
const number: ParamSpec = { ...about, kind: 'number', default: 1, min: 0, max: 2, step: 0.1, unit: '×' };
const choice: ParamSpec = {
  ...about,
  kind: 'choice',
  default: 'a',
  options: [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ],
};
const seed: ParamSpec = { ...about, kind: 'seed', default: 1 };
const asset: ParamSpec = { ...about, kind: 'asset', default: '', accept: [] };
const rect: ParamSpec = { ...about, kind: 'rect', default: [0, 0, 1, 1] };
const text: ParamSpec = { ...about, kind: 'text', default: '', maxLength: 3 };
const boolean: ParamSpec = { ...about, kind: 'boolean', default: false };

describe('a parameter', () => {
  it.each<[ParamSpec, unknown]>([
    [number, 0],
    [number, 2],
    [choice, 'b'],
    [seed, 0],
    [seed, SEED_MAX],
    [asset, ''],
    [asset, 'sample:astronaut'],
    [asset, `asset:${'0'.repeat(64)}`],
    [rect, [0.25, 0, 0.75, 1]],
    [text, 'abc'],
    [boolean, true],
  ])('%#: of kind $kind takes %j', (spec, value) => {
    expect(paramProblem(spec, value)).toBeUndefined();
  });

  it.each<[ParamSpec, unknown, RegExp]>([
    [number, 2.1, /from 0 to 2 ×, not 2.1/],
    [number, '1', /needs a number/],
    [number, Number.NaN, /needs a number/],
    [choice, 'c', /one of a, b/],
    [choice, ['a'], /one of a, b/],
    [seed, 1.5, /whole number/],
    [seed, SEED_MAX + 1, /from 0 to/],
    [seed, -1, /from 0 to/],
    [asset, '/etc/passwd', /file reference/],
    [asset, 'sample:with space', /file reference/],
    [asset, `asset:${'0'.repeat(600)}`, /file reference/],
    [rect, [0, 0, 1], /x, y, width, height/],
    [rect, [0.5, 0, 0.6, 1], /x, y, width, height/],
    [rect, [0, 0, 0, 1], /x, y, width, height/],
    [rect, 'whole', /x, y, width, height/],
    [text, 'abcd', /longer than 3/],
    [text, 3, /needs a text/],
    [boolean, 'yes', /true or false/],
  ])('%#: of kind $kind refuses %j', (spec, value, reason) => {
    expect(paramProblem(spec, value)).toMatch(reason);
  });
});

describe('parameters of a node', () => {
  it('are completed with defaults; wrong and unknown ones are told apart', () => {
    const checked = checkParams(
      { number, choice, boolean },
      { number: 7, choice: 'b', toString: 1, other: 2 },
    );
    expect(checked.values).toEqual({ number: 1, choice: 'b', boolean: false });
    expect(checked.problems.map((problem) => problem.param)).toEqual(['number']);
    expect(checked.unknown).toEqual(['toString', 'other']);
  });

  it('never come from a prototype', () => {
    const given: unknown = Object.create({ number: 2 });
    expect(checkParams({ number }, given as Record<string, unknown>).values).toEqual({ number: 1 });
  });
});
