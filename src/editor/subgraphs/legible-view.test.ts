import { expect, it } from 'vitest';
import { legibleView } from './legible-view.ts';

const CARDS = [
  { x: 300, y: 0, width: 224, height: 240 },
  { x: 0, y: 280, width: 224, height: 240 },
  { x: 0, y: 40, width: 224, height: 240 },
];
const WHOLE = { x: 0, y: 0, width: 1200, height: 520 };
const PHONE = { width: 390, height: 600 };

it('begins with the upper card of the first column, and shows that there is a second', () => {
  const { x, y, zoom } = legibleView(CARDS, WHOLE, PHONE) ?? { x: 0, y: 0, zoom: 0 };
  expect(zoom).toBeGreaterThan(0.8);
  expect(x).toBeGreaterThan(0);
  expect(y + 40 * zoom).toBeCloseTo(24);
  expect(x + 300 * zoom).toBeLessThan(PHONE.width);
});

it.each([
  ['a wide screen', CARDS, WHOLE, { width: 900, height: 600 }],
  ['a graph that fits', CARDS, { ...WHOLE, width: 500 }, PHONE],
  ['no cards', [], WHOLE, PHONE],
])('leaves %s to be seen whole', (_, cards, whole, screen) => {
  expect(legibleView(cards, whole, screen)).toBeUndefined();
});
