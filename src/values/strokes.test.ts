import { expect, it } from 'vitest';
import { packStrokes, STROKE_NUMBERS, type Stroke, unpackStrokes } from './strokes.ts';

const DAB: Stroke = { tool: 0, radius: 40, feather: 50, snap: 0, points: [5000, 2500] };
const LINE: Stroke = { tool: 1, radius: 10, feather: 0, snap: 80, points: [0, 0, 10_000, 10_000] };

it('keeps strokes through a row of numbers', () => {
  expect(unpackStrokes(packStrokes([DAB, LINE]))).toEqual([DAB, LINE]);
  expect(unpackStrokes([])).toEqual([]);
});

it.each([
  ['a broken stroke', packStrokes([LINE]).slice(0, -1)],
  ['a stroke without points', [0, 10, 0, 0, 0]],
  ['a point outside of the picture', packStrokes([{ ...DAB, points: [10_001, 0] }])],
  ['a brush that is too large', packStrokes([{ ...DAB, radius: 501 }])],
  ['a tool that no brush has', packStrokes([{ ...DAB, tool: 8 }])],
  ['no brush at all', packStrokes([{ ...DAB, radius: 0 }])],
  ['parts of numbers', packStrokes([{ ...DAB, points: [0.5, 1] }])],
  ['negative numbers', packStrokes([{ ...DAB, points: [-1, 1] }])],
  ['more than a document should hold', Array.from({ length: STROKE_NUMBERS + 1 }, () => 1)],
])('refuses %s', (_, row) => {
  expect(unpackStrokes(row)).toBeUndefined();
});

it('refuses tools that the brush of a parameter lacks', () => {
  expect(unpackStrokes(packStrokes([LINE]), 2)).toEqual([LINE]);
  expect(unpackStrokes(packStrokes([LINE]), 1)).toBeUndefined();
});
