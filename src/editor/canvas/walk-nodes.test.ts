import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { freePlace, nearestFreePlace, nearestNode, nextInDirection, wiredNodes } from './walk-nodes.ts';

const SIZE = { width: 200, height: 240 };
// a   b   d
//     c
//                 e
const BOXES = new Map(
  Object.entries({ a: [0, 0], b: [300, 0], c: [300, 300], d: [600, 20], e: [900, 900] }).map(
    ([id, [x = 0, y = 0]]) => [id, { x, y, ...SIZE }],
  ),
);

it.each([
  ['a', 'right', 'b'],
  ['b', 'right', 'd'],
  ['b', 'down', 'c'],
  ['c', 'up', 'b'],
  ['c', 'right', 'd'],
  ['d', 'left', 'b'],
  ['d', 'down', 'c'],
  ['e', 'left', 'c'],
  ['a', 'left', undefined],
  ['e', 'down', undefined],
] as const)('goes from %s %s to %s', (from, direction, expected) => {
  expect(nextInDirection(BOXES, from, direction)).toBe(expected);
});

it('follows wires both ways, from top to bottom, and ignores those that lead nowhere', () => {
  const document: WorkflowDocument = {
    kineograph: 1,
    name: '',
    outputs: [],
    nodes: {
      a: { type: 'x' },
      b: { type: 'x', inputs: { in: 'a.out' } },
      c: { type: 'x', inputs: { one: 'a.out', two: 'a.other', three: 'gone.out' } },
      d: { type: 'x', inputs: { upper: 'c.out', lower: 'b.out' } },
    },
  };
  expect(wiredNodes(document, BOXES, 'a', 'consumers')).toEqual(['b', 'c']);
  expect(wiredNodes(document, BOXES, 'd', 'sources')).toEqual(['b', 'c']);
  expect(wiredNodes(document, BOXES, 'c', 'sources')).toEqual(['a']);
});

it('begins with the node nearest to a place', () => {
  expect(nearestNode(BOXES, { x: 950, y: 950 })).toBe('e');
  expect(nearestNode(new Map(), { x: 0, y: 0 })).toBeUndefined();
});

it('finds room below what lies in the way', () => {
  const free = freePlace(BOXES.values(), { x: 320, y: 20 }, SIZE, 20);
  expect(free).toEqual({ x: 320, y: 560 });
  expect(freePlace(BOXES.values(), { x: -400, y: 20 }, SIZE, 20)).toEqual({ x: -400, y: 20 });
});

describe('the nearest free place', () => {
  const size = { width: 100, height: 60 };
  const card = { x: 0, y: 0, width: 200, height: 300 };

  it('is the wanted one where nothing lies', () => {
    expect(nearestFreePlace([card], { x: 220, y: 40 }, size, 20)).toEqual({ x: 220, y: 40 });
  });

  it('is beside what lies there, on the nearer side', () => {
    expect(nearestFreePlace([card], { x: 120, y: 100 }, size, 20)).toEqual({ x: 220, y: 100 });
    expect(nearestFreePlace([card], { x: 60, y: 260 }, size, 20)).toEqual({ x: 60, y: 320 });
    expect(nearestFreePlace([card], { x: 60, y: -20 }, size, 20)).toEqual({ x: 60, y: -80 });
  });

  it('is none between cards that leave too little room', () => {
    const other = { ...card, x: 320 };
    const place = nearestFreePlace([card, other], { x: 210, y: 120 }, size, 20);
    expect(place.x <= -120 || place.x >= 540 || place.y <= -80 || place.y >= 320).toBe(true);
  });
});
