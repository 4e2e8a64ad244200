import { useEffect } from 'react';
import { useRun } from '../run/run-store.ts';
import { commandFor, keysOfEvent } from './bindings.ts';
import { useCommandPalette } from './command-state.ts';
import { commands } from './commands.ts';

/** Keys that do something by themselves inside a text field, so that the field keeps them. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+C', 'Mod+A', 'Mod+B']);

/** Keyboard commands, wherever the focus is. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOfEvent(event);
      if (keys === 'Mod+K') {
        event.preventDefault();
        useCommandPalette.setState((state) => ({ open: !state.open, scope: 'all' }));
        return;
      }
      if (keys === 'Escape' && useRun.getState().running !== undefined && !isInDialog(event.target)) {
        commands.cancel.perform();
        return;
      }
      const id = commandFor(keys) ?? (keys === 'Mod+Y' ? 'redo' : undefined);
      // Pasting is an event of its own (it brings the clipboard along), heard where files are dropped.
      if (id === undefined || id === 'paste') return;
      const isTyped = TEXT_KEYS.has(keys) || !keys.startsWith('Mod+');
      if (isTyped && (isText(event.target) || isInDialog(event.target))) return;
      // Copying selected text on the page stays what it is.
      if (keys === 'Mod+C' && !window.getSelection()?.isCollapsed) return;
      event.preventDefault();
      commands[id].perform();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['range', 'checkbox'].includes(target.type);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}
