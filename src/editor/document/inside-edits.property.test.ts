import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { SubgraphDefinition, WorkflowDocument } from '../../runtime/document.ts';
import { expandSubgraphs } from '../../runtime/expand-subgraphs.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { definitionOf, OWN_INPUTS, subgraphIdOf } from '../../runtime/subgraph-type.ts';
import { toggleControl } from '../app-view/app-controls.ts';
import { registry } from '../registry.ts';
import { prefixIn, withoutPrefix } from './boundary.ts';
import { copyCanvas, pasteCanvas } from './canvas-fragment.ts';
import {
  endlessDefinitions,
  hideParam,
  labelMember,
  type MemberKind,
  moveMember,
  removeDefinition,
  removeInput,
  removeOutput,
} from './definition-edits.ts';
import { edit, editWhole, goTo, openDocument, redo, undo, useDocument } from './document-store.ts';
import { addNode, connect, disconnect, freeNodeId, placeNode, removeNodes, setParam } from './edits.ts';
import type { Draft } from './history.ts';
import { subgraphAt } from './places.ts';
import { insertReroute } from './reroute-edits.ts';
import { ownNodes, shownGraph } from './shown-graph.ts';
import { createSubgraph, expandInstance, makeUnique } from './subgraph-edits.ts';

// Nobody reads what is said of each step.
vi.mock('../notices/toast.ts', () => ({ toast: { message: () => undefined, warning: () => undefined } }));

const SEQUENCES = 5_000;
const LONGEST = 8;
/** On a slow machine that does other things too, ms. */
const PATIENCE_MS = 300_000;
const TYPES = ['crop', 'crop', 'load-image', 'matte'] as const;

/** A subgraph that has two instances, one of them in another subgraph. */
const START: WorkflowDocument = {
  kineograph: 1,
  name: 'model',
  nodes: {
    photo: { type: 'load-image@1' },
    frame: { type: 'subgraph:frame@1', inputs: { image: 'photo.image' } },
    twice: { type: 'subgraph:twice@1', inputs: { in: 'photo.image' } },
    matte: { type: 'matte@1', inputs: { image: 'frame.image' } },
  },
  outputs: [],
  app: { controls: ['frame.margin'] },
  subgraphs: {
    frame: {
      name: 'Frame',
      nodes: { crop: { type: 'crop@1' }, matte: { type: 'matte@1', inputs: { image: 'crop.image' } } },
      inputs: { image: { type: 'Image', to: ['crop.image'] } },
      outputs: { image: { type: 'Image', from: 'crop.image' }, matte: { type: 'Mask', from: 'matte.matte' } },
      params: { margin: { target: 'crop.margin' } },
    },
    twice: {
      name: 'Twice',
      nodes: {
        again: { type: 'subgraph:frame@1' },
        depth: { type: 'depth@1', inputs: { image: 'again.image' } },
      },
      inputs: { in: { type: 'Image', to: ['again.image'] } },
      outputs: { depth: { type: 'Depth', from: 'depth.depth' } },
      params: { room: { target: 'again.margin' } },
    },
  },
};
const PLACES = [[], ['frame'], ['twice'], ['twice', 'again']] as const;

const EDITS = [
  'add',
  'add',
  'remove',
  'connect',
  'disconnect',
  'param',
  'move',
  'bend',
  'wrap',
  'wrap',
  'expand',
  'unique',
  'paste',
  'expose',
  'input',
  'input',
  'output',
  'output',
  'pass',
] as const;
const WHOLE_EDITS = ['label', 'shift', 'drop', 'delete'] as const;
const STEPS = ['enter', 'enter', 'enter', 'leave', 'undo', 'undo', 'redo', 'reload'] as const;

const command = fc.record({
  kind: fc.constantFrom(...EDITS, ...WHOLE_EDITS, ...STEPS),
  a: fc.nat(30),
  b: fc.nat(30),
});
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

const at = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

type Edit = (typeof EDITS)[number];
type Change = (draft: Draft<WorkflowDocument>) => void;

