import { DropdownMenu } from 'radix-ui';
import type { RefObject } from 'react';
import { useDocument } from '../document/document-store.ts';
import { strings } from '../strings/en.ts';
import { keysOfCommand } from './bindings.ts';
import { type Command, commands } from './commands.ts';
import { showKeys } from './show-keys.ts';

interface RunMenuProps {
  /** Beside which the menu stands. */
  readonly button: RefObject<HTMLButtonElement | null>;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** The menu beside Run. The button is there before it, so it hangs at a place of its own. */
export default function RunMenu({ button, open, onOpenChange }: RunMenuProps) {
  const hasSelection = useDocument((state) => state.selection.size > 0);
  return (
    <DropdownMenu.Root open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>
        <span className="menu-anchor" aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          aria-labelledby={undefined}
          aria-label={strings.menu.more}
          align="end"
          sideOffset={6}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            button.current?.focus();
          }}
        >
          <MenuItem command={commands.runToHere} disabled={!hasSelection} />
          <MenuItem command={commands.runAgain} />
          <MenuItem command={commands.versions} />
          <MenuItem command={commands.shortcuts} />
          <MenuItem command={commands.language} />
          <DropdownMenu.Separator className="menu-separator" />
          <MenuItem command={commands.clearCache} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuItem({ command, disabled }: { readonly command: Command; readonly disabled?: boolean }) {
  const keys = keysOfCommand(command);
  return (
    <DropdownMenu.Item className="menu-item" disabled={disabled} onSelect={command.perform}>
      {command.label}
      {keys && <kbd>{showKeys(keys)}</kbd>}
    </DropdownMenu.Item>
  );
}
