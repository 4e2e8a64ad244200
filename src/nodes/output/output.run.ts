import type { NodeRun } from '../../runtime/node.ts';
import { NodeError } from '../../values/errors.ts';
import type { spec } from './output.node.ts';

/** Characters that a file system or shell takes for something else. */
const UNSAFE_IN_NAMES = /[\\/:*?"<>|\p{Cc}]/u;

/** Checks the name; the host saves the input under it. */
export const run: NodeRun<typeof spec> = async (_context, _inputs, { name }) => {
  if (UNSAFE_IN_NAMES.test(name) || name.startsWith('.')) {
    throw new NodeError(
      'bad-file-name',
      `"${name}" cannot be a file name.`,
      'Leave out leading dots and the characters \\ / : * ? " < > |.',
    );
  }
  return {};
};
