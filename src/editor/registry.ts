import { DocumentRegistry } from '../runtime/document-registry.ts';
import type { NodeDeclaration } from '../runtime/node.ts';
import type { NodeRegistry } from '../runtime/registry.ts';
import { boundaryDeclaration, boundaryOf } from './document/boundary.ts';
import { useDocument } from './document/document-store.ts';
import { BUILT_IN_TYPES } from './document/node-types.ts';

/** Also knows the nodes that stand for the inputs and outputs of a subgraph while its inside is shown. */
class EditorRegistry extends DocumentRegistry {
  override get(reference: string): NodeDeclaration | undefined {
    const boundary = boundaryOf(reference);
    if (!boundary) return super.get(reference);
    const { subgraphs = {} } = useDocument.getState().whole;
    const { side, definition: id } = boundary;
    const definition = Object.hasOwn(subgraphs, id) ? subgraphs[id] : undefined;
    return definition && boundaryDeclaration(side, id, definition);
  }
}

/** The node types that this editor offers, with their texts in the language of the moment, and the open document's subgraphs. */
export const registry: NodeRegistry = new EditorRegistry(BUILT_IN_TYPES, () => useDocument.getState().whole);
