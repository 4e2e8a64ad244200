import { expect, it } from 'vitest';
import { flowEdges, flowNodes, keyMoves } from './flow-elements.ts';

const DOCUMENT = {
  kineograph: 1,
  name: '',
  nodes: {
    photo: { type: 'load-image@1' },
    crop: { type: 'crop@1', inputs: { image: 'photo.image', faces: 'gone.faces' } },
  },
  outputs: [],
  view: { nodes: { photo: { x: 20, y: 40 } } },
} as const;

it('finds moves by keys and leaves drags to their end', () => {
  const position = { x: 1, y: 2 };
  expect(
    keyMoves([
      { type: 'position', id: 'a', position, dragging: false },
      { type: 'position', id: 'b', position, dragging: true },
      { type: 'select', id: 'c', selected: true },
    ]),
  ).toEqual([{ id: 'a', position }]);
});

it('keeps the identity of nodes that did not change', () => {
  const before = flowNodes(DOCUMENT, new Set(), []);
  const after = flowNodes(DOCUMENT, new Set(['crop']), before);
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});

it('draws only wires that have both ends', () => {
  expect(flowEdges(DOCUMENT, new Set(), []).map(({ id, source }) => [id, source])).toEqual([
    ['crop.image', 'photo'],
  ]);
});
