import type { NodeDeclaration } from '../runtime/node.ts';

/** Every node that ships, in palette order. A new node is one folder and one line here. */
export const NODE_DECLARATIONS: readonly NodeDeclaration[] = [];
