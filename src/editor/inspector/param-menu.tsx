import { ContextMenu } from 'radix-ui';
import type { ReactElement } from 'react';
import type { NodeId } from '../../runtime/document.ts';
import { changeParam } from '../document/document-store.ts';
import { strings } from '../strings/en.ts';
import { paramInputStrings } from '../strings/param-inputs-en.ts';
import { toggleParamInput, useParamInput } from './param-input.tsx';

interface ParamMenuProps {
  readonly node: NodeId;
  readonly name: string;
  readonly label: string;
  readonly isChanged: boolean;
  /** What the menu is asked for on. */
  readonly children: ReactElement;
}

/** The menu under the right button of the mouse on a parameter's name. */
export function ParamMenu({ node, name, label, isChanged, children }: ParamMenuProps) {
  const { isInput, canBe } = useParamInput(node, name);
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild>{children}</ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu" aria-label={`${paramInputStrings.menu}: ${label}`}>
          <ContextMenu.Item
            className="menu-item"
            disabled={!canBe}
            onSelect={() => toggleParamInput({ node, name, label }, !isInput)}
          >
            {isInput ? paramInputStrings.undo : paramInputStrings.make}
          </ContextMenu.Item>
          <ContextMenu.Item
            className="menu-item"
            disabled={!isChanged}
            onSelect={() => changeParam(node, name, undefined)}
          >
            {strings.inspector.reset}
          </ContextMenu.Item>
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
