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
  const consumers = new Map<NodeId, NodeId[]>();
  for (const [id, { inputs }] of Object.entries(document.nodes)) {
    for (const reference of Object.values(inputs ?? {})) {
      const source = splitPortReference(reference)?.node ?? '';
      consumers.set(source, [...(consumers.get(source) ?? []), id]);
    }
  }
  let last: NodeId | undefined;
  const seen = new Set<NodeId>([node]);
  // Breadth first: what is found last is furthest down.
  for (const id of seen) {
    if (givesClip(document, id)) last = id;
    for (const consumer of consumers.get(id) ?? []) seen.add(consumer);
  }
  return last;
}
