import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { DocumentRegistry } from '../runtime/document-registry.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { useDocument } from './document/document-store.ts';
import { spokenDeclaration } from './strings/node-texts.ts';

/** The node types that this editor offers, with their texts in the language of the moment, and the open document's subgraphs. */
export const registry: NodeRegistry = new DocumentRegistry(
  new NodeRegistry(NODE_DECLARATIONS.map(spokenDeclaration)),
  () => useDocument.getState().document,
);
