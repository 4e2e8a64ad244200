import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { placeNode } from './edits.ts';
import type { Draft } from './history.ts';
import type { Box } from './place.ts';

type Changing = Draft<WorkflowDocument>;

export type Boxes = Readonly<Record<NodeId, Box>>;

/** What comes to lie on one line. */
export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** The rectangle around all boxes. */
function bounds(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Moves nodes so that an edge or their middles lie on the line of the rectangle around them. */
export function alignNodes(draft: Changing, boxes: Boxes, alignment: Alignment): void {
  const all = bounds(Object.values(boxes));
  for (const [id, box] of Object.entries(boxes)) placeNode(draft, id, aligned(box, all, alignment));
}

function aligned(box: Box, all: Box, alignment: Alignment): { x: number; y: number } {
  const { x, y } = box;
  switch (alignment) {
    case 'left':
      return { x: all.x, y };
    case 'centre':
      return { x: all.x + (all.width - box.width) / 2, y };
    case 'right':
      return { x: all.x + all.width - box.width, y };
    case 'top':
      return { x, y: all.y };
    case 'middle':
      return { x, y: all.y + (all.height - box.height) / 2 };
    case 'bottom':
      return { x, y: all.y + all.height - box.height };
  }
}

/** Gives three or more nodes equal gaps along an axis; the outermost stay. */
export function distributeNodes(draft: Changing, boxes: Boxes, axis: 'x' | 'y'): void {
  const size = axis === 'x' ? 'width' : 'height';
  const sorted = Object.entries(boxes).sort(([, a], [, b]) => a[axis] - b[axis]);
  const last = sorted.at(-1)?.[1];
  const first = sorted[0]?.[1];
  if (sorted.length < 3 || !first || !last) return;
  const filled = sorted.reduce((sum, [, box]) => sum + box[size], 0);
  const gap = (last[axis] + last[size] - first[axis] - filled) / (sorted.length - 1);
  let at = first[axis];
  for (const [id, box] of sorted) {
    placeNode(draft, id, { x: box.x, y: box.y, [axis]: at });
    at += box[size] + gap;
  }
}
