import { create } from 'zustand';
import { splitTypeReference } from '../../runtime/registry.ts';
import { useDocument } from '../document/document-store.ts';
import { openDialog } from '../shell/dialog-state.ts';

/** The node type that the help panel tells of. */
export const useHelp = create<{ readonly type: string }>(() => ({ type: 'load-image' }));

/** Opens the help on a node type. */
export function openHelp(type: string): void {
  useHelp.setState({ type });
  openDialog('help');
}

/** Help on what has the focus in the list of nodes, else on the selected node, else on the one seen last. */
export function openHelpHere(): void {
  const focused = globalThis.document.activeElement?.closest<HTMLElement>('[data-node-type]');
  const { document, selection } = useDocument.getState();
  const [first] = selection;
  const selected = document.nodes[first ?? '']?.type;
  const type = focused?.dataset.nodeType ?? (selected && splitTypeReference(selected).type);
  openHelp(type ?? useHelp.getState().type);
}
