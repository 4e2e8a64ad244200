import { applyNodeChanges, Controls, type NodeChange, ReactFlow, useReactFlow } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { select, useDocument } from '../document/document-store.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import { GRID } from '../document/place.ts';
import { registry } from '../registry.ts';
import { strings } from '../strings/en.ts';
import { flowLabels } from '../strings/flow-labels.ts';
import { BoundaryCard } from '../subgraphs/boundary-card.tsx';
import { Breadcrumbs } from '../subgraphs/breadcrumbs.tsx';
import { usePlaceView } from '../subgraphs/use-place-view.ts';
import { onEnterKey, onNodeDoubleClick } from '../subgraphs/way-in.ts';
import { addAt, NODE_DRAG_TYPE } from './add-node.ts';
import './canvas.css';
import { CanvasGrid, isSmallGraph, useWatchedDetail } from './canvas-detail.tsx';
import { CanvasMap } from './canvas-map.tsx';
import { CanvasMenu } from './canvas-menu.tsx';
import { selectFurniture, useCanvasSelection } from './canvas-selection.ts';
import { showCanvas, WHOLE_FIT } from './canvas-view.ts';
import { EmptyCanvas } from './empty-canvas.tsx';
import { FarPicture } from './far-picture.tsx';
import './far-view.css';
import { FitMenu } from './fit-menu.tsx';
import { type FlowEdge, type FlowNode, flowNodes } from './flow-elements.ts';
import { GroupFrame } from './group-frame.tsx';
import { NodeCard } from './node-card.tsx';
import { NoteCard } from './note-card.tsx';
import { RerouteDot } from './reroute-dot.tsx';
import { useRerouteDrag } from './reroute-gestures.ts';
import { useMoves } from './use-moves.ts';
import { isValidConnection, onConnect, onDelete, onEdgesChange, onReconnect, useWires } from './use-wires.ts';
import { WireAround } from './wire-around.tsx';
import { useZoomingMark } from './zooming-mark.ts';

const NODE_TYPES = {
  workflow: NodeCard,
  boundary: BoundaryCard,
  group: GroupFrame,
  note: NoteCard,
  reroute: RerouteDot,
};
const EDGE_TYPES = { around: WireAround };
/** From this many nodes on, nodes out of sight are not drawn. */
const CULL_FROM = 300;
/** A thousand nodes are seen whole. */
const LEAST_ZOOM = 0.04;
/** How fast the view follows a wire that is drawn to its border, px a frame at most: slower than the hand aims. */
const PAN_SPEED = 6;
const SNAP: [number, number] = [GRID, GRID];
const DELETE_KEYS = ['Delete', 'Backspace'];
const MULTI_KEYS = ['Shift', 'Meta', 'Control'];

