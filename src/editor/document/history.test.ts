import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { editDocument, performEdit, redoEdit, undoEdit } from './history.ts';

const START: WorkflowDocument = { kineograph: 1, name: 'a', nodes: {}, outputs: [] };

function rename(state: ReturnType<typeof editDocument>, name: string, gesture?: string) {
  return performEdit(
    state,
    `Rename to ${name}`,
    (draft) => {
      draft.name = name;
    },
    gesture,
  );
}

describe('history', () => {
  it('takes a step back and does it again', () => {
    const renamed = rename(editDocument(START), 'b');
    const back = undoEdit(renamed);
    expect(back.document.name).toBe('a');
    expect(redoEdit(back).document.name).toBe('b');
    expect(redoEdit(back).past.map((step) => step.label)).toEqual(['Rename to b']);
  });

  it('makes one step of one gesture, which goes back at once', () => {
    let state = editDocument(START);
    for (const name of ['b', 'c', 'd']) state = rename(state, name, 'typing 1');
    expect(state.past).toHaveLength(1);
    expect(undoEdit(state).document).toEqual(START);
    expect(redoEdit(undoEdit(state)).document.name).toBe('d');
  });

  it('keeps different gestures apart', () => {
    const state = rename(rename(editDocument(START), 'b', 'typing 1'), 'c', 'typing 2');
    expect(state.past).toHaveLength(2);
  });

  it('starts a new step after a gesture was redone', () => {
    const redone = redoEdit(undoEdit(rename(editDocument(START), 'b', 'typing 1')));
    expect(rename(redone, 'c', 'typing 1').past).toHaveLength(2);
  });

  it('leaves everything as it was where a change changes nothing', () => {
    const state = editDocument(START);
    expect(rename(state, 'a')).toBe(state);
  });

  it('forgets what could be redone when something else is done', () => {
    const state = rename(undoEdit(rename(editDocument(START), 'b')), 'c');
    expect(state.future).toEqual([]);
    expect(redoEdit(state)).toBe(state);
  });

  it('forgets the oldest of more than 200 steps', () => {
    let state = editDocument(START);
    for (let step = 1; step <= 210; step++) state = rename(state, `name ${step}`);
    expect(state.past).toHaveLength(200);
    while (state.past.length > 0) state = undoEdit(state);
    expect(state.document.name).toBe('name 10');
  });
});
