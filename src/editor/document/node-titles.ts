import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { NodeRegistry } from '../../runtime/registry.ts';

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
