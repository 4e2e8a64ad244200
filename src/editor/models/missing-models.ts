import { create } from 'zustand';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { innerId } from '../../runtime/subgraph-type.ts';
import { flatGraph } from '../document/flat-graph.ts';
import { registry } from '../registry.ts';

/** Ids of the models that nodes of the document need now and that can neither be read here nor be fetched. */
export const useMissingModels = create<{ readonly missing: ReadonlySet<string> }>(() => ({
  missing: new Set(),
}));

/** The missing models of a node; of an instance of a subgraph, those of all nodes in it. */
export function missingFor(
  document: WorkflowDocument,
  node: NodeId,
  missing: ReadonlySet<string>,
): readonly string[] {
  if (missing.size === 0) return [];
  const inside = innerId(node, '');
  const models = Object.entries(flatGraph(document).nodes).flatMap(([id, { type }]) =>
    id === node || id.startsWith(inside) ? (registry.get(type)?.models ?? []) : [],
  );
  return [...new Set(models)].filter((id) => missing.has(id));
}
