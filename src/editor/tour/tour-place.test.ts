import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeCard } from './tour-place.ts';

const CARD = { width: 320, height: 180 };
const DESK = { width: 1440, height: 900 };

it('stands beside what it tells of', () => {
  expect(placeCard({ left: 100, top: 100, width: 200, height: 200 }, CARD, DESK)).toEqual({
    left: 314,
    top: 100,
  });
});

it('changes sides at the right edge of the window', () => {
  expect(placeCard({ left: 1140, top: 40, width: 300, height: 400 }, CARD, DESK)).toEqual({
    left: 806,
    top: 40,
  });
});

it('stands below where there is no room beside', () => {
  const { top } = placeCard({ left: 10, top: 10, width: 370, height: 100 }, CARD, {
    width: 390,
    height: 844,
  });
  expect(top).toBe(124);
});

it('never leaves the window', () => {
  const size = fc.integer({ min: 360, max: 2000 });
  const box = fc.record({
    left: fc.integer({ min: -500, max: 2000 }),
    top: fc.integer({ min: -500, max: 2000 }),
    width: fc.nat(2000),
    height: fc.nat(2000),
  });
  fc.assert(
    fc.property(fc.option(box, { nil: undefined }), size, size, (target, width, height) => {
      const { left, top } = placeCard(target, CARD, { width, height });
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(left + CARD.width).toBeLessThanOrEqual(width);
      expect(top + CARD.height).toBeLessThanOrEqual(height);
    }),
  );
});
