import type { WorkflowDocument } from '../../runtime/document.ts';
import { REROUTE_SIZE } from '../canvas/wire-ends.ts';
import { placeNode } from '../document/edits.ts';
import { changeGroup, frameAround, placeFurniture, splitFurnitureId } from '../document/furniture-edits.ts';
import type { Draft } from '../document/history.ts';
import { type Box, onGrid, type Position } from '../document/place.ts';
import type { Places } from './layout-graph.ts';
import type { LayoutQuestion } from './layout-question.ts';

/**
 * How a document changes by the answer to its question. Everything stays where it began: its upper left corner is where
 * it was.
 */
export function placeAll(question: LayoutQuestion, places: Places): (draft: Draft<WorkflowDocument>) => void {
  const { pieces } = question.graph;
  const left = places.reduce((least, { x }) => Math.min(least, x), Infinity);
  const top = places.reduce((least, { y }) => Math.min(least, y), Infinity);
  const by = onGrid({ x: question.corner.x - left, y: question.corner.y - top });
  const boxes = pieces.map(({ width, height }, index): Box => {
    const { x = 0, y = 0 } = places[index] ?? {};
    return { x: x + by.x, y: y + by.y, width, height };
  });
  const frames = framesAround(question, boxes);
  return (draft) => {
    for (const [index, id] of question.pieces.entries()) move(draft, id, boxes[index] ?? by);
    for (const [index, id] of question.groups.entries()) {
      const frame = frames[index];
      if (frame) changeGroup(draft, id, frame);
    }
  };
}

function move(draft: Draft<WorkflowDocument>, id: string, { x, y }: Position): void {
  const kind = splitFurnitureId(id)?.kind;
  // A dot's place is its middle.
  const half = kind === 'reroute' ? REROUTE_SIZE / 2 : 0;
  if (kind) placeFurniture(draft, id, { x: x + half, y: y + half });
  else placeNode(draft, id, { x, y });
}

/** Frames of groups around what is in them; undefined for groups in which nothing is. */
function framesAround({ graph }: LayoutQuestion, boxes: readonly Box[]): readonly (Box | undefined)[] {
  const frameOf = (group: number): Box | undefined => {
    const own = graph.pieces.flatMap((piece, index) => (piece.group === group ? (boxes[index] ?? []) : []));
    const inner = graph.groups.flatMap(({ parent }, index) =>
      parent === group ? (frameOf(index) ?? []) : [],
    );
    return own.length + inner.length === 0 ? undefined : frameAround([...own, ...inner]);
  };
  return graph.groups.map((_, group) => frameOf(group));
}
