import { Background, BackgroundVariant, MiniMap, type ReactFlowState, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { create } from 'zustand';
import { GRID } from '../document/place.ts';
import type { FlowNode } from './flow-elements.ts';

/** Below this zoom the cards of a large graph are coloured boxes with a title: details could not be read. */
const DETAIL_ZOOM = 0.4;
/** Up to this many nodes, details cost too little to leave them out. */
const SMALL_GRAPH = 60;
/** From far, one dot stands for this many: single ones would be a grey haze, and slow to draw. */
const FAR_GRID = 5;

/**
 * Do the cards show their details? Kept beside the canvas's own store, which tells all that listen to it of every
 * move: a thousand cards need to hear only of this.
 */
export const useDetail = create<{ readonly isDetailed: boolean }>(() => ({ isDetailed: true }));

/** The grid of the canvas; also watches how far away the graph is seen from. */
export function CanvasGrid() {
  const isNear = useStore(({ transform }) => transform[2] >= DETAIL_ZOOM);
  const isSmall = useStore(({ nodes }) => nodes.length <= SMALL_GRAPH);
  const isDetailed = isNear || isSmall;
  useEffect(() => useDetail.setState({ isDetailed }), [isDetailed]);
  return (
    <Background
      variant={BackgroundVariant.Dots}
      gap={isNear ? GRID : GRID * FAR_GRID}
      size={isNear ? 1.2 : 3}
    />
  );
}

/** The map is drawn for this size, px; CSS alone would crop it. */
const MAP_SIZE = { width: 168, height: 104 };

/** The map of the graph: where a part of it is out of sight, so that it covers none of a graph that is seen whole. */
export function CanvasMap({ nodeClassName }: { readonly nodeClassName: (node: FlowNode) => string }) {
  const isNeeded = useStore(isPartHidden);
  if (!isNeeded) return null;
  return <MiniMap pannable zoomable className="minimap" style={MAP_SIZE} nodeClassName={nodeClassName} />;
}

/** Is anything of the graph out of sight? Large graphs count as such: to look at each node costs a frame. */
function isPartHidden({ nodes, transform, width, height }: ReactFlowState): boolean {
  if (nodes.length > SMALL_GRAPH) return true;
  const [left, top, zoom] = transform;
  return nodes.some(({ position: { x, y }, width: wide = 0, height: high = 0 }) => {
    const isInside =
      x * zoom + left >= 0 &&
      y * zoom + top >= 0 &&
      (x + wide) * zoom + left <= width &&
      (y + high) * zoom + top <= height;
    return !isInside;
  });
}