/** An edit of the graph that is shown. */
function changeOf(shown: WorkflowDocument, kind: Edit, a: number, b: number): Change {
  const ids = ownNodes(shown).map(([id]) => id);
  const prefix = prefixIn(shown);
  const first = at(ids, a) ?? '';
  const second = at(ids, b) ?? '';
  const portOf = (id: string, members: 'inputs' | 'outputs' | 'params', pick = 0) =>
    at(Object.keys(registry.get(shown.nodes[id]?.type ?? '')?.[members] ?? {}), pick);
  const input = portOf(second, 'inputs', a);
  const output = portOf(first, 'outputs', b);
  const isInside = prefix !== '';
  const changes: Readonly<Record<Edit, Change>> = {
    add: (draft) => {
      const declaration = registry.get(at(TYPES, a) ?? 'crop');
      if (declaration) addNode(draft, freeNodeId(shown, declaration.type), declaration, { x: a, y: b });
    },
    remove: (draft) => removeNodes(draft, [first]),
    connect: (draft) => {
      if (output !== undefined && input !== undefined) connect(draft, `${first}.${output}`, second, input);
    },
    disconnect: (draft) => {
      if (input !== undefined) disconnect(draft, second, input);
    },
    param: (draft) => setParam(draft, first, 'margin', b % 3 === 0 ? undefined : b / 10),
    move: (draft) => {
      const id = a % 7 === 0 && isInside ? `${prefix}.outputs` : first;
      if (id !== '') placeNode(draft, id, { x: a * 7, y: b * 3 });
    },
    bend: (draft) => {
      if (input !== undefined) insertReroute(draft, { node: second, port: input }, { x: a, y: b });
    },
    wrap: (draft) => {
      createSubgraph(draft, registry, [first, second], `Made ${a}`);
    },
    expand: (draft) => {
      expandInstance(draft, first);
    },
    unique: (draft) => makeUnique(draft, first, (name) => `${name} 2`),
    paste: (draft) => {
      pasteCanvas(draft, copyCanvas(shown, [first, second], []), { x: 40, y: 40 });
    },
    expose: (draft) => {
      const param = portOf(first, 'params', b);
      if (param !== undefined) toggleControl(draft, `${first}.${param}`);
    },
    input: (draft) => {
      if (isInside && input !== undefined) connect(draft, `${prefix}${OWN_INPUTS}. new`, second, input);
    },
    output: (draft) => {
      if (isInside && output !== undefined) connect(draft, `${first}.${output}`, `${prefix}.outputs`, ' new');
    },
    pass: (draft) => {
      const port = portOf(`${prefix}${OWN_INPUTS}`, 'outputs', a);
      if (isInside) connect(draft, `${prefix}${OWN_INPUTS}.${port}`, `${prefix}.outputs`, ' new');
    },
  };
  return changes[kind];
}

/** An edit of a definition, for all its instances. */
function changeDefinition(draft: Draft<WorkflowDocument>, { kind, a, b }: Command): void {
  const id = at(Object.keys(draft.subgraphs ?? {}), a);
  if (id === undefined) return;
  const member: MemberKind = at(['inputs', 'outputs', 'params'] as const, b) ?? 'inputs';
  const name = at(Object.keys(draft.subgraphs?.[id]?.[member] ?? {}), b);
  if (kind === 'delete') removeDefinition(draft, id);
  else if (name === undefined) return;
  else if (kind === 'label') labelMember(draft, id, member, name, `Name ${b}`);
  else if (kind === 'shift') moveMember(draft, id, member, name, b % 2 === 0 ? 1 : -1);
  else ({ inputs: removeInput, outputs: removeOutput, params: hideParam })[member](draft, id, name);
}

/** The history kept the plain way: whole documents. */
interface Model {
  past: WorkflowDocument[];
  future: WorkflowDocument[];
}

const state = () => useDocument.getState();

/** Shows another graph, which changes nothing. */
function walk({ document, place }: ReturnType<typeof state>, { kind, a }: Command): void {
  if (kind === 'leave') goTo(place.slice(0, -1));
  const instances = ownNodes(document).filter(([, { type }]) => subgraphIdOf(type) !== undefined);
  const id = at(instances, a)?.[0];
  if (kind === 'enter' && id !== undefined) goTo([...place, withoutPrefix(prefixIn(document), id)]);
}

function follow(model: Model, step: Command): void {
  const before = state();
  const { whole, document } = before;
  if (step.kind === 'undo') {
    const wanted = model.past.pop();
    if (wanted) model.future.unshift(whole);
    undo();
    expectSame(state().whole, wanted ?? whole);
  } else if (step.kind === 'redo') {
    const wanted = model.future.shift();
    if (wanted) model.past.push(whole);
    redo();
    expectSame(state().whole, wanted ?? whole);
  } else if (step.kind === 'reload') {
    expectSame(parseDocument(serialiseDocument(whole)), whole);
  } else if (step.kind === 'enter' || step.kind === 'leave') {
    walk(before, step);
    expect(state().whole).toBe(whole);
  } else {
    const { kind, a, b } = step;
    if (isEdit(kind)) edit(kind, changeOf(document, kind, a, b));
    else editWhole(kind, (draft) => changeDefinition(draft, step));
    if (state().whole === whole) return;
    model.past.push(whole);
    model.future = [];
  }
}

function isEdit(kind: string): kind is Edit {
  return (EDITS as readonly string[]).includes(kind);
}

function expectSame(found: unknown, wanted: unknown): void {
  if (!isDeepStrictEqual(found, wanted)) expect(found).toEqual(wanted);
}

