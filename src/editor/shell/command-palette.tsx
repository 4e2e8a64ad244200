import { Command as Cmdk } from 'cmdk';
import { type ReactNode, useMemo, useState } from 'react';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { goToNode } from '../canvas/active-node.ts';
import { addInView } from '../canvas/add-node.ts';
import { ConnectPalette } from '../connect/connect-palette.tsx';
import { useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { strings } from '../strings/en.ts';
import { allNodes } from '../subgraphs/all-nodes.ts';
import { reveal } from '../subgraphs/way-in.ts';
import { keysOfCommand } from './bindings.ts';
import { useCommandPalette } from './command-state.ts';
import { type Command, commands } from './commands.ts';
import { rankGroups, type Searchable } from './search-score.ts';
import { showKeys } from './show-keys.ts';
import { useFocusBack } from './use-focus-back.ts';

/** Search over all commands and node types, or over the ends of a wire. Loaded when it is first opened. */
export default function CommandPalette() {
  const scope = useCommandPalette((state) => state.scope);
  useFocusBack();
  if (scope === 'connect' || scope === 'disconnect') return <ConnectPalette task={scope} />;
  return <SearchPalette scope={scope} />;
}

/** A row of the palette. */
interface Choice extends Searchable {
  readonly id: string;
  /** Colour of its dot, as a category of nodes; none before a command. */
  readonly category?: string;
  readonly note?: ReactNode;
  /** After the palette has closed. */
  readonly perform: () => void;
}

function SearchPalette({ scope }: { readonly scope: 'all' | 'graph' }) {
  const [search, setSearch] = useState('');
  const whole = useDocument((state) => state.whole);
  const close = () => useCommandPalette.setState({ open: false });
  const label = scope === 'graph' ? canvasStrings.find : strings.menu.search;
  const groups = useMemo(
    () => (scope === 'graph' ? [nodesInGraph(whole)] : [nodeTypes(), allCommands()]),
    [scope, whole],
  );
  const found = useMemo(() => rankGroups(groups, search), [groups, search]);
  return (
    <Cmdk.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label={label}
      shouldFilter={false}
      className="command-palette"
      overlayClassName="dialog-overlay"
    >
      <Cmdk.Input autoFocus placeholder={label} value={search} onValueChange={setSearch} />
      <Cmdk.List label={strings.suggestions}>
        <Cmdk.Empty>{strings.palette.none}</Cmdk.Empty>
        {found.map(({ heading, choices }) => (
          <Cmdk.Group key={heading} heading={heading}>
            {choices.map(({ id, name, category, note, perform }) => (
              <Cmdk.Item
                key={id}
                value={id}
                onSelect={() => {
                  close();
                  perform();
                }}
              >
                {category !== undefined && <span className={`dot category-${category}`} aria-hidden="true" />}
                {name}
                {note}
              </Cmdk.Item>
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk.Dialog>
  );
}

/** The nodes of the open workflow, to go to. */
function nodesInGraph(whole: WorkflowDocument) {
  const choices = allNodes(whole).map(
    ({ id, title, category }): Choice => ({
      id: `in graph ${id}`,
      name: title,
      keywords: [id],
      category,
      note: (
        <span className="menu-note" translate="no">
          {id}
        </span>
      ),
      perform: () => reveal(id),
    }),
  );
  return { heading: canvasStrings.inGraph, choices };
}

/** Node types, to add. */
function nodeTypes() {
  const choices = registry.all().map(
    (declaration): Choice => ({
      id: `node ${declaration.type}`,
      name: declaration.title,
      keywords: declaration.keywords,
      category: declaration.category,
      note: <span className="menu-note">{strings.categories[declaration.category]}</span>,
      perform: () => goToNode(addInView(declaration)),
    }),
  );
  return { heading: strings.menu.palette, choices };
}

function allCommands() {
  const choices = Object.entries(commands).map(([id, command]: [string, Command]): Choice => {
    const keys = keysOfCommand(command);
    return {
      id: `command ${id}`,
      name: command.label,
      note: keys === undefined ? undefined : <kbd>{showKeys(keys)}</kbd>,
      perform: command.perform,
    };
  });
  return { heading: canvasStrings.commands, choices };
}
