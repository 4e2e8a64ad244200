import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NODE_DECLARATIONS } from '../../nodes/index.ts';
import { checkWorkflow } from '../../runtime/check-workflow.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { DocumentRegistry } from '../../runtime/document-registry.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { planWorkflow } from '../../runtime/plan-workflow.ts';
import { NodeRegistry } from '../../runtime/registry.ts';
import { serialiseDocument } from '../../runtime/serialise-document.ts';
import { buildGraph } from '../../runtime/workflow-graph.ts';
import { type Draft, editDocument, performEdit, undoEdit } from './history.ts';
import { createSubgraph, expandInstance, makeUnique } from './subgraph-edits.ts';

const WORKFLOWS = resolve(import.meta.dirname, '../../../workflows');
const PORTRAIT = parseDocument(readFileSync(resolve(WORKFLOWS, 'living-portrait.json'), 'utf8'));
const registry = new NodeRegistry(NODE_DECLARATIONS);
const ANALYSIS = ['landmarks', 'matte', 'regions', 'depth', 'prompt'];

function changed(document: WorkflowDocument, change: (draft: Draft<WorkflowDocument>) => void) {
  return performEdit(editDocument(document), 'change', change);
}

/** Keys of all results, whatever the nodes are called. */
function keysOf(document: WorkflowDocument): string[] {
  const plan = planWorkflow(buildGraph(document, registry), {
    assetHash: () => 'photo',
    modelHash: (id) => id,
    isStored: () => false,
    lastRecipe: () => undefined,
    estimate: () => 0,
  });
  return Object.values(plan.nodes)
    .map(({ key = 'none' }) => key)
    .sort();
}

const state = changed(PORTRAIT, (draft) => void createSubgraph(draft, registry, ANALYSIS, 'Analysis'));
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
    expect(checkWorkflow(nested, registry)).toEqual([]);
    expect(parseDocument(serialiseDocument(nested))).toEqual(nested);
    expect(undoEdit(state).document).toEqual(PORTRAIT);
  });

  it('exposes what the app view shows, also of what makes the result', () => {
    expect(nested.app?.controls).toEqual(['photo.file', 'subgraph.text', 'motion.seed']);
    const known = new DocumentRegistry(registry, () => nested);
    expect(known.get('subgraph:subgraph')?.params.text).toMatchObject({
      kind: 'text',
      default: 'natural blink, subtle head turn, gentle breathing',
    });
    const end = changed(PORTRAIT, (draft) => void createSubgraph(draft, registry, ['loop', 'encode'], 'End'));
    expect(end.document.outputs).toEqual(['subgraph.file']);
    expect(keysOf(end.document)).toEqual(keysOf(PORTRAIT));
  });

  it('can be made from instances, and of nothing comes nothing', () => {
    const known = new DocumentRegistry(registry, () => nested);
    const twice = changed(
      nested,
      (draft) => void createSubgraph(draft, known, ['subgraph', 'motion'], 'More'),
    );
    expect(keysOf(twice.document)).toEqual(keysOf(PORTRAIT));
    const empty = changed(PORTRAIT, (draft) => void createSubgraph(draft, registry, ['none'], 'x'));
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
