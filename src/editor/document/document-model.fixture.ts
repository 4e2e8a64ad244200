import type { WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';

/** What random editing begins with. */
export const EMPTY: WorkflowDocument = { kineograph: 1, name: 'model', nodes: {}, outputs: [] };

/** The node that a random number stands for; undefined in an empty document. */
export function nodeAt({ nodes }: Pick<WorkflowDocument, 'nodes'>, pick: number): string | undefined {
  const ids = Object.keys(nodes);
  return ids[pick % Math.max(1, ids.length)];
}

/** References of wires, outputs and controls to nodes that are not there. */
export function danglingReferences({ nodes, outputs, app }: WorkflowDocument): string[] {
  const wires = Object.values(nodes).flatMap((node) => Object.values(node.inputs ?? {}));
  return [...wires, ...outputs, ...(app?.controls ?? [])].filter(
    (reference) => !Object.hasOwn(nodes, splitPortReference(reference)?.node ?? ''),
  );
}
