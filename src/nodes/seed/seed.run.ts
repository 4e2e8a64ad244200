import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './seed.node.ts';

/** The parameter, as a value. */
export const run: NodeRun<typeof spec> = async (_context, _inputs, { seed }) => ({
  seed: { type: 'Number', value: seed },
});
