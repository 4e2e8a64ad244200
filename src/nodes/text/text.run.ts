import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './text.node.ts';

/** The parameter, as a value. */
export const run: NodeRun<typeof spec> = async (_context, _inputs, { text }) => ({
  text: { type: 'Text', value: text },
});
