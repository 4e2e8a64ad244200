import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import {
  addGroup,
  addNote,
  changeGroup,
  changeNote,
  findItem,
  frameAround,
  isWithin,
  liesIn,
  placeFurniture,
  removeFurniture,
  splitFurnitureId,
} from './furniture-edits.ts';
import { type Draft, editDocument, performEdit, undoEdit } from './history.ts';

const EMPTY: WorkflowDocument = { kineograph: 1, name: 'x', nodes: {}, outputs: [] };
const FRAME = { title: 'Face', x: 0, y: 0, width: 400, height: 300 };

function changed(change: (draft: Draft<WorkflowDocument>) => void, from = EMPTY): WorkflowDocument {
  return performEdit(editDocument(from), 'change', change).document;
}

describe('groups and notes', () => {
  it('get ids of their own, sizes within bounds, and survive a save', () => {
    const document = changed((draft) => {
      addGroup(draft, FRAME);
      addGroup(draft, { ...FRAME, width: 3, colour: 'blue' });
      addNote(draft, { text: 'Try a low amount first.', x: 0.4, y: 7.6 });
    });
    expect(document.view?.groups?.map(({ id, width }) => [id, width])).toEqual([
      ['group', 400],
      ['group-2', 160],
    ]);
    expect(document.view?.notes).toEqual([
      { id: 'note', text: 'Try a low amount first.', x: 0, y: 8, width: 220, height: 120 },
    ]);
    expect(parseDocument(serialiseDocument(document))).toEqual(document);
  });

  it('of older documents are known by their place', () => {
    const old = { ...EMPTY, view: { groups: [FRAME, { ...FRAME, title: 'Second' }] } };
    const renamed = changed((draft) => changeGroup(draft, '1', { title: 'Hair' }), old);
    expect(renamed.view?.groups?.map(({ title }) => title)).toEqual(['Face', 'Hair']);
    const more = changed((draft) => addGroup(draft, FRAME), old);
    expect(more.view?.groups?.[2]?.id).toBe('group');
    expect(changed((draft) => removeFurniture(draft, ['group.0']), old).view?.groups).toEqual([
      { ...FRAME, title: 'Second' },
    ]);
  });

  it('are changed, moved, removed and brought back', () => {
    const document = changed((draft) => {
      addNote(draft, { text: 'a', x: 0, y: 0 });
    });
    const state = performEdit(editDocument(document), 'Write', (draft) => {
      changeNote(draft, 'note', { text: 'x'.repeat(30_000), width: 10 });
      placeFurniture(draft, 'note.note', { x: 12, y: 13 });
    });
    const note = findItem(state.document.view?.notes, 'note');
    expect([note?.text.length, note?.width, note?.x, note?.y]).toEqual([20_000, 120, 12, 13]);
    expect(undoEdit(state).document).toEqual(document);
  });

  it('are refused beyond the bound', () => {
    let last: string | undefined = '';
    changed((draft) => {
      for (let count = 0; count <= 1000; count++) last = addNote(draft, { text: '', x: 0, y: 0 });
    });
    expect(last).toBeUndefined();
  });
});

describe('frames', () => {
  it('leave room for a title and lie on the grid', () => {
    expect(
      frameAround([
        { x: 10, y: 100, width: 224, height: 50 },
        { x: 300, y: 90, width: 100, height: 33 },
      ]),
    ).toEqual({ x: -20, y: 20, width: 440, height: 160 });
  });

  it('hold what has its middle inside, and groups as a whole', () => {
    const frame = { x: 0, y: 0, width: 100, height: 100 };
    expect(liesIn({ x: 60, y: 60, width: 60, height: 60 }, frame)).toBe(true);
    expect(liesIn({ x: 80, y: 60, width: 60, height: 60 }, frame)).toBe(false);
    expect(isWithin({ x: 0, y: 0, width: 100, height: 90 }, frame)).toBe(true);
    expect(isWithin(frame, frame)).toBe(false);
  });

  it('have ids that no node can have', () => {
    expect(splitFurnitureId('group.a')).toEqual({ kind: 'group', id: 'a' });
    expect(splitFurnitureId('group')).toBeUndefined();
    expect(splitFurnitureId('crop')).toBeUndefined();
  });
});
