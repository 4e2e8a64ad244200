import { useReactFlow } from '@xyflow/react';
import { Command as Cmdk } from 'cmdk';
import { addAt } from '../canvas/add-node.ts';
import { select, useDocument } from '../document/document-store.ts';
import { registry } from '../registry.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { strings } from '../strings/en.ts';
import { keysOfCommand } from './bindings.ts';
import { useCommandPalette } from './command-state.ts';
import { type Command, commands } from './commands.ts';
import { searchScore } from './search-score.ts';
import { showKeys } from './show-keys.ts';

/** Search over all commands and node types. Loaded when it is first opened. */
export default function CommandPalette() {
  const { screenToFlowPosition, fitView } = useReactFlow();
  const scope = useCommandPalette((state) => state.scope);
  const nodes = useDocument((state) => state.document.nodes);
  const close = () => useCommandPalette.setState({ open: false });
  const middle = () => screenToFlowPosition({ x: window.innerWidth / 2 - 112, y: window.innerHeight / 3 });
  const goTo = (id: string) => {
    close();
    select([id]);
    void fitView({ nodes: [{ id }], maxZoom: 1, padding: 0.5 });
  };
  const inGraph = (
    <Cmdk.Group heading={canvasStrings.inGraph}>
      {Object.entries(nodes).map(([id, node]) => {
        const declaration = registry.get(node.type);
        return (
          <Cmdk.Item
            key={id}
            value={`${node.label ?? declaration?.title ?? node.type} ${id}`}
            onSelect={() => goTo(id)}
          >
            <span className={`dot category-${declaration?.category ?? 'unknown'}`} aria-hidden="true" />
            {node.label ?? declaration?.title ?? node.type}
            <span className="menu-note" translate="no">
              {id}
            </span>
          </Cmdk.Item>
        );
      })}
    </Cmdk.Group>
  );
  const label = scope === 'graph' ? canvasStrings.find : strings.menu.search;
  return (
    <Cmdk.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label={label}
      filter={searchScore}
      className="command-palette"
      overlayClassName="dialog-overlay"
    >
      <Cmdk.Input autoFocus placeholder={label} />
      <Cmdk.List label={strings.suggestions}>
        <Cmdk.Empty>{strings.palette.none}</Cmdk.Empty>
        {scope === 'graph' ? inGraph : <AllChoices close={close} middle={middle} />}
      </Cmdk.List>
    </Cmdk.Dialog>
  );
}

interface AllChoicesProps {
  readonly close: () => void;
  /** Where a new node comes to lie. */
  readonly middle: () => { readonly x: number; readonly y: number };
}

/** Node types to add, and all commands. */
function AllChoices({ close, middle }: AllChoicesProps) {
  return (
    <>
      <Cmdk.Group heading={strings.menu.palette}>
        {registry.all().map((declaration) => (
          <Cmdk.Item
            key={declaration.type}
            value={declaration.title}
            keywords={[...declaration.keywords]}
            onSelect={() => {
              close();
              addAt(declaration, middle());
            }}
          >
            <span className={`dot category-${declaration.category}`} aria-hidden="true" />
            {declaration.title}
            <span className="menu-note">{strings.categories[declaration.category]}</span>
          </Cmdk.Item>
        ))}
      </Cmdk.Group>
      <Cmdk.Group heading={canvasStrings.commands}>
        {Object.values(commands).map((command: Command) => (
          <Cmdk.Item
            key={command.label}
            value={command.label}
            onSelect={() => {
              close();
              command.perform();
            }}
          >
            {command.label}
            <CommandKeys command={command} />
          </Cmdk.Item>
        ))}
      </Cmdk.Group>
    </>
  );
}

function CommandKeys({ command }: { readonly command: Command }) {
  const keys = keysOfCommand(command);
  return keys === undefined ? null : <kbd>{showKeys(keys)}</kbd>;
}
