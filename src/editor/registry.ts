import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { spokenDeclaration } from './strings/node-texts.ts';

/** The node types that this editor offers, with their texts in the language of the moment. */
export const registry = new NodeRegistry(NODE_DECLARATIONS.map(spokenDeclaration));
