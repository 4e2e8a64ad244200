import { canConnect } from '../../runtime/connection.ts';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import type { NodeRegistry } from '../../runtime/registry.ts';
import { nodeTitles } from '../document/node-titles.ts';

/** An output that may be wired to an input. */
export interface CompatibleSource {
  /** `node.port` */
  readonly reference: string;
  /** "Crop · Image", with the node's id where titles repeat. */
  readonly label: string;
}

/** All outputs of a document that may enter this input, in the order of its nodes. */
export function compatibleSources(
  document: WorkflowDocument,
  registry: NodeRegistry,
  to: { readonly node: NodeId; readonly port: string },
): CompatibleSource[] {
  return [...nodeTitles(document, registry)].flatMap(([id, title]) => {
    const outputs = Object.entries(registry.get(document.nodes[id]?.type ?? '')?.outputs ?? {});
    return outputs
      .filter(([port]) => canConnect(document, registry, { from: { node: id, port }, to }).ok)
      .map(([port, spec]) => ({ reference: `${id}.${port}`, label: `${title} · ${spec.label}` }));
  });
}
