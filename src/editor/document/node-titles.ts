import type { NodeId, WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import type { NodeRegistry } from '../../runtime/registry.ts';
import { locate, subgraphAt } from './places.ts';

/**
 * What a node is called wherever it lies, with its id where the name repeats in its graph.
 * @param id of the flat graph: "crop", "subgraph/crop"
 */
export function nodeTitle(document: WorkflowDocument, id: NodeId, registry: NodeRegistry): string {
  const located = locate(document, id);
  if (!located) return id;
  const graph = subgraphAt(document, located.place)?.definition ?? document;
  const titleOf = (node: WorkflowNode) => node.label ?? registry.get(node.type)?.title ?? node.type;
  const title = titleOf(located.node);
  const isShared = Object.values(graph.nodes).filter((node) => titleOf(node) === title).length > 1;
  return isShared ? `${title} (${located.id})` : title;
}

/** What the nodes of a document are called, with the id where names repeat: "Crop", "Crop (crop-2)". */
export function nodeTitles(document: WorkflowDocument, registry: NodeRegistry): ReadonlyMap<NodeId, string> {
  const titles = new Map<NodeId, string>();
  const counts = new Map<string, number>();
  for (const [id, node] of Object.entries(document.nodes)) {
    const title = node.label ?? registry.get(node.type)?.title ?? node.type;
    titles.set(id, title);
    counts.set(title, (counts.get(title) ?? 0) + 1);
  }
  for (const [id, title] of titles) if ((counts.get(title) ?? 0) > 1) titles.set(id, `${title} (${id})`);
  return titles;
}
