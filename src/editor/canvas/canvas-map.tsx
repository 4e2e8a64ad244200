import { Panel, type ReactFlowState, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { memo, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useDocument } from '../document/document-store.ts';
import type { Box, Position } from '../document/place.ts';
import { isSmallGraph } from './canvas-detail.tsx';
import {
  boxAround,
  boxesPath,
  type ColouredBoxes,
  furnitureByColour,
  nodesByCategory,
} from './graph-picture.ts';

/** Size of the map, px; kept equal to canvas.css. */
const MAP = { width: 168, height: 104 };
/** Room around the graph, as a share of its size. */
const MARGIN = 0.05;
/** So much of the view's frame stays on the map wherever the view is, px. */
const LEAST_SEEN = 4;
/** A turn of the wheel by this much doubles the zoom, px. */
const WHEEL_PER_DOUBLING = 500;

/** How the map shows the canvas: px of the map per px of the canvas, and where the map's corner lies on the canvas. */
interface MapScale extends Position {
  readonly scale: number;
}

/** The map of the graph: where a part of it is out of sight, so that it covers none of a graph that is seen whole. */
export function CanvasMap({ label }: { readonly label: string | undefined }) {
  const isNeeded = useStore(isPartHidden);
  return isNeeded ? <ShownMap label={label} /> : null;
}

/** Drawn from the document, thus only after a gesture has ended; while the view moves, only its frame follows. */
function ShownMap({ label }: { readonly label: string | undefined }) {
  const document = useDocument((state) => state.document);
  const shapes = useMemo(() => [...furnitureByColour(document), ...nodesByCategory(document)], [document]);
  const place = useMemo(() => scaleOf(shapes.flatMap(({ boxes }) => boxes)), [shapes]);
  const frame = useViewFrame(place);
  const gestures = useMapGestures(place);
  return (
    <Panel position="bottom-right" className="minimap">
      <div ref={gestures.area} className="map-area nopan nowheel" onPointerDown={gestures.onPointerDown}>
        <MapShapes shapes={shapes} place={place} label={label} />
        <div ref={frame} className="map-frame" />
      </div>
    </Panel>
  );
}

interface MapShapesProps {
  readonly shapes: readonly ColouredBoxes[];
  readonly place: MapScale;
  readonly label: string | undefined;
}

const MapShapes = memo(function MapShapes({ shapes, place, label }: MapShapesProps) {
  const { x, y, scale } = place;
  return (
    <svg
      role="img"
      aria-label={label}
      width={MAP.width}
      height={MAP.height}
      viewBox={`${x} ${y} ${MAP.width / scale} ${MAP.height / scale}`}
    >
      {shapes.map(({ className, boxes }) => (
        <path key={className} className={className} d={boxesPath(boxes)} />
      ))}
    </svg>
  );
});

function scaleOf(boxes: readonly Box[]): MapScale {
  const around = boxAround(boxes) ?? { x: 0, y: 0, ...MAP };
  const width = around.width * (1 + 2 * MARGIN);
  const height = around.height * (1 + 2 * MARGIN);
  const scale = Math.min(MAP.width / width, MAP.height / height);
  return {
    x: around.x + around.width / 2 - MAP.width / scale / 2,
    y: around.y + around.height / 2 - MAP.height / scale / 2,
    scale,
  };
}

/** Keeps the frame of what is seen at its place, without drawing anything of React's anew. */
function useViewFrame(place: MapScale) {
  const frame = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    let drawn = '';
    const follow = () => {
      const style = frame.current?.style;
      if (!style) return;
      const { transform, width, height } = store.getState();
      const [left, top, zoom] = transform;
      const ratio = place.scale / zoom;
      const shown = { width: width * ratio, height: height * ratio };
      const x = within(
        (-left / zoom - place.x) * place.scale,
        LEAST_SEEN - shown.width,
        MAP.width - LEAST_SEEN,
      );
      const y = within(
        (-top / zoom - place.y) * place.scale,
        LEAST_SEEN - shown.height,
        MAP.height - LEAST_SEEN,
      );
      style.transform = `translate(${x}px,${y}px)`;
      // The same size again would still lay out the page.
      const size = `${shown.width} ${shown.height}`;
      if (size === drawn) return;
      drawn = size;
      style.width = `${shown.width}px`;
      style.height = `${shown.height}px`;
    };
    follow();
    return store.subscribe(follow);
  }, [store, place]);
  return frame;
}

/** A press looks at that place, a drag follows the pointer, the wheel zooms. */
function useMapGestures(place: MapScale) {
  const area = useRef<HTMLDivElement>(null);
  const { setCenter, zoomTo, getZoom } = useReactFlow();
  const look = (clientX: number, clientY: number) => {
    const box = area.current?.getBoundingClientRect();
    if (!box) return;
    const x = place.x + (clientX - box.x) / place.scale;
    const y = place.y + (clientY - box.y) / place.scale;
    void setCenter(x, y, { zoom: getZoom() });
  };
  useEffect(() => {
    const element = area.current;
    // React listens for wheels without the right to keep the page from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      void zoomTo(getZoom() * 2 ** (-event.deltaY / WHEEL_PER_DOUBLING));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [zoomTo, getZoom]);
  const onPointerDown = (event: React.PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    const { currentTarget, pointerId } = event;
    currentTarget.setPointerCapture(pointerId);
    look(event.clientX, event.clientY);
    const onMove = (moved: PointerEvent) => look(moved.clientX, moved.clientY);
    const onEnd = () => currentTarget.removeEventListener('pointermove', onMove);
    currentTarget.addEventListener('pointermove', onMove);
    currentTarget.addEventListener('lostpointercapture', onEnd, { once: true });
  };
  return { area, onPointerDown };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}

/** Is anything of the graph out of sight? Large graphs count as such: to look at each node costs a frame. */
function isPartHidden({ nodes, transform, width, height }: ReactFlowState): boolean {
  if (!isSmallGraph(nodes)) return true;
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
