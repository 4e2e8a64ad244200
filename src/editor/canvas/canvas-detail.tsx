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
    const follow = () => {
      const detail = detailOf(store.getState());
      if (detail !== useDetail.getState().detail) useDetail.setState({ detail });
    };
    follow();
    return store.subscribe(follow);
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

/**
 * The dots of the canvas. They are a layer of their own that is shifted by less than their distance, so that nothing
 * is drawn anew while the view moves.
 */
export function CanvasGrid() {
  const layer = useRef<HTMLDivElement>(null);
  const store = useStoreApi();
  useLayoutEffect(() => {
    let shownZoom = 0;
    const follow = () => {
      const style = layer.current?.style;
      if (!style) return;
      const [x, y, zoom] = store.getState().transform;
      const isNear = zoom >= DETAIL_ZOOM;
      const gap = (isNear ? GRID : GRID * FAR_GRID) * zoom;
      if (zoom !== shownZoom) {
        const radius = (isNear ? DOT.near : DOT.far) * zoom;
        style.setProperty('--grid-gap', `${gap}px`);
        style.setProperty('--grid-dot', `${radius}px`);
        shownZoom = zoom;
      }
      style.transform = `translate(${shiftWithin(x, gap)}px,${shiftWithin(y, gap)}px)`;
    };
    follow();
    return store.subscribe(follow);
  }, [store]);
  return <div ref={layer} className="canvas-grid" aria-hidden="true" />;
}

/** The shift between -1.5 and -0.5 gaps that brings a dot, which is in the middle of its tile, to this place. */
function shiftWithin(offset: number, gap: number): number {
  return (((offset % gap) + gap) % gap) - 1.5 * gap;
}
