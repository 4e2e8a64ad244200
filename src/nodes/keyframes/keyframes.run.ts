import type { NodeRun } from '../../runtime/node.ts';
import type { spec } from './keyframes.node.ts';

/** The keys of the parameter, as a value. */
export const run: NodeRun<typeof spec> = async (_context, _inputs, { tracks }) => ({
  keyframes: { type: 'Keyframes', tracks },
});
