import { ContextMenu } from 'radix-ui';
import { type ReactElement, useRef, useState } from 'react';
import { select, useDocument } from '../document/document-store.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import { type CommandId, keysOfCommand } from '../shell/bindings.ts';
import { useCommandPalette } from '../shell/command-state.ts';
import { type Command, commands } from '../shell/commands.ts';
import { showKeys } from '../shell/show-keys.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { strings } from '../strings/en.ts';
import { isInstance } from '../subgraphs/way-in.ts';
import { clearWires, selectFurniture, selectWires, useCanvasSelection } from './canvas-selection.ts';

type Place = 'node' | 'instance' | 'wire' | 'furniture' | 'pane';

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

/** The menu under the right button of the mouse, the menu key, Shift+F10 and a long touch. */
export function CanvasMenu({ children }: { readonly children: ReactElement }) {
  const [place, setPlace] = useState<Place>('pane');
  const chosen = useRef<(() => void) | undefined>(undefined);
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
      <ContextMenu.Trigger asChild onContextMenuCapture={(event) => setPlace(takeUp(event.target))}>
        {children}
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

/** Selects what the menu was asked for, unless it is part of the selection, and says what it is. */
function takeUp(target: EventTarget): Place {
  if (!(target instanceof Element)) return 'pane';
  const wire = target.closest('.react-flow__edge')?.getAttribute('data-id');
  if (wire) {
    select([]);
    selectFurniture([]);
    clearWires();
    selectWires([{ id: wire, selected: true }]);
    return 'wire';
  }
  const piece = target.closest('.react-flow__node')?.getAttribute('data-id');
  if (!piece) return 'pane';
  const isFurniture = splitFurnitureId(piece) !== undefined;
  const { selection, document } = useDocument.getState();
  const { furniture } = useCanvasSelection.getState();
  if (!selection.has(piece) && !furniture.has(piece)) {
    clearWires();
    select(isFurniture ? [] : [piece]);
    selectFurniture(isFurniture ? [piece] : []);
  }
  if (isFurniture) return 'furniture';
  return isInstance(document.nodes[piece]?.type) ? 'instance' : 'node';
}
