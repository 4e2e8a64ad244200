import { Command as Cmdk } from 'cmdk';
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
import { searchScore } from './search-score.ts';
import { showKeys } from './show-keys.ts';

/** Search over all commands and node types, or over the ends of a wire. Loaded when it is first opened. */
export default function CommandPalette() {
  const scope = useCommandPalette((state) => state.scope);
  if (scope === 'connect' || scope === 'disconnect') return <ConnectPalette task={scope} />;
  return <SearchPalette scope={scope} />;
}

function SearchPalette({ scope }: { readonly scope: 'all' | 'graph' }) {
  const whole = useDocument((state) => state.whole);
  const close = () => useCommandPalette.setState({ open: false });
  const goTo = (id: string) => {
    close();
    reveal(id);
  };
  const inGraph = (
    <Cmdk.Group heading={canvasStrings.inGraph}>
      {allNodes(whole).map(({ id, title, category }) => (
        <Cmdk.Item key={id} value={`${title} ${id}`} onSelect={() => goTo(id)}>
          <span className={`dot category-${category}`} aria-hidden="true" />
          {title}
          <span className="menu-note" translate="no">
            {id}
          </span>
        </Cmdk.Item>
      ))}
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
        {scope === 'graph' ? inGraph : <AllChoices close={close} />}
      </Cmdk.List>
    </Cmdk.Dialog>
  );
}

/** Node types to add, and all commands. */
function AllChoices({ close }: { readonly close: () => void }) {
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
              goToNode(addInView(declaration));
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
