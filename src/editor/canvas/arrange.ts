import type { NodeId } from '../../runtime/document.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { type Alignment, alignNodes, type Boxes, distributeNodes } from '../document/layout-edits.ts';
import { registry } from '../registry.ts';
import { canvasStrings } from '../strings/canvas-en.ts';
import { NODE_WIDTH, nodeHeight } from './node-size.ts';

/** Brings the selected nodes onto one line. */
export function alignSelection(alignment: Alignment): void {
  const boxes = selectedBoxes();
  if (Object.keys(boxes).length < 2) return;
  edit(canvasStrings.align[alignment], (draft) => alignNodes(draft, boxes, alignment));
}

/** Gives the selected nodes equal gaps. */
export function spreadSelection(axis: 'x' | 'y'): void {
  const boxes = selectedBoxes();
  const label = axis === 'x' ? canvasStrings.align.spreadX : canvasStrings.align.spreadY;
  edit(label, (draft) => distributeNodes(draft, boxes, axis));
}

/** Boxes of the selected nodes on the canvas, px; nodes without a place are left out. */
function selectedBoxes(): Boxes {
  const { document, selection } = useDocument.getState();
  const boxes: Record<NodeId, Boxes[string]> = {};
  for (const id of selection) {
    const node = document.nodes[id];
    const place = document.view?.nodes?.[id];
    if (!node || !place) continue;
    boxes[id] = { x: place.x, y: place.y, width: NODE_WIDTH, height: nodeHeight(registry.of(node)) };
  }
  return boxes;
}
