import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { editDocument, performEdit, undoEdit } from '../document/history.ts';
import { registry } from '../registry.ts';
import { appControls, moveControl, toggleControl } from './app-controls.ts';

const DOCUMENT: WorkflowDocument = {
  kineograph: 1,
  name: 'app',
  nodes: {
    photo: { type: 'load-image@1' },
    crop: { type: 'crop@1', label: 'Frame', params: { margin: 0.3 } },
  },
  outputs: [],
  app: { controls: ['photo.file', 'gone.margin', 'crop.margin'] },
};

const references = (document: WorkflowDocument) =>
  appControls(document, registry).map(({ reference }) => reference);

describe('controls of the app view', () => {
  it('leaves out what no node has', () => {
    expect(references(DOCUMENT)).toEqual(['photo.file', 'crop.margin']);
    const crop = appControls(DOCUMENT, registry)[1];
    expect(crop).toMatchObject({ nodeTitle: 'Frame', given: 0.3 });
  });

  it('adds and removes as undoable steps, also in a document without an app view', () => {
    const { app: _none, ...plain } = DOCUMENT;
    const added = performEdit(editDocument(plain), 'add', (draft) => toggleControl(draft, 'crop.margin'));
    expect(references(added.document)).toEqual(['crop.margin']);
    const removed = performEdit(added, 'remove', (draft) => toggleControl(draft, 'crop.margin'));
    expect(references(removed.document)).toEqual([]);
    expect(undoEdit(undoEdit(removed)).document).toEqual(plain);
  });

  it('moves past a hidden control, and stays at the ends', () => {
    const move = (by: 1 | -1) =>
      performEdit(editDocument(DOCUMENT), 'move', (draft) =>
        moveControl(draft, 'crop.margin', by, references(DOCUMENT)),
      ).document;
    expect(references(move(-1))).toEqual(['crop.margin', 'photo.file']);
    expect(move(1)).toBe(DOCUMENT);
  });
});
