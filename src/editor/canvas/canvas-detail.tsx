import { type ReactFlowState, useStoreApi } from '@xyflow/react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { GRID } from '../document/place.ts';

/**
 * How much of the cards is drawn: all; a coloured box with a title, when details could not be read; or nothing, when
 * the graph is so far away that one picture of all boxes and wires shows as much (see far-picture.tsx).
 */
type Detail = 'full' | 'boxes' | 'picture';

/** Below this zoom the cards of a large graph are boxes with a title. */
const DETAIL_ZOOM = 0.4;
/** Below this zoom, titles could not be read either. */
const TITLE_ZOOM = 0.2;
/** Up to this many nodes, details cost too little to leave them out. */
const SMALL_GRAPH = 60;
/** From far, one dot of the grid stands for this many: single ones would be a grey haze. */
const FAR_GRID = 5;
/** Radius of the grid's dots at zoom 1, px. */
const DOT = { near: 0.6, far: 1.5 };

/** A zoom that has not changed for so long has come to rest, ms. */
export const REST_MS = 150;
/** From this zoom on, cards show all they have while the zoom goes on: few of them are in sight. */
const EAGER_ZOOM = 0.8;
/** By so much the drawn dots may be made smaller; the layer is larger by its inverse, see canvas.css. */
const LEAST_SCALE = 0.6;

/**
 * How much the cards show now. Kept beside the canvas's own store, which tells all that listen to it of every move: a
 * thousand cards need to hear only of this.
 */
export const useDetail = create<{ readonly detail: Detail }>(() => ({ detail: 'full' }));

/** Watches from how far away the graph is seen. */
export function useWatchedDetail(): Detail {
  const store = useStoreApi();
  // Told before anything is drawn: cards that come into view must not build insides that nobody will see.
  useLayoutEffect(() => {
    let lastZoom: number | undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      clearTimeout(rest);
      rest = undefined;
      const detail = detailOf(store.getState());
      if (detail !== useDetail.getState().detail) useDetail.setState({ detail });
    };
    const follow = () => {
      const state = store.getState();
      const { detail } = useDetail.getState();
      const zoom = state.transform[2];
      const hasZoomed = zoom !== lastZoom;
      const isFirst = lastZoom === undefined;
      lastZoom = zoom;
      const wanted = detailOf(state);
      const isLess = moreOf(wanted, detail) === detail;
      // More is drawn when the zoom has come to rest: hundreds of cards change, which would halt the gesture.
      if (isFirst || isLess || zoom >= EAGER_ZOOM || isSmallGraph(state.nodes)) show();
      else if (hasZoomed || rest === undefined) {
        clearTimeout(rest);
        rest = setTimeout(show, REST_MS);
      }
    };
    follow();
    const unsubscribe = store.subscribe(follow);
    return () => {
      unsubscribe();
      clearTimeout(rest);
    };
  }, [store]);
  return useDetail((state) => state.detail);
}

/**
 * The most that was shown since a card was drawn first. What was drawn once is only hidden by CSS when the view goes
 * away from it: to take the insides of hundreds of cards down and to build them again would halt the gesture.
 */
export function useMostDetail(): Detail {
  const [most, setMost] = useState(() => useDetail.getState().detail);
  useEffect(() => {
    const raise = () => setMost((before) => moreOf(before, useDetail.getState().detail));
    raise();
    return most === 'full' ? undefined : useDetail.subscribe(raise);
  }, [most]);
  return most;
}

const ORDER: readonly Detail[] = ['picture', 'boxes', 'full'];

function moreOf(a: Detail, b: Detail): Detail {
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

function detailOf({ nodes, transform }: ReactFlowState): Detail {
  if (nodes.length <= SMALL_GRAPH || transform[2] >= DETAIL_ZOOM) return 'full';
  return transform[2] >= TITLE_ZOOM ? 'boxes' : 'picture';
}

/** Is the graph so small that looking at each of its nodes in every frame costs nothing that matters? */
export function isSmallGraph(nodes: readonly unknown[]): boolean {
  return nodes.length <= SMALL_GRAPH;
}

/** How the grid is drawn at present. */
interface DrawnGrid {
  /** Zoom that it is drawn for. */
  readonly zoom: number;
  readonly isNear: boolean;
}

/**
 * The dots of the canvas. They are a layer of their own that is shifted by less than their distance, and, while the
 * view zooms, scaled: nothing is drawn anew before the zoom has come to rest or the dots would become blurred. A large
 * graph zooms without them (see zooming-mark.ts).
 */
export function CanvasGrid() {
  const layer = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    let drawn: DrawnGrid | undefined;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const follow = (isAtRest: boolean) => {
      const style = layer.current?.style;
      if (!style) return;
      const [x, y, zoom] = store.getState().transform;
      clearTimeout(rest);
      const isZooming = !isAtRest && drawn !== undefined && zoom !== drawn.zoom;
      if (isZooming) rest = setTimeout(follow, REST_MS, true);
      if (!drawn || isAtRest || !canScale(drawn, zoom)) drawn = drawGrid(style, zoom);
      const gap = gapOf(drawn, zoom);
      const shift = `translate(${shiftWithin(x, gap)}px,${shiftWithin(y, gap)}px)`;
      style.transform = zoom === drawn.zoom ? shift : `${shift} scale(${zoom / drawn.zoom})`;
    };
    follow(true);
    const unsubscribe = store.subscribe(() => follow(false));
    return () => {
      unsubscribe();
      clearTimeout(rest);
    };
  }, [store]);
  return <div ref={layer} className="canvas-grid" aria-hidden="true" />;
}

function drawGrid(style: CSSStyleDeclaration, zoom: number): DrawnGrid {
  const drawn: DrawnGrid = { zoom, isNear: zoom >= DETAIL_ZOOM };
  style.setProperty('--grid-gap', `${gapOf(drawn, zoom)}px`);
  style.setProperty('--grid-dot', `${(drawn.isNear ? DOT.near : DOT.far) * zoom}px`);
  return drawn;
}

function canScale({ zoom: from, isNear }: DrawnGrid, zoom: number): boolean {
  return isNear === zoom >= DETAIL_ZOOM && zoom >= from * LEAST_SCALE && zoom <= from / LEAST_SCALE;
}

/** Distance of the dots on the screen, px. */
function gapOf({ isNear }: DrawnGrid, zoom: number): number {
  return (isNear ? GRID : GRID * FAR_GRID) * zoom;
}

/** The shift between -1.5 and -0.5 gaps that brings a dot, which is in the middle of its tile, to this place. */
function shiftWithin(offset: number, gap: number): number {
  return (((offset % gap) + gap) % gap) - 1.5 * gap;
}
