import { NODE_DECLARATIONS } from '../../nodes/index.ts';
import { NodeRegistry } from '../../runtime/registry.ts';
import { spokenDeclaration } from '../strings/node-texts.ts';

/** The node types that this editor is built with, in the language of the moment; without any document's subgraphs. */
export const BUILT_IN_TYPES: NodeRegistry = new NodeRegistry(NODE_DECLARATIONS.map(spokenDeclaration));
