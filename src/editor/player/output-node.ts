import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { registry } from '../registry.ts';

/** The node that makes the first output, or the first node that makes a file. */
export function outputNode(document: WorkflowDocument): NodeId | undefined {
  const named = splitPortReference(document.outputs[0] ?? '')?.node;
  if (named !== undefined && Object.hasOwn(document.nodes, named)) return named;
  return Object.keys(document.nodes).find((id) => gives(document, id, 'File'));
}

/**
 * The node whose frames the player shows: the output itself, or the one whose clip enters it. Without an output it is
 * the last node that gives a clip which nothing else goes on with.
 */
export function clipOf(document: WorkflowDocument, output: NodeId | undefined): NodeId | undefined {
  if (output !== undefined) return gives(document, output, 'Clip') ? output : clipBefore(document, output);
  const clips = Object.keys(document.nodes).filter((id) => gives(document, id, 'Clip'));
  const used = new Set(clips.map((id) => clipBefore(document, id)));
  return clips.findLast((id) => !used.has(id));
}

/** The node whose clip enters this one. */
export function clipBefore(document: WorkflowDocument, node: NodeId): NodeId | undefined {
  const declaration = registry.get(document.nodes[node]?.type ?? '');
  const port = Object.entries(declaration?.inputs ?? {}).find(([, spec]) => spec.type === 'Clip')?.[0];
  return splitPortReference(document.nodes[node]?.inputs?.[port ?? ''] ?? '')?.node;
}

function gives(document: WorkflowDocument, id: NodeId, type: 'Clip' | 'File'): boolean {
  const outputs = registry.get(document.nodes[id]?.type ?? '')?.outputs ?? {};
  return Object.values(outputs).some((output) => output.type === type);
}
