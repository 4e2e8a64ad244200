import { useEffect } from 'react';
import { useRun } from '../run/run-store.ts';
import { useCommandPalette } from './command-state.ts';
import { type Command, commands } from './commands.ts';

/** Keys that do something by themselves inside a text field, so that the field keeps them. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+C', 'Mod+A', 'Mod+B']);

const BY_KEYS: ReadonlyMap<string, Command> = new Map([
  // Pasting is an event of its own (it brings the clipboard along), heard where files are dropped.
  ...Object.values(commands)
    .filter((command: Command) => command !== commands.paste)
    .flatMap((command: Command) => (command.keys ? [[command.keys, command] as const] : [])),
  ['Mod+Y', commands.redo] as const,
]);

/** Keyboard commands, wherever the focus is. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOf(event);
      if (keys === 'Mod+K') {
        event.preventDefault();
        useCommandPalette.setState((state) => ({ open: !state.open }));
        return;
      }
      if (keys === 'Escape' && useRun.getState().running !== undefined && !isInDialog(event.target)) {
        commands.cancel.perform();
        return;
      }
      const command = BY_KEYS.get(keys);
      if (!command || (isText(event.target) && TEXT_KEYS.has(keys))) return;
      // Copying selected text on the page stays what it is.
      if (keys === 'Mod+C' && !window.getSelection()?.isCollapsed) return;
      event.preventDefault();
      command.perform();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function keysOf(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.shiftKey) parts.push('Shift');
  parts.push(event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return parts.join('+');
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['range', 'checkbox'].includes(target.type);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}
