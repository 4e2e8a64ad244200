import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { burst } from '../document/bursts.ts';
import '@xyflow/react/dist/base.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { toast } from 'sonner';
import { canConnect } from '../../runtime/connection.ts';
import type { NodeDeclaration } from '../../runtime/node.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { addNode, connect, disconnect, freeNodeId, GRID, placeNode, removeNodes } from '../document/edits.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import './canvas.css';
import { EmptyCanvas } from './empty-canvas.tsx';
import { FitMenu, type FitRequest } from './fit-menu.tsx';
import { type FlowNode, flowEdges, flowNodes, keyMoves } from './flow-elements.ts';
import { NodeCard } from './node-card.tsx';

const NODE_TYPES = { workflow: NodeCard };
/** From this many nodes on, nodes out of sight are not drawn. */
const CULL_FROM = 300;
/** How the whole graph is brought into view. */
const FIT = { padding: 0.06, maxZoom: 1 };
/** The map is drawn for this size, px; CSS alone would crop it. */
const MINIMAP_SIZE = { width: 168, height: 104 };
/** MIME type under which the palette drags a node type. */
export const NODE_DRAG_TYPE = 'application/x-kineograph-node';

/** The graph: nodes, wires, and everything that edits them with the pointer. */
export function WorkflowCanvas() {
  const document = useDocument((state) => state.document);
  const selection = useDocument((state) => state.selection);
  const { screenToFlowPosition, fitView } = useReactFlow();
  const openings = useDocument((state) => state.openings);
  const [nodes, setNodes] = useState<FlowNode[]>([]);
  const isDragging = useRef(false);
  const [fitRequest, setFitRequest] = useState<FitRequest>();
  useEffect(() => setNodes((before) => flowNodes(document, selection, before)), [document, selection]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document was opened
  useEffect(() => {
    // The canvas learns of the new nodes with the next rendering.
    const handle = setTimeout(() => void fitView(FIT), 60);
    return () => clearTimeout(handle);
  }, [openings, fitView]);
  const edges = useMemo(() => flowEdges(document), [document]);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    // Removal goes through the document; everything else is how the canvas looks while a gesture goes on.
    setNodes((before) =>
      applyNodeChanges(
        changes.filter((change) => change.type !== 'remove'),
        before,
      ),
    );
    if (!isDragging.current) moveByKeys(changes);
  }, []);

  const onSelectionChange = useCallback(({ nodes: chosen }: { nodes: FlowNode[] }) => {
    select(chosen.map((node) => node.id));
  }, []);

  const onDragStart = useCallback(() => {
    isDragging.current = true;
  }, []);

  const onDragStop = useCallback((moved: readonly FlowNode[]) => {
    isDragging.current = false;
    edit(strings.steps.move, (draft) => {
      for (const { id, position } of moved) placeNode(draft, id, position);
    });
  }, []);

  const onConnect = useCallback((connection: Connection) => {
    const { source, sourceHandle, target, targetHandle } = connection;
    if (!sourceHandle || !targetHandle) return;
    edit(strings.steps.connect, (draft) => connect(draft, `${source}.${sourceHandle}`, target, targetHandle));
  }, []);

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid || !state.fromNode || !state.fromHandle?.id) return;
      const screen = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (!screen) return;
      const from = { node: state.fromNode.id, port: state.fromHandle.id, side: state.fromHandle.type };
      if (state.toHandle?.id && state.toNode) {
        const reason = whyNot(from, { node: state.toNode.id, port: state.toHandle.id });
        if (reason) toast.warning(reason);
        return;
      }
      if (state.toNode) return;
      const at = { x: screen.clientX, y: screen.clientY };
      setFitRequest({ from, screen: at, position: screenToFlowPosition(at) });
    },
    [screenToFlowPosition],
  );

  const onDrop = useCallback(
    (event: React.DragEvent) => {
      const declaration = registry.get(event.dataTransfer.getData(NODE_DRAG_TYPE));
      if (!declaration) return;
      event.preventDefault();
      addAt(declaration, screenToFlowPosition({ x: event.clientX, y: event.clientY }));
    },
    [screenToFlowPosition],
  );

  return (
    <section className="canvas" aria-label={strings.canvas.label} onDrop={onDrop} onDragOver={allowNodeDrop}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodesChange={onNodesChange}
        onSelectionChange={onSelectionChange}
        onNodeDragStart={onDragStart}
        onNodeDragStop={(_event, _node, moved) => onDragStop(moved)}
        onSelectionDragStart={onDragStart}
        onSelectionDragStop={(_event, moved) => onDragStop(moved)}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onReconnect={(edge, connection) => {
          edit(strings.steps.rewire, (draft) => {
            disconnect(draft, edge.target, edge.targetHandle ?? '');
            const { source, sourceHandle, target, targetHandle } = connection;
            if (sourceHandle && targetHandle)
              connect(draft, `${source}.${sourceHandle}`, target, targetHandle);
          });
        }}
        onDelete={({ nodes: goneNodes, edges: goneEdges }) => {
          const ids = goneNodes.map((node) => node.id);
          edit(ids.length > 0 ? strings.menu.remove : strings.steps.disconnect, (draft) => {
            for (const edge of goneEdges) disconnect(draft, edge.target, edge.targetHandle ?? '');
            removeNodes(draft, ids);
          });
        }}
        isValidConnection={(connection) => {
          const { source, sourceHandle, target, targetHandle } = connection;
          if (!sourceHandle || !targetHandle) return false;
          const from = { node: source, port: sourceHandle };
          return canConnect(useDocument.getState().document, registry, {
            from,
            to: { node: target, port: targetHandle },
          }).ok;
        }}
        onlyRenderVisibleElements={nodes.length > CULL_FROM}
        deleteKeyCode={['Delete', 'Backspace']}
        multiSelectionKeyCode={['Shift', 'Meta', 'Control']}
        snapToGrid
        snapGrid={[GRID, GRID]}
        minZoom={0.1}
        maxZoom={2}
        fitView
        fitViewOptions={FIT}
        nodesFocusable
        edgesFocusable
      >
        <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.2} />
        <MiniMap pannable zoomable className="minimap" style={MINIMAP_SIZE} nodeClassName={minimapClass} />
        <Controls showInteractive={false} fitViewOptions={FIT} />
      </ReactFlow>
      {openings > 0 && Object.keys(document.nodes).length === 0 && <EmptyCanvas />}
      <FitMenu request={fitRequest} onClose={() => setFitRequest(undefined)} />
    </section>
  );
}

