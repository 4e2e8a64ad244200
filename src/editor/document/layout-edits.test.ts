import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { editDocument, performEdit } from './history.ts';
import { alignNodes, type Boxes, distributeNodes } from './layout-edits.ts';

const EMPTY: WorkflowDocument = { kineograph: 1, name: '', nodes: {}, outputs: [] };
const BOXES: Boxes = {
  a: { x: 0, y: 0, width: 100, height: 40 },
  b: { x: 130, y: 30, width: 60, height: 80 },
  c: { x: 400, y: 200, width: 100, height: 40 },
};

type Change = Parameters<typeof performEdit>[2];
const places = (change: Change) => performEdit(editDocument(EMPTY), '', change).document.view?.nodes;

describe('alignment', () => {
  it.each([
    ['left', { a: [0, 0], b: [0, 30], c: [0, 200] }],
    ['centre', { a: [200, 0], b: [220, 30], c: [200, 200] }],
    ['right', { a: [400, 0], b: [440, 30], c: [400, 200] }],
    ['top', { a: [0, 0], b: [130, 0], c: [400, 0] }],
    ['middle', { a: [0, 100], b: [130, 80], c: [400, 100] }],
    ['bottom', { a: [0, 200], b: [130, 160], c: [400, 200] }],
  ] as const)('brings nodes to the %s', (alignment, expected) => {
    const moved = places((draft) => alignNodes(draft, BOXES, alignment));
    const found = Object.fromEntries(Object.entries(moved ?? {}).map(([id, { x, y }]) => [id, [x, y]]));
    expect(found).toEqual(expected);
  });

  it('gives equal gaps between boxes of unequal size', () => {
    const moved = places((draft) => distributeNodes(draft, BOXES, 'x'));
    expect([moved?.a?.x, moved?.b?.x, moved?.c?.x]).toEqual([0, 220, 400]);
    expect(places((draft) => distributeNodes(draft, { a: BOXES.a!, b: BOXES.b! }, 'x'))).toBeUndefined();
  });
});
