import type { WorkflowDocument } from '../../runtime/document.ts';
import { bringIntoView } from '../canvas/canvas-view.ts';
import { NODE_WIDTH } from '../canvas/node-size.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { pasteNodes } from '../document/edits.ts';
import { toast } from '../notices/toast.ts';
import { registry } from '../registry.ts';
import { closeDialog } from '../shell/dialog-state.ts';
import { helpStrings } from '../strings/help-en.ts';
import { exampleOf } from './examples.ts';

/** Room between what is there and an inserted example, px. */
const GAP = 120;

/** Inserts the example of a node type right of everything that is there, as one step, and selects the node. */
export function insertExample(type: string): void {
  const example = exampleOf(type, (reference) => registry.get(reference));
  if (!example) return;
  const title = registry.get(type)?.title ?? type;
  const place = { x: rightEdge(useDocument.getState().document), y: 0 };
  let fresh: readonly string[] = [];
  edit(helpStrings.insertStep(title), (draft) => {
    fresh = pasteNodes(draft, example.fragment, place);
  });
  const node = fresh[Object.keys(example.fragment.nodes).indexOf(example.node)];
  closeDialog();
  if (node !== undefined) select([node]);
  toast.success(helpStrings.inserted(title));
  // The canvas learns of the new nodes with the next rendering.
  requestAnimationFrame(() => bringIntoView(fresh));
}

/** Where free room begins, px; 0 on an empty canvas. */
function rightEdge({ nodes, view }: WorkflowDocument): number {
  const ids = Object.keys(nodes);
  if (ids.length === 0) return 0;
  return Math.max(...ids.map((id) => (view?.nodes?.[id]?.x ?? 0) + NODE_WIDTH)) + GAP;
}