/** Every reference of one graph names something that is there. */
function danglingIn(
  whole: WorkflowDocument,
  nodes: WorkflowDocument['nodes'],
  definition?: SubgraphDefinition,
): string[] {
  const gives = (reference: string) => {
    const { node = '', port = '' } = splitPortReference(reference) ?? {};
    if (node === OWN_INPUTS) return definition !== undefined && Object.hasOwn(definition.inputs, port);
    const inner = definitionOf(whole, nodes[node]?.type ?? '');
    return Object.hasOwn(nodes, node) && (!inner || Object.hasOwn(inner.outputs, port));
  };
  const has = (reference: string, members: 'inputs' | 'params') => {
    const { node = '', port = '' } = splitPortReference(reference) ?? {};
    const inner = definitionOf(whole, nodes[node]?.type ?? '');
    return Object.hasOwn(nodes, node) && (!inner || Object.hasOwn(inner[members], port));
  };
  const wires = Object.entries(nodes).flatMap(([id, { inputs, params, type }]) => [
    ...Object.values(inputs ?? {}).filter((source) => !gives(source)),
    ...Object.keys(inputs ?? {}).flatMap((port) => (has(`${id}.${port}`, 'inputs') ? [] : [`${id}.${port}`])),
    // A parameter that no type has is kept in the file; one that a subgraph no longer exposes is not.
    ...(definitionOf(whole, type) && Object.keys(params ?? {}).some((name) => name !== 'margin')
      ? [`${id} params`]
      : []),
  ]);
  const ports = Object.values(definition?.inputs ?? {}).flatMap(({ to }) => to);
  const from = Object.values(definition?.outputs ?? {}).flatMap((output) => output.from ?? []);
  const targets = Object.values(definition?.params ?? {}).map(({ target }) => target);
  return [
    ...wires,
    ...ports.filter((target) => !has(target, 'inputs')),
    ...from.filter((reference) => !gives(reference)),
    ...targets.filter((target) => !has(target, 'params')),
  ];
}

function dangling(whole: WorkflowDocument): string[] {
  return [
    ...danglingIn(whole, whole.nodes),
    ...whole.outputs.filter(
      (reference) => !Object.hasOwn(whole.nodes, splitPortReference(reference)?.node ?? ''),
    ),
    ...(whole.app?.controls ?? []).filter((control) => {
      const { node = '', port = '' } = splitPortReference(control) ?? {};
      const inner = definitionOf(whole, whole.nodes[node]?.type ?? '');
      return !Object.hasOwn(whole.nodes, node) || (inner && !Object.hasOwn(inner.params, port));
    }),
    ...Object.values(whole.subgraphs ?? {}).flatMap((definition) =>
      danglingIn(whole, definition.nodes, definition),
    ),
  ];
}

describe('random edits inside and outside of subgraphs', () => {
  it(
    `keep document, history and what is shown consistent in ${SEQUENCES} sequences`,
    () => {
      const met = new Map<string, number>();
      fc.assert(
        fc.property(fc.array(command, { minLength: 4, maxLength: LONGEST }), fc.nat(3), (steps, begin) => {
          openDocument(START);
          goTo(PLACES[begin] ?? []);
          const model: Model = { past: [], future: [] };
          for (const step of steps) {
            const before = state();
            follow(model, step);
            if (state() !== before) {
              const name = before.place.length > 0 ? `${step.kind} inside` : step.kind;
              met.set(name, (met.get(name) ?? 0) + 1);
            }
            const { whole, place, document } = state();
            if (place.length > 0 && !subgraphAt(whole, place))
              throw new Error(`nowhere: ${place.join(' / ')}`);
            if (place.length > 0 && state() !== before) expectSame(document, shownGraph(whole, place));
          }
          const { whole, past, future } = state();
          expect(dangling(whole)).toEqual([]);
          expect([...endlessDefinitions(whole)]).toEqual([]);
          expect([...expandSubgraphs(whole).faults]).toEqual([]);
          expect([past.length, future.length]).toEqual([model.past.length, model.future.length]);
          // All the way back and forth takes as long as the sequence itself: for each other one.
          if (begin % 2 === 1) return;
          const count = past.length;
          for (let n = 0; n < count; n++) undo();
          expectSame(state().whole, START);
          for (let n = 0; n < count; n++) redo();
          expectSame(state().whole, whole);
        }),
        { numRuns: SEQUENCES, seed: 1 },
      );
      // The sequences mean nothing unless they get there.
      for (const kind of new Set([...EDITS, 'undo', 'redo'])) {
        expect([kind, (met.get(`${kind} inside`) ?? 0) > 20]).toEqual([kind, true]);
      }
      for (const kind of [...WHOLE_EDITS, 'enter'])
        expect([kind, (met.get(kind) ?? 0) > 20]).toEqual([kind, true]);
    },
    PATIENCE_MS,
  );
});
