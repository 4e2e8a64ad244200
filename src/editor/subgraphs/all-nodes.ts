import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { definitionOf } from '../../runtime/subgraph-type.ts';
import { registry } from '../registry.ts';

/** A node that can be found, in whatever graph of the document it lies. */
export interface FoundNode {
  /** In the flat graph: `eyes/crop`. */
  readonly id: NodeId;
  readonly title: string;
  readonly category: string;
}

/** More than this nobody looks through. */
const MOST = 2_000;

/** All nodes of a document, those in instances of subgraphs after the nodes around them. */
export function allNodes(whole: WorkflowDocument): FoundNode[] {
  const found: FoundNode[] = [];
  const graphs = [{ prefix: '', nodes: whole.nodes, inside: new Set<unknown>() }];
  for (let graph = graphs.shift(); graph && found.length < MOST; graph = graphs.shift()) {
    for (const [id, node] of Object.entries(graph.nodes)) {
      const declaration = registry.get(node.type);
      const title = node.label ?? declaration?.title ?? node.type;
      found.push({ id: graph.prefix + id, title, category: declaration?.category ?? 'unknown' });
      const definition = definitionOf(whole, node.type);
      if (!definition || graph.inside.has(definition)) continue;
      const inside = new Set([...graph.inside, definition]);
      graphs.push({ prefix: `${graph.prefix}${id}/`, nodes: definition.nodes, inside });
    }
  }
  return found.slice(0, MOST);
}
