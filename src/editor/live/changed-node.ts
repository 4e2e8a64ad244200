import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';

/** The node whose parameters changed; undefined when there is none, or several, or when nodes or wires changed too. */
export function changedNode(before: WorkflowDocument, after: WorkflowDocument): NodeId | undefined {
  if (before.nodes === after.nodes) return undefined;
  const ids = Object.keys(after.nodes);
  if (ids.length !== Object.keys(before.nodes).length) return undefined;
  const changed = ids.filter((id) => before.nodes[id] !== after.nodes[id]);
  const [id] = changed;
  if (id === undefined || changed.length > 1) return undefined;
  const [was, is] = [before.nodes[id], after.nodes[id]];
  const isSameBesides =
    was?.type === is?.type && was?.inputs === is?.inputs && was?.bypassed === is?.bypassed;
  return isSameBesides && was?.params !== is?.params ? id : undefined;
}

/**
 * The last node that gives a clip on the way from a node to the ends of the workflow; the node itself when nothing
 * below it does.
 * @param givesClip does a node of the document give a clip?
 */
export function clipBelow(
  document: WorkflowDocument,
  node: NodeId,
  givesClip: (document: WorkflowDocument, node: NodeId) => boolean,
): NodeId | undefined {
  // Breadth first: what is found last is furthest down.
  return [node, ...below(document, node)].findLast((id) => givesClip(document, id));
}

/** Does what a node gives reach, directly or through others, a node of this kind? */
export function reaches(
  document: WorkflowDocument,
  node: NodeId,
  isWanted: (id: NodeId) => boolean,
): boolean {
  return below(document, node).some(isWanted);
}

/** Everything that a node feeds, breadth first. */
function below(document: WorkflowDocument, node: NodeId): NodeId[] {
  const consumers = new Map<NodeId, NodeId[]>();
  for (const [id, { inputs }] of Object.entries(document.nodes)) {
    for (const reference of Object.values(inputs ?? {})) {
      const source = splitPortReference(reference)?.node ?? '';
      consumers.set(source, [...(consumers.get(source) ?? []), id]);
    }
  }
  const seen = new Set<NodeId>([node]);
  for (const id of seen) for (const consumer of consumers.get(id) ?? []) seen.add(consumer);
  seen.delete(node);
  return [...seen];
}
