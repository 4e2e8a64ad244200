import type { Command } from './commands.ts';

/**
 * The commands that `list` gives, with labels in the language of the moment.
 * @param list is asked again whenever a label is read, so it must only list
 */
export function withSpokenLabels<T extends Readonly<Record<string, Command>>>(list: () => T): T {
  const spoken = Object.entries(list()).map(([id, { label: _, ...command }]) => [
    id,
    Object.defineProperty(command, 'label', { enumerable: true, get: () => list()[id]?.label ?? id }),
  ]);
  return Object.fromEntries(spoken) as T;
}
