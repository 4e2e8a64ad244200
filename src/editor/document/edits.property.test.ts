import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { toggleControl } from '../app-view/app-controls.ts';
import { registry } from '../registry.ts';
import { danglingReferences, EMPTY, nodeAt } from './document-model.fixture.ts';
import {
  addNode,
  connect,
  copyNodes,
  disconnect,
  freeNodeId,
  pasteNodes,
  placeNode,
  removeNodes,
  setFlag,
  setParam,
} from './edits.ts';
import { type Draft, type EditedDocument, editDocument, performEdit, redoEdit, undoEdit } from './history.ts';
import { alignNodes } from './layout-edits.ts';

const SEQUENCES = 5_000;
const LONGEST = 14;
const TYPES = ['load-image', 'crop', 'encode'] as const;

/** A command of the editor: which, and numbers that choose what it is done to. */
const command = fc.record({
  kind: fc.constantFrom(
    'add',
    'add',
    'remove',
    'connect',
    'disconnect',
    'param',
    'move',
    'flag',
    'paste',
    'promote',
    'align',
    'undo',
    'undo',
    'redo',
    'reload',
  ),
  a: fc.nat(30),
  b: fc.nat(30),
  gesture: fc.option(fc.constantFrom('drag', 'type'), { nil: undefined }),
});
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

/** The change that a command makes to a document. */
function change(draft: Draft<WorkflowDocument>, document: WorkflowDocument, { kind, a, b }: Command): void {
  const ids = Object.keys(draft.nodes);
  const first = nodeAt(draft, a) ?? 'none';
  const second = nodeAt(draft, b) ?? 'none';
  switch (kind) {
    case 'add': {
      const declaration = registry.get(TYPES[a % TYPES.length] ?? 'crop');
      if (!declaration) return;
      const id = freeNodeId(document, declaration.type);
      addNode(draft, id, declaration, { x: a, y: b });
      return;
    }
    case 'remove':
      removeNodes(draft, [first]);
      return;
    case 'connect':
      if (first !== 'none') connect(draft, `${first}.image`, second, 'image');
      return;
    case 'disconnect':
      disconnect(draft, first, 'image');
      return;
    case 'param':
      setParam(draft, first, 'margin', b % 3 === 0 ? undefined : b / 10);
      return;
    case 'move':
      if (first !== 'none') placeNode(draft, first, { x: a * 7, y: b * 3 });
      return;
    case 'flag':
      setFlag(draft, [first, second], a % 2 === 0 ? 'pinned' : 'bypassed', b % 2 === 0);
      return;
    case 'paste':
      pasteNodes(draft, copyNodes(document, [first, second]), { x: 40, y: 40 });
      return;
    case 'promote':
      if (first !== 'none') toggleControl(draft, `${first}.margin`);
      return;
    case 'align': {
      const box = { x: a, y: b, width: 10, height: 10 };
      if (ids.length > 1) alignNodes(draft, { [first]: box, [second]: { ...box, x: b } }, 'left');
      return;
    }
    default:
  }
}

/** The history kept the plain way: whole documents. */
interface Model {
  past: { document: WorkflowDocument; gesture: string | undefined }[];
  future: WorkflowDocument[];
}

function follow(state: EditedDocument, model: Model, step: Command): EditedDocument {
  switch (step.kind) {
    case 'undo': {
      const last = model.past.pop();
      if (last) model.future.unshift(state.document);
      const undone = undoEdit(state);
      expect(undone.document).toEqual(last?.document ?? state.document);
      return undone;
    }
    case 'redo': {
      const next = model.future.shift();
      if (next) model.past.push({ document: state.document, gesture: undefined });
      const redone = redoEdit(state);
      expect(redone.document).toEqual(next ?? state.document);
      return redone;
    }
    case 'reload': {
      const text = serialiseDocument(state.document);
      const reloaded = parseDocument(text);
      expect(reloaded).toEqual(state.document);
      expect(serialiseDocument(reloaded)).toBe(text);
      return state;
    }
    default: {
      const edited = performEdit(
        state,
        step.kind,
        (draft) => change(draft, state.document, step),
        step.gesture,
      );
      if (edited === state) return state;
      const merges =
        step.gesture !== undefined &&
        model.future.length === 0 &&
        model.past.at(-1)?.gesture === step.gesture;
      if (!merges) model.past.push({ document: state.document, gesture: step.gesture });
      model.future = [];
      return edited;
    }
  }
}

describe('random edit commands', () => {
  it(`keep document and history consistent in ${SEQUENCES} sequences`, () => {
    fc.assert(
      fc.property(fc.array(command, { minLength: 1, maxLength: LONGEST }), (steps) => {
        const model: Model = { past: [], future: [] };
        let state = editDocument(EMPTY);
        for (const step of steps) state = follow(state, model, step);
        expect(danglingReferences(state.document)).toEqual([]);
        expect([state.past.length, state.future.length]).toEqual([model.past.length, model.future.length]);
        const end = state.document;
        const count = state.past.length;
        for (let n = 0; n < count; n++) state = undoEdit(state);
        expect(state.document).toEqual(EMPTY);
        for (let n = 0; n < count; n++) state = redoEdit(state);
        expect(state.document).toEqual(end);
      }),
      { numRuns: SEQUENCES, seed: 1 },
    );
  });
});
