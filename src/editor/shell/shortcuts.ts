import { useLayoutEffect } from 'react';
import { nudgeSelection, walk } from '../canvas/walk.ts';
import type { Direction } from '../canvas/walk-nodes.ts';
import { useRun } from '../run/run-store.ts';
import { commandFor, keysOfEvent } from './bindings.ts';
import { useCommandPalette } from './command-state.ts';
import { commands } from './commands.ts';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Keys that no field uses. */
const FUNCTION_KEY = /^F\d+$/;

/** Keys that do something by themselves inside a text field, so that the field keeps them. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['Mod+Z', 'Mod+Shift+Z', 'Mod+Y', 'Mod+C', 'Mod+A', 'Mod+B']);

/**
 * Keyboard commands, wherever the focus is. They are heard as soon as the editor is seen: an effect that waits until
 * after the first picture would lose what is pressed meanwhile on a busy machine.
 */
export function useShortcuts(): void {
  useArrowKeys();
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const keys = keysOfEvent(event);
      // Arrows are heard earlier, and only over the canvas.
      if (event.key.startsWith('Arrow')) return;
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
      if (isTyped && (isInDialog(event.target) || (isText(event.target) && !FUNCTION_KEY.test(keys)))) return;
      // Copying selected text on the page stays what it is.
      if (keys === 'Mod+C' && !window.getSelection()?.isCollapsed) return;
      event.preventDefault();
      commands[id].perform();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

/**
 * Arrow keys: with Alt or Mod they are commands, alone they move what is selected. They are heard before the canvas
 * hears them, which moves a node by any arrow, and only where no field or list uses them.
 */
function useArrowKeys(): void {
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const direction = DIRECTIONS[event.key];
      if (!direction || !isOnCanvas(event.target)) return;
      const id = commandFor(keysOfEvent(event));
      if (id !== undefined) commands[id].perform();
      // A node with the focus is moved by the canvas itself.
      else if (event.target !== document.body || event.altKey || event.ctrlKey || event.metaKey) return;
      else if (!nudgeSelection(direction, event.shiftKey)) walk(direction);
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/** Nothing has the focus, or a piece of the graph has it: no field, no list, no slider. */
function isOnCanvas(target: EventTarget | null): boolean {
  if (target === document.body) return document.querySelector('.canvas') !== null;
  return target instanceof Element && target.matches('.react-flow__node, .react-flow__edge, .state-badge');
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && !['range', 'checkbox'].includes(target.type);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"]') !== null;
}
