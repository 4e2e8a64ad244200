import { useReactFlow } from '@xyflow/react';
import { Command as Cmdk } from 'cmdk';
import { addAt } from '../canvas/workflow-canvas.tsx';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import { useCommandPalette } from './command-state.ts';
import { type Command, commands } from './commands.ts';
import { searchScore } from './search-score.ts';
import { showKeys } from './show-keys.ts';

/** Search over all commands and node types. Loaded when it is first opened. */
export default function CommandPalette() {
  const { screenToFlowPosition } = useReactFlow();
  const close = () => useCommandPalette.setState({ open: false });
  const middle = () => screenToFlowPosition({ x: window.innerWidth / 2 - 112, y: window.innerHeight / 3 });
  return (
    <Cmdk.Dialog
      open
      onOpenChange={(open) => !open && close()}
      label={strings.menu.search}
      filter={searchScore}
      className="command-palette"
      overlayClassName="dialog-overlay"
    >
      <Cmdk.Input autoFocus placeholder={strings.menu.search} />
      <Cmdk.List>
        <Cmdk.Empty>{strings.palette.none}</Cmdk.Empty>
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
        <Cmdk.Group heading="Commands">
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
              {command.keys && <kbd>{showKeys(command.keys)}</kbd>}
            </Cmdk.Item>
          ))}
        </Cmdk.Group>
      </Cmdk.List>
    </Cmdk.Dialog>
  );
}
