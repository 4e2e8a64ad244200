import { describe, expect, it } from 'vitest';
import { countVerdicts, formatMeasure, worstFirst } from './report-rows.ts';

const measures = [
  { name: 'a', value: 1, unit: '', verdict: 'good' },
  { name: 'b', value: 1, unit: '' },
  { name: 'c', value: 1, unit: '', verdict: 'poor' },
  { name: 'd', value: 1, unit: '', verdict: 'good' },
] as const;

describe('report rows', () => {
  it('come worst first and keep the order of equals', () => {
    expect(worstFirst(measures).map(({ name }) => name)).toEqual(['c', 'a', 'd', 'b']);
  });

  it('are counted by verdict', () => {
    expect(countVerdicts(measures)).toEqual([
      ['poor', 1],
      ['good', 2],
    ]);
  });

  it.each([
    [0.99846, 'cos', '0.998'],
    [1, 'of 1', '1.000'],
    [104.46, '%', '104'],
    [0.0512, '×', '0.0512'],
    [Number.POSITIVE_INFINITY, 'dB', '∞'],
    [Number.NaN, '', '–'],
  ])('write %d %s as %s', (value, unit, text) => {
    expect(formatMeasure({ value, unit })).toBe(text);
  });
});
