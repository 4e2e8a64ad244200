import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { copyNodes, freeNodeId, pasteNodes, removeNodes, setParam } from './edits.ts';
import type { Draft } from './history.ts';

/** photo -> faces, photo + faces -> crop */
const PORTRAIT: WorkflowDocument = {
  kineograph: 1,
  name: 'portrait',
  nodes: {
    photo: { type: 'load-image@1', params: { file: 'sample:astronaut' } },
    faces: { type: 'detect-faces@1', inputs: { image: 'photo.image' } },
    crop: { type: 'crop@1', inputs: { image: 'photo.image', faces: 'faces.faces' } },
  },
  outputs: ['crop.image'],
  app: { controls: ['photo.file', 'crop.margin'] },
  view: { nodes: { photo: { x: 0, y: 0 }, faces: { x: 300, y: 0 }, crop: { x: 600, y: 0 } } },
};

function changed(change: (draft: Draft<WorkflowDocument>) => void): WorkflowDocument {
  return produce(PORTRAIT, (draft) => change(draft as Draft<WorkflowDocument>));
}

describe('removing nodes', () => {
  it('takes their wires, outputs, controls and places with them', () => {
    const { nodes, outputs, app, view } = changed((draft) => removeNodes(draft, ['faces', 'crop']));
    expect(Object.keys(nodes)).toEqual(['photo']);
    expect(outputs).toEqual([]);
    expect(app?.controls).toEqual(['photo.file']);
    expect(Object.keys(view?.nodes ?? {})).toEqual(['photo']);
  });

  it('cuts the wires of those that stay', () => {
    const { nodes } = changed((draft) => removeNodes(draft, ['faces']));
    expect(nodes.crop?.inputs).toEqual({ image: 'photo.image' });
  });
});

describe('pasting nodes', () => {
  it('rewires copies to each other and keeps wires from nodes that are here', () => {
    const fragment = copyNodes(PORTRAIT, ['faces', 'crop']);
    const { nodes, view } = changed((draft) => {
      expect(pasteNodes(draft, fragment, { x: 40, y: 20 })).toEqual(['faces-2', 'crop-2']);
    });
    expect(nodes['crop-2']?.inputs).toEqual({ image: 'photo.image', faces: 'faces-2.faces' });
    expect(view?.nodes?.['crop-2']).toEqual({ x: 640, y: 20 });
  });

  it('drops wires from nodes that another document has not', () => {
    const fragment = copyNodes(PORTRAIT, ['crop']);
    const empty: WorkflowDocument = { kineograph: 1, name: 'empty', nodes: {}, outputs: [] };
    const { nodes } = produce(empty, (draft) => {
      pasteNodes(draft as Draft<WorkflowDocument>, fragment, { x: 0, y: 0 });
    });
    expect(nodes.crop?.inputs).toEqual({});
  });

  it('leaves the copied nodes as they were', () => {
    const fragment = copyNodes(PORTRAIT, ['crop']);
    changed((draft) => {
      const [id] = pasteNodes(draft, fragment, { x: 0, y: 0 });
      setParam(draft, id!, 'margin', 0.1);
    });
    expect(fragment.nodes.crop).toEqual(PORTRAIT.nodes.crop);
  });
});

describe('ids and parameters', () => {
  it('numbers ids that are taken', () => {
    expect(freeNodeId(PORTRAIT, 'crop')).toBe('crop-2');
    expect(freeNodeId(PORTRAIT, 'matte')).toBe('matte');
  });

  it('takes a parameter back to its default by removing it', () => {
    const { nodes } = changed((draft) => setParam(draft, 'photo', 'file', undefined));
    expect(nodes.photo?.params).toEqual({});
  });
});
