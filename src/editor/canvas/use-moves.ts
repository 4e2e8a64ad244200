import type { NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef } from 'react';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { burst } from '../document/bursts.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { placeNode } from '../document/edits.ts';
import { placeFurniture, splitFurnitureId } from '../document/furniture-edits.ts';
import type { Draft } from '../document/history.ts';
import type { Position } from '../document/place.ts';
import { strings } from '../strings/en.ts';
import { showMoving } from './canvas-selection.ts';
import { type FlowNode, keyMoves } from './flow-elements.ts';
import { boxOf, carriedBy } from './group-members.ts';

/** A drag that is going on. */
interface Drag {
  /** Where pieces lay at its begin. */
  readonly starts: ReadonlyMap<string, Position>;
  /** A piece whose way all carried ones follow. */
  readonly leader: string;
  readonly carried: readonly string[];
}

/** Moving pieces of the canvas, by pointer and by keys; what lies in a group moves with it. */
export function useMoves() {
  const drag = useRef<Drag | undefined>(undefined);

  const onDragStart = useCallback((moved: readonly FlowNode[]) => {
    const { document } = useDocument.getState();
    const ids = moved.map(({ id }) => id);
    const carried = carriedBy(document, ids);
    const starts = new Map(moved.map(({ id, position }) => [id, position]));
    for (const id of carried) {
      const place = placeOf(document, id);
      if (place) starts.set(id, place);
    }
    const leader = ids.find((id) => splitFurnitureId(id)?.kind === 'group') ?? ids[0] ?? '';
    drag.current = { starts, leader, carried };
    showMoving(starts.keys());
  }, []);

  /** Nodes as they look while a gesture goes on. */
  const follow = useCallback((nodes: FlowNode[]): FlowNode[] => {
    const { current } = drag;
    if (!current || current.carried.length === 0) return nodes;
    const shift = shiftOf(current, nodes);
    const carried = new Set(current.carried);
    return nodes.map((node) => {
      const start = carried.has(node.id) ? current.starts.get(node.id) : undefined;
      return start ? { ...node, position: { x: start.x + shift.x, y: start.y + shift.y } } : node;
    });
  }, []);

  const onDragStop = useCallback((moved: readonly FlowNode[]) => {
    const { current } = drag;
    drag.current = undefined;
    showMoving();
    const shift = current ? shiftOf(current, moved) : { x: 0, y: 0 };
    edit(strings.steps.move, (draft) => {
      for (const { id, position } of moved) placePiece(draft, id, position);
      for (const id of current?.carried ?? []) {
        const start = current?.starts.get(id);
        if (start) placePiece(draft, id, { x: start.x + shift.x, y: start.y + shift.y });
      }
    });
  }, []);

  /** Arrow keys move nodes without a drag, so that no drag's end tells of them. A burst of them is one step. */
  const onKeys = useCallback((changes: readonly NodeChange<FlowNode>[]) => {
    const moved = drag.current ? [] : keyMoves(changes);
    if (moved.length === 0) return;
    const { document } = useDocument.getState();
    const ids = moved.map(({ id }) => id);
    const gesture = burst(`keys ${ids.join(' ')}`);
    edit(strings.steps.move, (draft) => moveByKeys(draft, document, moved), gesture);
  }, []);

  return useMemo(
    () => ({
      follow,
      onKeys,
      onNodeDragStart: (_event: unknown, _node: unknown, moved: readonly FlowNode[]) => onDragStart(moved),
      onNodeDragStop: (_event: unknown, _node: unknown, moved: readonly FlowNode[]) => onDragStop(moved),
      onSelectionDragStart: (_event: unknown, moved: readonly FlowNode[]) => onDragStart(moved),
      onSelectionDragStop: (_event: unknown, moved: readonly FlowNode[]) => onDragStop(moved),
    }),
    [onDragStart, follow, onDragStop, onKeys],
  );
}

function moveByKeys(
  draft: Draft<WorkflowDocument>,
  document: WorkflowDocument,
  moved: readonly { readonly id: string; readonly position: Position }[],
): void {
  const ids = moved.map(({ id }) => id);
  for (const { id, position } of moved) {
    const before = placeOf(document, id);
    placePiece(draft, id, position);
    if (!before) continue;
    for (const carried of carriedBy(document, [id])) {
      const place = ids.includes(carried) ? undefined : placeOf(document, carried);
      if (place) {
        placePiece(draft, carried, {
          x: place.x + position.x - before.x,
          y: place.y + position.y - before.y,
        });
      }
    }
  }
}

function placePiece(draft: Draft<WorkflowDocument>, canvasId: string, place: Position): void {
  if (splitFurnitureId(canvasId)) placeFurniture(draft, canvasId, place);
  else placeNode(draft, canvasId, place);
}

function placeOf(document: WorkflowDocument, canvasId: string): Position | undefined {
  const piece = splitFurnitureId(canvasId);
  if (piece?.kind === 'reroute') return document.view?.reroutes?.[piece.id];
  return boxOf(document, canvasId);
}

function shiftOf({ starts, leader }: Drag, nodes: readonly FlowNode[]): Position {
  const start = starts.get(leader);
  const now = nodes.find(({ id }) => id === leader)?.position;
  return start && now ? { x: now.x - start.x, y: now.y - start.y } : { x: 0, y: 0 };
}
