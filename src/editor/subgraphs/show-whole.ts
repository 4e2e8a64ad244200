import type { Edge, FitViewOptions, Node, ReactFlowInstance, Viewport } from '@xyflow/react';
import { legibleView } from './legible-view.ts';

/** How an empty canvas is seen. */
const UNMOVED: Viewport = { x: 0, y: 0, zoom: 1 };

/**
 * Brings a graph into view: all of it, or where it begins on a screen as narrow as a phone's.
 * @param screen size of the canvas, px
 */
export function showWhole<N extends Node, E extends Edge>(
  flow: Pick<ReactFlowInstance<N, E>, 'fitView' | 'getNodes' | 'getNodesBounds' | 'setViewport'>,
  screen: { readonly width: number; readonly height: number },
  fit: FitViewOptions<N>,
): void {
  const nodes = flow.getNodes();
  // Fitting nothing would wait, and move the view under the pointer as soon as the first node is there.
  if (nodes.length === 0) {
    void flow.setViewport(UNMOVED);
    return;
  }
  const cards = nodes.filter(({ type }) => type === 'workflow');
  const legible = legibleView(
    cards.map(({ position, width = 0, height = 0 }) => ({ ...position, width, height })),
    flow.getNodesBounds(cards),
    screen,
  );
  void (legible ? flow.setViewport(legible) : flow.fitView(fit));
}
