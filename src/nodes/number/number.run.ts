import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './number.node.ts';

/** The parameter, as a value. */
export const run: NodeRun<typeof spec> = async (_context, _inputs, { value }) => ({
  value: { type: 'Number', value: value },
});
