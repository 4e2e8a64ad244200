import fc from 'fast-check';
import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { NODE_DECLARATIONS } from '../../nodes/index.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { hiddenWires } from '../canvas/hidden-wires.fixture.ts';
import { frameAround } from '../document/furniture-edits.ts';
import type { Box } from '../document/place.ts';
import { layOut } from './lay-out.ts';
import { layoutQuestion } from './layout-question.ts';
import { placeAll } from './place-all.ts';

const SQUARE = 1;
const GAP = 40;

describe('a chain', () => {
  it('is wrapped into columns, so that it fills its screen', () => {
    const { width, height } = around(boxesOf(tidied(chain(12))));
    expect(width / height).toBeGreaterThan(0.6);
    expect(width / height).toBeLessThan(1.7);
  });

  it('takes the shape of its screen', () => {
    const [wide, tall] = [tidied(chain(12), 3), tidied(chain(12), 1 / 3)].map((laid) =>
      around(boxesOf(laid)),
    );
    expect((wide?.width ?? 0) / (wide?.height ?? 1)).toBeGreaterThan(1.5);
    expect((tall?.width ?? 0) / (tall?.height ?? 1)).toBeLessThan(0.67);
  });

  it('leads to the right or down', () => {
    const { nodes, view } = tidied(chain(30));
    const back = Object.keys(nodes).filter((_, index) => {
      const [from, to] = [view?.nodes?.[`n${index - 1}`], view?.nodes?.[`n${index}`]];
      return from && to && (to.x < from.x || (to.x === from.x && to.y <= from.y));
    });
    expect(back).toEqual([]);
    expect(hiddenWires(tidied(chain(30)))).toEqual([]);
  });
});

it('lays out the same graph the same way, and leaves a tidy one as it is', () => {
  const once = tidied(furnished());
  expect(tidied(furnished())).toEqual(once);
  expect(tidied(once)).toEqual(once);
});

it('begins where the graph began', () => {
  const document = chain(6);
  const places = Object.keys(document.nodes).map((id) => [id, { x: 5000, y: -3000 }]);
  const moved = { ...document, view: { nodes: Object.fromEntries(places) } };
  const { x, y } = around(boxesOf(tidied(moved)));
  expect([x, y]).toEqual([5000, -3000]);
});

it('puts parts that no wire connects beside each other', () => {
  const boxes = boxesOf(tidied(loose(40)));
  expect(overlaps(boxes)).toEqual([]);
  const { width, height } = around(boxes);
  expect(width / height).toBeGreaterThan(0.6);
  expect(width / height).toBeLessThan(1.7);
});

it('keeps what is in groups in their frames, and everything else out of them', () => {
  const document = furnished();
  const laid = tidied(document);
  const [outer, inner] = laid.view?.groups ?? [];
  const places = laid.view?.nodes ?? {};
  const isIn = (id: string, frame: Box | undefined) => {
    const { x = 0, y = 0 } = places[id] ?? {};
    return (
      frame !== undefined &&
      x >= frame.x &&
      x < frame.x + frame.width &&
      y >= frame.y &&
      y < frame.y + frame.height
    );
  };
  const ids = Object.keys(document.nodes);
  expect(ids.filter((id) => isIn(id, outer))).toEqual(['n2', 'n3', 'n4', 'n5']);
  expect(ids.filter((id) => isIn(id, inner))).toEqual(['n4', 'n5']);
});

it('lays notes and empty groups beside cards, over nothing', () => {
  const laid = tidied(furnished());
  const [note] = laid.view?.notes ?? [];
  const empty = laid.view?.groups?.[2];
  expect(overlaps([...boxesOf(laid), boxOf(note), boxOf(empty)])).toEqual([]);
  const card = boxesOf(laid)[7];
  expect(distance(boxOf(note), card ?? boxOf(note))).toBeLessThanOrEqual(2 * GAP);
});

it('lays out nothing', () => {
  expect(tidied(chain(0)).nodes).toEqual({});
});

