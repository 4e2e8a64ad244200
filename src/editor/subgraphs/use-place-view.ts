import { type FitViewOptions, useReactFlow, useStoreApi, type Viewport } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useDocument } from '../document/document-store.ts';
import { prefixOf } from '../document/places.ts';
import { takeAwaited } from './arrival.ts';
import { showWhole } from './show-whole.ts';

/** After this time the canvas has learned of the nodes that it shows now, ms. */
const DRAWN_AFTER_MS = 60;
/** How single nodes are brought into view. */
const NODE_FIT = { maxZoom: 1, padding: 0.5 };

/**
 * Brings a graph into view when another document is opened or another graph of it is shown: all of it, or where it
 * begins on a screen as narrow as a phone's. A graph that was shown before is seen as it was left.
 */
export function usePlaceView(fit: FitViewOptions): void {
  const { fitView, getNodes, getNodesBounds, getViewport, setViewport } = useReactFlow();
  const store = useStoreApi();
  const openings = useDocument((state) => state.openings);
  const place = useDocument((state) => state.place);
  const views = useRef(new Map<string, Viewport>());
  const opened = useRef(openings);
  useEffect(() => {
    if (opened.current !== openings) views.current.clear();
    opened.current = openings;
    const prefix = prefixOf(place);
    let isSeen = false;
    const handle = setTimeout(() => {
      isSeen = true;
      const awaited = takeAwaited();
      const before = views.current.get(prefix);
      if (awaited) void fitView({ ...NODE_FIT, nodes: awaited.map((id) => ({ id })) });
      else if (before) void setViewport(before);
      else showWhole({ fitView, getNodes, getNodesBounds, setViewport }, store.getState(), fit);
    }, DRAWN_AFTER_MS);
    return () => {
      clearTimeout(handle);
      if (isSeen) views.current.set(prefix, getViewport());
    };
  }, [openings, place, fit, store, fitView, getNodes, getNodesBounds, getViewport, setViewport]);
}
