import type { MessageBook } from '../messages.ts';
import { engineMessages } from './messages-engine.ts';
import { fileMessages } from './messages-files.ts';
import { nodeMessages } from './messages-nodes.ts';
import { chips, promptMessages } from './messages-prompt.ts';

/** All that is said in German about work, files and prompts. The test beside the reader finds what is missing. */
export const germanMessages: MessageBook = {
  messages: { ...engineMessages, ...fileMessages, ...nodeMessages, ...promptMessages },
  chips,
};