it('lays out any wiring, also in circles, without laying cards over each other', () => {
  const kinds = NODE_DECLARATIONS.filter(({ inputs }) => Object.keys(inputs).length > 0);
  const wire = fc.tuple(fc.nat(11), fc.nat(11), fc.nat(5), fc.nat(5));
  const graph = fc.tuple(
    fc.array(fc.nat(kinds.length - 1), { minLength: 1, maxLength: 12 }),
    fc.array(wire, { maxLength: 24 }),
  );
  fc.assert(
    fc.property(graph, ([types, wires]) => {
      const declared = types.map((type) => kinds[type]);
      const nodes: Record<string, { type: string; inputs: Record<string, string> }> = {};
      for (const [index, kind] of declared.entries())
        nodes[`n${index}`] = { type: `${kind?.type}@${kind?.version}`, inputs: {} };
      for (const [from, to, output, input] of wires) {
        const [source, target] = [declared[from % declared.length], declared[to % declared.length]];
        const out = Object.keys(source?.outputs ?? {});
        const into = Object.keys(target?.inputs ?? {});
        const port = into[input % into.length];
        const node = nodes[`n${to % declared.length}`];
        if (node && port && out.length > 0)
          node.inputs[port] = `n${from % declared.length}.${out[output % out.length]}`;
      }
      expect(overlaps(boxesOf(tidied({ kineograph: 1, name: '', nodes, outputs: [] })))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

function tidied(document: WorkflowDocument, aspect = SQUARE): WorkflowDocument {
  const question = layoutQuestion(document, aspect);
  return produce(document, placeAll(question, layOut(question.graph)));
}

/** Crops one after the other: n0 → n1 → n2 … */
function chain(count: number): WorkflowDocument {
  const nodes = Array.from({ length: count }, (_, index) => [
    `n${index}`,
    { type: 'crop@1', inputs: index === 0 ? {} : { image: `n${index - 1}.image` } },
  ]);
  return { kineograph: 1, name: 'chain', nodes: Object.fromEntries(nodes), outputs: [] };
}

/** As many photos without wires. */
function loose(count: number): WorkflowDocument {
  const nodes = Array.from({ length: count }, (_, index) => [`n${index}`, { type: 'load-image@1' }]);
  return { kineograph: 1, name: 'loose', nodes: Object.fromEntries(nodes), outputs: [] };
}

/** A chain in a row; n2 to n5 in a group and of those n4 and n5 in a group in it; a note below n7; an empty group. */
function furnished(): WorkflowDocument {
  const document = chain(10);
  const at = (index: number) => ({ x: index * 300, y: 0 });
  const card = (index: number) => ({ ...at(index), width: 224, height: 290 });
  const inner = frameAround([card(4), card(5)]);
  return {
    ...document,
    view: {
      nodes: Object.fromEntries(Object.keys(document.nodes).map((id, index) => [id, at(index)])),
      groups: [
        { id: 'outer', title: 'Outer', ...frameAround([card(2), card(3), inner]) },
        { id: 'inner', title: 'Inner', ...inner },
        { id: 'empty', title: 'Empty', x: 0, y: 900, width: 500, height: 200 },
      ],
      notes: [{ id: 'note', text: 'Beside n7', x: 2100, y: 400, width: 220, height: 120 }],
    },
  };
}

/** Boxes of the cards, in the order of the nodes. */
function boxesOf(document: WorkflowDocument): Box[] {
  const { graph, pieces } = layoutQuestion(document, SQUARE);
  return pieces.flatMap((id, index) => {
    const { kind, width, height } = graph.pieces[index] ?? {};
    const { x = 0, y = 0 } = document.view?.nodes?.[id] ?? {};
    return kind === 'card' && width && height ? [{ x, y, width, height }] : [];
  });
}

function boxOf(item: Partial<Box> | undefined): Box {
  const { x = 0, y = 0, width = 0, height = 0 } = item ?? {};
  return { x, y, width, height };
}

function around(boxes: readonly Box[]): Box {
  const { x, y } = { x: Math.min(...boxes.map((box) => box.x)), y: Math.min(...boxes.map((box) => box.y)) };
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  return { x, y, width: right - x, height: Math.max(...boxes.map((box) => box.y + box.height)) - y };
}

/** Pairs of boxes that lie over each other. */
function overlaps(boxes: readonly Box[]): readonly string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .flatMap((b) => (distance(a, b) > 0 ? [] : [`${JSON.stringify(a)} ${JSON.stringify(b)}`])),
  );
}

/** Between two boxes along the axis on which they are farther apart, px; none or less when they lie over each other. */
function distance(a: Box, b: Box): number {
  return Math.max(b.x - a.x - a.width, a.x - b.x - b.width, b.y - a.y - a.height, a.y - b.y - b.height);
}
