import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import {
  findItem,
  furnitureId,
  isWithin,
  liesIn,
  noteBox,
  splitFurnitureId,
  withIds,
} from '../document/furniture-edits.ts';
import type { Box } from '../document/place.ts';
import { registry } from '../registry.ts';
import { nodeSize } from './node-size.ts';

/** The box of a node on the canvas; undefined when it has no place. */
export function nodeBox(document: WorkflowDocument, id: NodeId): Box | undefined {
  const node = document.nodes[id];
  const place = document.view?.nodes?.[id];
  if (!node || !place) return undefined;
  return { x: place.x, y: place.y, ...nodeSize(id, registry.of(node)) };
}

/** The box of a node, group or note by its canvas id. */
export function boxOf(document: WorkflowDocument, canvasId: string): Box | undefined {
  const piece = splitFurnitureId(canvasId);
  if (!piece) return nodeBox(document, canvasId);
  if (piece.kind === 'group') return findItem(document.view?.groups, piece.id);
  const note = piece.kind === 'note' ? findItem(document.view?.notes, piece.id) : undefined;
  return note && noteBox(note);
}

/** Nodes that belong to a group: whose middle lies in its frame. */
export function nodesInGroup(document: WorkflowDocument, id: string): NodeId[] {
  const frame = findItem(document.view?.groups, id);
  if (!frame) return [];
  return Object.keys(document.nodes).filter((node) => {
    const box = nodeBox(document, node);
    return box !== undefined && liesIn(box, frame);
  });
}

/** Canvas ids of all that moves with a group: nodes, notes, reroutes, and groups that lie in it as a whole. */
export function groupMembers(document: WorkflowDocument, id: string): string[] {
  const { view } = document;
  const frame = findItem(view?.groups, id);
  if (!frame) return [];
  const notes = withIds(view?.notes).filter(({ item }) => liesIn(noteBox(item), frame));
  const groups = withIds(view?.groups).filter((other) => other.id !== id && isWithin(other.item, frame));
  const dots = Object.entries(view?.reroutes ?? {}).filter(([, { x, y }]) =>
    liesIn({ x, y, width: 0, height: 0 }, frame),
  );
  return [
    ...nodesInGroup(document, id),
    ...notes.map((note) => furnitureId('note', note.id)),
    ...groups.map((group) => furnitureId('group', group.id)),
    ...dots.map(([dot]) => furnitureId('reroute', dot)),
  ];
}

/** All that moves along when these pieces move, without the pieces themselves. */
export function carriedBy(document: WorkflowDocument, canvasIds: readonly string[]): string[] {
  const moved = new Set(canvasIds);
  const carried = canvasIds.flatMap((canvasId) => {
    const piece = splitFurnitureId(canvasId);
    return piece?.kind === 'group' ? groupMembers(document, piece.id) : [];
  });
  return [...new Set(carried)].filter((id) => !moved.has(id));
}
