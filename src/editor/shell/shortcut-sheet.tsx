import { Dialog } from 'radix-ui';
import { useState } from 'react';
import { canvasStrings } from '../strings/canvas-en.ts';
import {
  boundKeys,
  COMMAND_IDS,
  type CommandId,
  keysOfEvent,
  rebind,
  resetBindings,
  useBindings,
} from './bindings.ts';
import { commands } from './commands.ts';
import { showKeys } from './show-keys.ts';
import './shortcut-sheet.css';

/** Keys that only modify others: a shortcut is complete with the next one. */
const MODIFIERS: ReadonlySet<string> = new Set(['Control', 'Meta', 'Shift', 'Alt']);

/** All commands with their keys, each of which can be changed. */
export default function ShortcutSheet() {
  const [listening, setListening] = useState<CommandId>();
  const [message, setMessage] = useState('');
  const overrides = useBindings((state) => state.overrides);
  const { shortcuts } = canvasStrings;
  const take = (event: React.KeyboardEvent, id: CommandId) => {
    if (listening !== id || MODIFIERS.has(event.key) || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    setListening(undefined);
    if (event.key === 'Escape') return;
    const lost = rebind(id, event.key === 'Backspace' ? '' : keysOfEvent(event));
    if (lost === undefined) setMessage('');
    else setMessage(lost === 'reserved' ? shortcuts.reserved : shortcuts.taken(commands[lost].label));
  };
  return (
    <>
      <Dialog.Title className="dialog-title">{shortcuts.title}</Dialog.Title>
      <p className="dialog-hint">{shortcuts.hint}</p>
      <p role="status" className="shortcut-message">
        {message}
      </p>
      <ul className="shortcut-list">
        {COMMAND_IDS.map((id) => {
          const keys = boundKeys(id, overrides);
          const shown = keys === undefined ? shortcuts.none : showKeys(keys);
          const { label } = commands[id];
          return (
            <li key={id}>
              <span>{label}</span>
              <button
                type="button"
                className="shortcut-keys"
                aria-label={listening === id ? shortcuts.press : shortcuts.change(label, shown)}
                aria-pressed={listening === id}
                onClick={() => setListening(id)}
                onBlur={() => setListening(undefined)}
                onKeyDown={(event) => take(event, id)}
              >
                {listening === id ? shortcuts.press : keys === undefined ? '–' : <kbd>{shown}</kbd>}
              </button>
            </li>
          );
        })}
      </ul>
      <button type="button" className="button" onClick={resetBindings}>
        {shortcuts.reset}
      </button>
    </>
  );
}
