import type { NodeId } from '../../runtime/document.ts';
import { select, useDocument } from '../document/document-store.ts';
import { clearWires, selectFurniture } from './canvas-selection.ts';
import { bringIntoView } from './canvas-view.ts';

/** The node that keys are about: the one that has the focus, else the only one that is selected. */
export function activeNode(): NodeId | undefined {
  const { selection } = useDocument.getState();
  return focusedNode() ?? (selection.size === 1 ? [...selection][0] : undefined);
}

/** The node whose card, or something on it, has the focus. */
export function focusedNode(): NodeId | undefined {
  const focused = document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id');
  return focused && Object.hasOwn(useDocument.getState().document.nodes, focused) ? focused : undefined;
}

/** Selects one node and nothing else, and gives it the focus; the canvas brings it into view. */
export function goToNode(id: NodeId): void {
  select([id]);
  selectFurniture([]);
  clearWires();
  // A palette or menu that closes gives the focus back first.
  requestAnimationFrame(() => setTimeout(() => void focusNode(id)));
}

async function focusNode(id: NodeId): Promise<void> {
  // Another palette may have been opened meanwhile: what is typed is meant for that.
  if (document.querySelector('.command-palette, .dialog')) return;
  // What is far out of sight is not drawn in large graphs.
  if (!elementOf(id)) {
    await bringIntoView([id]);
    await new Promise(requestAnimationFrame);
  }
  elementOf(id)?.focus({ preventScroll: true });
}

function elementOf(id: NodeId): HTMLElement | null {
  return document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}