/** The graph: nodes, wires, furniture, and everything that edits them with the pointer. */
export function WorkflowCanvas() {
  const { screenToFlowPosition } = useReactFlow<FlowNode, FlowEdge>();
  const openings = useDocument((state) => state.openings);
  const isReadOnly = useDocument((state) => state.isReadOnly);
  const isEmpty = useDocument(
    ({ document }) =>
      Object.keys(document.nodes).length === 0 &&
      !document.view?.notes?.length &&
      !document.view?.groups?.length,
  );
  const { nodes, selection, onNodesChange, moves } = useNodes();
  const detail = useWatchedDetail();
  useZoomingMark();
  const onSelectionChange = useSelectionChange();
  const wires = useWires(screenToFlowPosition);
  // From far away the picture has the wires; selected ones can still be deleted.
  const drawnWires = useMemo(
    () => (detail === 'picture' ? wires.edges.filter(({ selected }) => selected) : wires.edges),
    [wires.edges, detail],
  );
  const onPointerDown = useRerouteDrag(screenToFlowPosition);
  // The canvas is drawn anew in another language. What changes from frame to frame tells all nodes of it.
  const labels = useMemo(flowLabels, []);
  usePlaceView(WHOLE_FIT);
  useEffect(() => () => showCanvas(undefined), []);

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
    <CanvasMenu>
      <section
        className="canvas"
        aria-label={strings.canvas.label}
        data-detail={detail}
        data-large={!isSmallGraph(nodes)}
        onDrop={onDrop}
        onDragOver={allowNodeDrop}
        onPointerDownCapture={onPointerDown}
        onKeyDown={onEnterKey}
      >
        <ReactFlow<FlowNode, FlowEdge>
          nodes={nodes}
          edges={drawnWires}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onInit={showCanvas}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onSelectionChange={onSelectionChange}
          onNodeDragStart={moves.onNodeDragStart}
          onNodeDragStop={moves.onNodeDragStop}
          onSelectionDragStart={moves.onSelectionDragStart}
          onSelectionDragStop={moves.onSelectionDragStop}
          onConnect={onConnect}
          onConnectEnd={wires.onConnectEnd}
          onReconnect={onReconnect}
          onNodeDoubleClick={onNodeDoubleClick}
          onEdgeDoubleClick={wires.onEdgeDoubleClick}
          onDelete={onDelete}
          isValidConnection={isValidConnection}
          onlyRenderVisibleElements={nodes.length > CULL_FROM}
          deleteKeyCode={DELETE_KEYS}
          multiSelectionKeyCode={MULTI_KEYS}
          zoomOnDoubleClick={false}
          snapToGrid
          snapGrid={SNAP}
          minZoom={LEAST_ZOOM}
          autoPanSpeed={PAN_SPEED}
          maxZoom={2}
          ariaLabelConfig={labels}
          nodesDraggable={!isReadOnly}
          nodesConnectable={!isReadOnly}
          nodesFocusable
          edgesFocusable
        >
          <CanvasGrid />
          {detail === 'picture' && <FarPicture edges={wires.edges} selection={selection} />}
          <CanvasMap label={labels['minimap.ariaLabel']} />
          <Controls showInteractive={false} fitViewOptions={WHOLE_FIT} />
        </ReactFlow>
        <Breadcrumbs />
        {openings > 0 && isEmpty && <EmptyCanvas />}
        <FitMenu request={wires.fitRequest} onClose={wires.closeFit} />
      </section>
    </CanvasMenu>
  );
}

/** Nodes and furniture as the canvas shows them, also in the middle of a gesture. */
function useNodes() {
  const document = useDocument((state) => state.document);
  const nodeSelection = useDocument((state) => state.selection);
  const furnitureSelection = useCanvasSelection((state) => state.furniture);
  const selection = useMemo(
    () => new Set([...nodeSelection, ...furnitureSelection]),
    [nodeSelection, furnitureSelection],
  );
  // Drawn from the start with what is selected, or the empty canvas would report an empty selection.
  const [nodes, setNodes] = useState<FlowNode[]>(() => flowNodes(document, selection, []));
  const moves = useMoves();
  useEffect(() => setNodes((before) => flowNodes(document, selection, before)), [document, selection]);
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      // Removal goes through the document; everything else is how the canvas looks while a gesture goes on.
      const shown = changes.filter((change) => change.type !== 'remove');
      setNodes((before) => moves.follow(applyNodeChanges(shown, before)));
      moves.onKeys(changes);
    },
    [moves],
  );
  return { nodes, selection, onNodesChange, moves };
}

/**
 * Follows what the canvas selects. It begins empty and says so, also when it is drawn anew over a document with a
 * selection: that must not be lost, so nothing is believed until the canvas has selected something.
 */
function useSelectionChange() {
  const hasSelected = useRef(false);
  return useCallback(({ nodes: chosen }: { readonly nodes: readonly FlowNode[] }) => {
    if (chosen.length === 0 && !hasSelected.current) return;
    hasSelected.current = true;
    const ids = chosen.map((node) => node.id);
    select(ids.filter((id) => !splitFurnitureId(id)));
    selectFurniture(ids.filter((id) => splitFurnitureId(id)));
  }, []);
}

function allowNodeDrop(event: React.DragEvent): void {
  if (event.dataTransfer.types.includes(NODE_DRAG_TYPE)) event.preventDefault();
}
