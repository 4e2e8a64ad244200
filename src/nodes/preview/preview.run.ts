import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './preview.node.ts';

/** The host shows the input; there is nothing to compute. */
export const run: NodeRun<typeof spec> = async () => ({});
