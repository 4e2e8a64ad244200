import type { Connection, Edge, EdgeChange, FinalConnectionState } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { edit, useDocument } from '../document/document-store.ts';
import { disconnect } from '../document/edits.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import type { Position } from '../document/place.ts';
import { toast } from '../notices/toast.ts';
import { strings } from '../strings/en.ts';
import { spokenMessage } from '../strings/messages.ts';
import { selectWires, useCanvasSelection } from './canvas-selection.ts';
import { applyConnection, judgeConnection, wireSource } from './connect-ends.ts';
import { cutWires } from './cut-wires.ts';
import type { FitRequest } from './fit-menu.tsx';
import { type FlowEdge, flowEdges } from './flow-elements.ts';
import { removePieces, rerouteWire, wireEnd } from './furniture-actions.ts';

/**
 * Wires of the canvas and what draws, moves and cuts them.
 * @param toCanvas from px of the screen to px of the canvas
 */
export function useWires(toCanvas: (screen: Position) => Position) {
  const document = useDocument((state) => state.document);
  const selected = useCanvasSelection((state) => state.wires);
  const drawn = useRef<FlowEdge[]>([]);
  const edges = useMemo(() => {
    drawn.current = flowEdges(document, selected, drawn.current);
    return drawn.current;
  }, [document, selected]);
  const [fitRequest, setFitRequest] = useState<FitRequest>();

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid || !state.fromNode || !state.fromHandle?.id) return;
      const screen = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (!screen) return;
      const { id: handle, type: side } = state.fromHandle;
      if (state.toHandle?.id && state.toNode) {
        const ends = [state.fromNode.id, handle, state.toNode.id, state.toHandle.id] as const;
        const reason = whyNot(side === 'source' ? ends : [ends[2], ends[3], ends[0], ends[1]]);
        if (reason) toast.warning(reason);
        return;
      }
      const from = wireSource(useDocument.getState().document, state.fromNode.id, handle);
      // What comes from a reroute's left is a wire to be fed: only nodes of the graph feed.
      if (state.toNode || !from || (side === 'target' && from.via !== undefined)) return;
      const at = { x: screen.clientX, y: screen.clientY };
      const end = side === 'source' ? 'output' : 'input';
      setFitRequest({ from: { ...from, side: end }, screen: at, position: toCanvas(at) });
    },
    [toCanvas],
  );

  const onEdgeDoubleClick = useCallback(
    (event: React.MouseEvent, edge: FlowEdge) => {
      const end = wireEnd(edge.id);
      if (end) rerouteWire(end, toCanvas({ x: event.clientX, y: event.clientY }));
    },
    [toCanvas],
  );

  const closeFit = useCallback(() => setFitRequest(undefined), []);
  return { edges, fitRequest, closeFit, onConnectEnd, onEdgeDoubleClick };
}

export function onEdgesChange(changes: EdgeChange<FlowEdge>[]): void {
  selectWires(changes.flatMap((change) => (change.type === 'select' ? [change] : [])));
}

export function onConnect(connection: Connection): void {
  edit(strings.steps.connect, (draft) => applyConnection(draft, connection));
}

export function onReconnect(edge: FlowEdge, connection: Connection): void {
  edit(strings.steps.rewire, (draft) => {
    const end = wireEnd(edge.id);
    const isElsewhere = connection.target !== edge.target || connection.targetHandle !== edge.targetHandle;
    if (end && 'node' in end && isElsewhere) disconnect(draft, end.node, end.port);
    applyConnection(draft, connection);
  });
}

export function isValidConnection(connection: Edge | Connection): boolean {
  const { source, target } = connection;
  const { sourceHandle = null, targetHandle = null } = connection;
  return judgeConnection(useDocument.getState().document, { source, sourceHandle, target, targetHandle }).ok;
}

/** Deletes pieces and those wires that were selected by themselves; wires of deleted nodes go with them. */
export function onDelete({
  nodes,
  edges,
}: {
  readonly nodes: readonly { readonly id: string }[];
  readonly edges: readonly FlowEdge[];
}): void {
  const ids = nodes.map((node) => node.id);
  const furniture = ids.filter((id) => splitFurnitureId(id));
  const cut = edges.filter((edge) => edge.selected);
  if (ids.length > 0) {
    const workflow = ids.filter((id) => !splitFurnitureId(id));
    removePieces(workflow, furniture, strings.menu.remove);
  } else if (cut.length > 0) cutWires(cut.map(({ id }) => id));
}

function whyNot([source, sourceHandle, target, targetHandle]: readonly [string, string, string, string]):
  | string
  | undefined {
  const connection = { source, sourceHandle, target, targetHandle };
  const verdict = judgeConnection(useDocument.getState().document, connection);
  return verdict.ok ? undefined : spokenMessage(verdict.reason);
}
