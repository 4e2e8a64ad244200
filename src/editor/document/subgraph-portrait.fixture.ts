import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { NODE_DECLARATIONS } from '../../nodes/index.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { parseDocument } from '../../runtime/parse-document.ts';
import { planWorkflow } from '../../runtime/plan-workflow.ts';
import { NodeRegistry } from '../../runtime/registry.ts';
import { buildGraph } from '../../runtime/workflow-graph.ts';

const WORKFLOWS = resolve(import.meta.dirname, '../../../workflows');

/** The living portrait, in whose graph tests make subgraphs. */
export const PORTRAIT = parseDocument(readFileSync(resolve(WORKFLOWS, 'living-portrait.json'), 'utf8'));
/** Its nodes that work out what the photo shows. */
export const ANALYSIS = ['landmarks', 'matte', 'regions', 'depth', 'prompt'];
export const NODE_TYPES = new NodeRegistry(NODE_DECLARATIONS);

/** Keys of all results, whatever the nodes are called. */
export function keysOf(document: WorkflowDocument): string[] {
  const plan = planWorkflow(buildGraph(document, NODE_TYPES), {
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
