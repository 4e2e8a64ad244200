import { expect, it } from 'vitest';
import { STROKE_NUMBERS, type Stroke, unpackStrokes } from '../../values/strokes.ts';
import { type Brush, type Spot, strokeOf, withStroke } from './draw-stroke.ts';

const BRUSH: Brush = { tool: 0, radius: 40, feather: 50, snap: 0 };
const line = (count: number, y: (x: number) => number): Spot[] =>
  Array.from({ length: count }, (_, i) => [i / (count - 1), y(i / (count - 1))]);

it('keeps two points of a straight line, and the corner of a bent one', () => {
  expect(
    strokeOf(
      BRUSH,
      line(50, () => 0.5),
      1,
    ).points,
  ).toEqual([0, 5000, 10_000, 5000]);
  const bent = strokeOf(
    BRUSH,
    line(51, (x) => Math.abs(x - 0.5)),
    1,
  ).points;
  expect(bent).toEqual([0, 5000, 5000, 0, 10_000, 5000]);
});

it('keeps a curve within a small part of the brush, with few points', () => {
  const { points } = strokeOf(
    BRUSH,
    line(400, (x) => 0.5 + 0.3 * Math.sin(6 * x)),
    1,
  );
  expect(points.length / 2).toBeLessThan(40);
  expect(points.length / 2).toBeGreaterThan(8);
});

it('keeps what leaves the picture at its border', () => {
  expect(strokeOf(BRUSH, [[-0.2, 1.4]], 1).points).toEqual([0, 10_000]);
});

it('gives rows that documents accept, up to what they hold', () => {
  const stroke = strokeOf(
    BRUSH,
    line(9, (x) => x * x),
    1.5,
  );
  expect(unpackStrokes(withStroke([], stroke) ?? [0])).toEqual([stroke]);
  const long: Stroke = { ...BRUSH, points: Array.from({ length: STROKE_NUMBERS - 6 }, () => 1) };
  expect(withStroke([long], stroke)).toBeUndefined();
});
