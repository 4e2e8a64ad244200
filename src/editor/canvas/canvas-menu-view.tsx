import { ContextMenu } from 'radix-ui';
import { useLayoutEffect, useRef } from 'react';
import { type CommandId, keysOfCommand } from '../shell/bindings.ts';
import { useCommandPalette } from '../shell/command-state.ts';
import { type Command, commands } from '../shell/commands.ts';
import { showKeys } from '../shell/show-keys.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { strings } from '../strings/en.ts';
import type { MenuRequest, Place } from './canvas-menu.tsx';

/** What the menu offers in each place, in groups. */
const MENUS: Readonly<Record<Place, readonly (readonly CommandId[])[]>> = {
  node: [
    ['connect', 'disconnect'],
    ['runToHere', 'pin', 'bypass'],
    ['rename', 'inspect', 'help'],
    ['copy', 'duplicate', 'group', 'subgraph'],
    ['remove'],
  ],
  instance: [
    ['enterSubgraph', 'uniqueSubgraph', 'expandSubgraph'],
    ['connect', 'disconnect'],
    ['runToHere', 'pin', 'bypass'],
    ['rename', 'inspect'],
    ['copy', 'duplicate', 'group', 'subgraph'],
    ['remove'],
  ],
  wire: [['disconnect', 'reroute']],
  furniture: [['rename', 'fitGroup'], ['remove']],
  pane: [
    ['paste', 'selectAll'],
    ['note', 'group', 'layout'],
  ],
};

/** What the menu offers at the place where it was asked for. */
export default function CanvasMenuView({ request }: { readonly request: MenuRequest | undefined }) {
  const trigger = useRef<HTMLSpanElement>(null);
  const chosen = useRef<(() => void) | undefined>(undefined);
  const place = request?.place ?? 'pane';
  // The canvas was asked before this menu was there; it hears of it as if it had been asked itself.
  useLayoutEffect(() => {
    if (!request) return;
    const at = { clientX: request.x, clientY: request.y };
    trigger.current?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
  }, [request]);
  const onCloseAutoFocus = () => {
    const { current } = chosen;
    chosen.current = undefined;
    // The piece gets the focus back first: a palette that opens now returns it there.
    if (current) setTimeout(current);
  };
  const choose = (perform: () => void) => {
    chosen.current = perform;
  };
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild>
        <span ref={trigger} hidden />
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content
          className="menu canvas-menu"
          aria-label={connectStrings.menu}
          onCloseAutoFocus={onCloseAutoFocus}
        >
          {place === 'pane' && (
            <Item
              label={strings.menu.palette}
              keys="Mod+K"
              onSelect={() => choose(() => useCommandPalette.setState({ open: true, scope: 'all' }))}
            />
          )}
          {MENUS[place].map((group, index) => (
            <ContextMenu.Group key={group.join(' ')}>
              {(index > 0 || place === 'pane') && <ContextMenu.Separator className="menu-separator" />}
              {group.map((id) => {
                const command: Command = commands[id];
                return (
                  <Item
                    key={id}
                    label={command.label}
                    keys={keysOfCommand(command)}
                    onSelect={() => choose(command.perform)}
                  />
                );
              })}
            </ContextMenu.Group>
          ))}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

interface ItemProps {
  readonly label: string;
  readonly keys: string | undefined;
  readonly onSelect: () => void;
}

function Item({ label, keys, onSelect }: ItemProps) {
  return (
    <ContextMenu.Item className="menu-item" onSelect={onSelect}>
      {label}
      {keys !== undefined && <kbd>{showKeys(keys)}</kbd>}
    </ContextMenu.Item>
  );
}
