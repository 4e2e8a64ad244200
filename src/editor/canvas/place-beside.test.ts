import { expect, it } from 'vitest';
import { placeBeside } from './place-beside.ts';

const TOOLBAR = { width: 136, height: 42 };
const PHONE = { width: 390, height: 700 };

it.each([
  ['in the middle of the canvas', { x: 100, y: 200, width: 100, height: 120 }, { shift: 0, isBelow: false }],
  ['at the left border', { x: 5, y: 200, width: 60, height: 80 }, { shift: 39, isBelow: false }],
  ['at the right border', { x: 320, y: 200, width: 60, height: 80 }, { shift: -34, isBelow: false }],
  ['at the top', { x: 100, y: 20, width: 100, height: 120 }, { shift: 0, isBelow: true }],
  ['higher than the canvas', { x: 100, y: -50, width: 100, height: 900 }, { shift: 0, isBelow: false }],
  ['out of sight', { x: -500, y: 200, width: 60, height: 80 }, { shift: 98, isBelow: false }],
])('stands so that all of it is seen: a card %s', (_, card, place) => {
  expect(placeBeside(card, TOOLBAR, PHONE)).toEqual(place);
});
