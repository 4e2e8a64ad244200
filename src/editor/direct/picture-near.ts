import { useMemo } from 'react';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import type { Picture } from '../../values/outline.ts';
import { useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { firstImage, useNodeOutputs } from '../run/node-outputs.ts';

type GivesImage = (document: WorkflowDocument, node: NodeId) => boolean;

/**
 * The node whose picture a node without a picture of its own is about: the nearest before it; else, for what leads to
 * a picture only later (a motion), the nearest before what it feeds.
 */
export function pictureSource(
  document: WorkflowDocument,
  node: NodeId,
  givesImage: GivesImage,
): NodeId | undefined {
  const before = nearestBefore(document, node, givesImage);
  if (before !== undefined) return before;
  const seen = new Set<NodeId>([node]);
  for (const id of seen) {
    for (const [consumer, { inputs }] of Object.entries(document.nodes)) {
      if (seen.has(consumer)) continue;
      if (!Object.values(inputs ?? {}).some((reference) => splitPortReference(reference)?.node === id))
        continue;
      const found = nearestBefore(document, consumer, givesImage);
      if (found !== undefined) return found;
      seen.add(consumer);
    }
  }
  return undefined;
}

function nearestBefore(document: WorkflowDocument, node: NodeId, givesImage: GivesImage): NodeId | undefined {
  const seen = new Set<NodeId>([node]);
  for (const id of seen) {
    if (id !== node && givesImage(document, id)) return id;
    for (const reference of Object.values(document.nodes[id]?.inputs ?? {})) {
      const source = splitPortReference(reference)?.node;
      if (source !== undefined) seen.add(source);
    }
  }
  return undefined;
}

/** The newest picture that a node is about; undefined until there is one. */
export function usePictureNear(node: NodeId): Picture | undefined {
  const source = useDocument(({ document }) => pictureSource(document, node, givesImage));
  const values = useNodeOutputs(source);
  return useMemo(() => firstImage(values), [values]);
}

function givesImage(document: WorkflowDocument, node: NodeId): boolean {
  const outputs = registry.get(document.nodes[node]?.type ?? '')?.outputs ?? {};
  return Object.values(outputs).some(({ type }) => type === 'Image');
}
