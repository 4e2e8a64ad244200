import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
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

const TYPES = registry.all();

type Change = (draft: Draft<WorkflowDocument>) => void;

/** A random edit, decided by the document that it meets. */
function changeFor(document: WorkflowDocument, kind: number, pick: number, value: number): Change {
  const id = nodeAt(document, pick);
  const other = nodeAt(document, value);
  const declaration = TYPES[pick % TYPES.length]!;
  if (id === undefined || other === undefined || kind === 0) {
    const fresh = freeNodeId(document, declaration.type);
    return (draft) => addNode(draft, fresh, declaration, { x: value, y: pick });
  }
  const changes: readonly Change[] = [
    (draft) => placeNode(draft, id, { x: value, y: -value }),
    (draft) => setParam(draft, id, 'amount', value % 5 === 0 ? undefined : value / 100),
    (draft) => setFlag(draft, [id, other], value % 2 === 0 ? 'pinned' : 'bypassed', pick % 2 === 0),
    (draft) => {
      const port = Object.keys(registry.get(document.nodes[other]?.type ?? '')?.outputs ?? {})[0];
      if (port !== undefined) connect(draft, `${other}.${port}`, id, 'image');
    },
    (draft) => disconnect(draft, id, 'image'),
    (draft) => removeNodes(draft, [id, other]),
    (draft) => {
      pasteNodes(draft, copyNodes(document, [id, other]), { x: 40, y: 40 });
    },
  ];
  return changes[kind % changes.length]!;
}

const action = fc.record({
  what: fc.constantFrom('edit', 'edit', 'edit', 'drag', 'undo', 'redo', 'save'),
  kind: fc.nat(20),
  pick: fc.nat(50),
  value: fc.nat(400),
});

describe('the document and its history under random use', () => {
  it('agrees with a model that keeps every document whole', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        let state: EditedDocument = editDocument(EMPTY);
        // The model: whole documents instead of patches.
        const snapshots: WorkflowDocument[] = [EMPTY];
        let at = 0;
        actions.forEach(({ what, kind, pick, value }, index) => {
          if (what === 'undo') {
            state = undoEdit(state);
            at = Math.max(0, at - 1);
          } else if (what === 'redo') {
            state = redoEdit(state);
            at = Math.min(snapshots.length - 1, at + 1);
          } else if (what === 'save') {
            const text = serialiseDocument(state.document);
            expect(serialiseDocument(parseDocument(text))).toBe(text);
          } else {
            const before = state;
            state = performEdit(state, `edit ${index}`, changeFor(state.document, kind, pick, value));
            if (what === 'drag') {
              const gesture = `drag ${index}`;
              const moved = nodeAt(before.document, pick);
              state = before;
              for (let x = 1; moved !== undefined && x <= 3; x++) {
                const drag: Change = (draft) => placeNode(draft, moved, { x: value + x, y: index });
                state = performEdit(state, 'Move', drag, gesture);
              }
            }
            if (state !== before) {
              snapshots.splice(at + 1);
              snapshots.push(state.document);
              at += 1;
            }
          }
          expect(state.document).toEqual(snapshots[at]);
          expect(state.past).toHaveLength(at);
          expect(state.future).toHaveLength(snapshots.length - 1 - at);
          expect(danglingReferences(state.document)).toEqual([]);
        });
        while (state.past.length > 0) state = undoEdit(state);
        expect(state.document).toEqual(EMPTY);
        while (state.future.length > 0) state = redoEdit(state);
        expect(state.document).toEqual(snapshots.at(-1));
      }),
      { numRuns: 400 },
    );
  });
});
