import { create } from 'zustand';
import { type Command, commands } from './commands.ts';

const STORAGE_KEY = 'kineograph-shortcuts';

export type CommandId = keyof typeof commands;

/** Keys of commands that the user changed; '' for none. */
type Overrides = Readonly<Partial<Record<CommandId, string>>>;

/** Keys that are not for commands: they walk through the page, close, and open the palette. */
const RESERVED: ReadonlySet<string> = new Set([
  'Tab',
  'Shift+Tab',
  'Escape',
  'Enter',
  ' ',
  'Mod+K',
  'Delete',
  'Backspace',
]);

/** What the user changed about the keys, remembered on this device. */
export const useBindings = create<{ readonly overrides: Overrides }>(() => ({ overrides: stored() }));

export const COMMAND_IDS = Object.keys(commands) as CommandId[];

/** The keys of a command at present; undefined for none. */
export function boundKeys(id: CommandId, overrides = useBindings.getState().overrides): string | undefined {
  const command: Command = commands[id];
  return (overrides[id] ?? command.keys) || undefined;
}

/** The keys of a command at present, as a hook-free look-up for titles. */
export function keysOfCommand(command: Command): string | undefined {
  const id = COMMAND_IDS.find((other) => commands[other] === command);
  return id && boundKeys(id);
}

/** The command that these keys give now. */
export function commandFor(keys: string): CommandId | undefined {
  return COMMAND_IDS.find((id) => boundKeys(id) === keys);
}

/**
 * Gives a command other keys ('' for none) and takes them from the command that had them.
 * @returns the command that lost its keys, if one did; 'reserved' when the keys cannot be given
 */
export function rebind(id: CommandId, keys: string): CommandId | 'reserved' | undefined {
  if (RESERVED.has(keys)) return 'reserved';
  const loser = keys === '' ? undefined : commandFor(keys);
  const lost = loser !== undefined && loser !== id ? { [loser]: '' } : {};
  remember({ ...useBindings.getState().overrides, ...lost, [id]: keys });
  return loser === id ? undefined : loser;
}

export function resetBindings(): void {
  remember({});
}

/** A key press as commands name it: `Mod+Shift+Z`. */
export function keysOfEvent(event: KeyboardEvent | React.KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Mod');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey) parts.push('Shift');
  parts.push(event.key.length === 1 ? event.key.toUpperCase() : event.key);
  return parts.join('+');
}

function remember(overrides: Overrides): void {
  useBindings.setState({ overrides });
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(overrides));
  } catch {
    // Without storage the keys last as long as the page.
  }
}

/** Storage is untrusted: only known commands with text are taken. */
function stored(): Overrides {
  try {
    const data: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
    if (typeof data !== 'object' || data === null) return {};
    return Object.fromEntries(
      Object.entries(data).filter(
        ([id, keys]) => Object.hasOwn(commands, id) && typeof keys === 'string' && keys.length < 40,
      ),
    );
  } catch {
    return {};
  }
}
