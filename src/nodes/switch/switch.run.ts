import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './switch.node.ts';

/** The parameter, as a value. */
export const run: NodeRun<typeof spec> = async (_context, _inputs, { on }) => ({
  on: { type: 'Boolean', value: on },
});
