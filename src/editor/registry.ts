import { NODE_DECLARATIONS } from '../nodes/index.ts';
import { NodeRegistry } from '../runtime/registry.ts';

/** The node types that this editor offers. */
export const registry = new NodeRegistry(NODE_DECLARATIONS);