/** Adds a node of a type and selects it. */
export function addAt(
  declaration: NodeDeclaration,
  position: { readonly x: number; readonly y: number },
): string {
  const id = freeNodeId(useDocument.getState().document, declaration.type);
  const snapped = { x: Math.round(position.x / GRID) * GRID, y: Math.round(position.y / GRID) * GRID };
  edit(strings.steps.add(declaration.title), (draft) => addNode(draft, id, declaration, snapped));
  select([id]);
  return id;
}

/** Arrow keys move nodes without a drag, so that no drag's end tells of them. A burst of them is one step. */
function moveByKeys(changes: readonly NodeChange<FlowNode>[]): void {
  const moved = keyMoves(changes);
  if (moved.length === 0) return;
  const gesture = burst(`keys ${moved.map(({ id }) => id).join(' ')}`);
  edit(
    strings.steps.move,
    (draft) => {
      for (const { id, position } of moved) placeNode(draft, id, position);
    },
    gesture,
  );
}

interface PortEnd {
  readonly node: string;
  readonly port: string;
}

function whyNot(from: PortEnd & { readonly side: string }, end: PortEnd): string | undefined {
  const [source, target] = from.side === 'source' ? [from, end] : [end, from];
  const verdict = canConnect(useDocument.getState().document, registry, { from: source, to: target });
  return verdict.ok ? undefined : verdict.reason;
}

function allowNodeDrop(event: React.DragEvent): void {
  if (event.dataTransfer.types.includes(NODE_DRAG_TYPE)) event.preventDefault();
}

function minimapClass(node: FlowNode): string {
  const type = useDocument.getState().document.nodes[node.id]?.type;
  return `category-${(type === undefined ? undefined : registry.get(type)?.category) ?? 'unknown'}`;
}
