import { describe, expect, it } from 'vitest';
import { checkWorkflow } from '../../runtime/check-workflow.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { DocumentRegistry } from '../../runtime/document-registry.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { type Draft, editDocument, performEdit, undoEdit } from './history.ts';
import { createSubgraph, expandInstance, makeUnique } from './subgraph-edits.ts';
import { ANALYSIS, keysOf, NODE_TYPES, PORTRAIT } from './subgraph-portrait.fixture.ts';

function changed(document: WorkflowDocument, change: (draft: Draft<WorkflowDocument>) => void) {
  return performEdit(editDocument(document), 'change', change);
}

const state = changed(PORTRAIT, (draft) => void createSubgraph(draft, NODE_TYPES, ANALYSIS, 'Analysis'));
const nested = state.document;

describe('a subgraph from a selection', () => {
  it('has a port for each wire that crosses, and gives the same keys', () => {
    expect(Object.keys(nested.nodes)).toEqual([
      'photo',
      'faces',
      'crop',
      'motion',
      'animate',
      'loop',
      'encode',
      'subgraph',
    ]);
    const definition = nested.subgraphs?.subgraph;
    expect(nested.nodes.subgraph?.inputs).toEqual({ image: 'crop.image', faces: 'crop.faces' });
    expect(definition?.inputs.image?.to).toEqual([
      'landmarks.image',
      'matte.image',
      'regions.image',
      'depth.image',
    ]);
    expect(Object.keys(definition?.outputs ?? {}).sort()).toEqual([
      'depth',
      'faces',
      'matte',
      'prompt',
      'regions',
    ]);
    expect(nested.nodes.animate?.inputs?.depth).toBe('subgraph.depth');
    expect(keysOf(nested)).toEqual(keysOf(PORTRAIT));
    expect(checkWorkflow(nested, NODE_TYPES)).toEqual([]);
    expect(parseDocument(serialiseDocument(nested))).toEqual(nested);
    expect(undoEdit(state).document).toEqual(PORTRAIT);
  });

  it('exposes what the app view shows, also of what makes the result', () => {
    expect(nested.app?.controls).toEqual(['photo.file', 'subgraph.text', 'motion.seed']);
    const known = new DocumentRegistry(NODE_TYPES, () => nested);
    expect(known.get('subgraph:subgraph')?.params.text).toMatchObject({
      kind: 'text',
      default: 'natural blink, subtle head turn, gentle breathing',
    });
    const end = changed(
      PORTRAIT,
      (draft) => void createSubgraph(draft, NODE_TYPES, ['loop', 'encode'], 'End'),
    );
    expect(end.document.outputs).toEqual(['subgraph.file']);
    expect(keysOf(end.document)).toEqual(keysOf(PORTRAIT));
  });

  it('can be made from instances, and of nothing comes nothing', () => {
    const known = new DocumentRegistry(NODE_TYPES, () => nested);
    const twice = changed(
      nested,
      (draft) => void createSubgraph(draft, known, ['subgraph', 'motion'], 'More'),
    );
    expect(keysOf(twice.document)).toEqual(keysOf(PORTRAIT));
    const empty = changed(PORTRAIT, (draft) => void createSubgraph(draft, NODE_TYPES, ['none'], 'x'));
    expect(empty.document).toBe(PORTRAIT);
  });
});

describe('an instance', () => {
  it('becomes nodes again, with its own parameters', () => {
    const own = changed(nested, (draft) => {
      const instance = draft.nodes.subgraph;
      if (instance) instance.params = { text: 'smile' };
    }).document;
    const flat = changed(own, (draft) => void expandInstance(draft, 'subgraph')).document;
    expect(keysOf(flat)).toEqual(keysOf(own));
    expect(flat.nodes.prompt?.params?.text).toBe('smile');
    expect(flat.app?.controls).toEqual(['photo.file', 'prompt.text', 'motion.seed']);
    expect(flat.nodes.animate?.inputs).toEqual(PORTRAIT.nodes.animate?.inputs);
    expect(flat.view?.nodes?.matte).toEqual(PORTRAIT.view?.nodes?.matte);
  });

  it('made unique has a definition that no other instance shares', () => {
    const unique = changed(nested, (draft) => {
      draft.nodes.second = { type: 'subgraph:subgraph@1' };
      makeUnique(draft, 'second', (name) => `${name} 2`);
    }).document;
    expect(unique.nodes.second?.type).toBe('subgraph:subgraph-2@1');
    expect(unique.subgraphs?.['subgraph-2']).toEqual({ ...nested.subgraphs?.subgraph, name: 'Analysis 2' });
  });
});
