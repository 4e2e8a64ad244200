import { useCallback } from 'react';
import { edit } from '../document/document-store.ts';
import { furnitureId, placeFurniture } from '../document/furniture-edits.ts';
import { onGrid, type Position } from '../document/place.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { rerouteWire, wireEnd } from './furniture-actions.ts';

/** Counts drags, so that each is a step of its own. */
let drags = 0;

/**
 * Alt and a drag on a wire put a reroute there and move it, all in one step.
 * @param toCanvas from px of the screen to px of the canvas
 */
export function useRerouteDrag(toCanvas: (screen: Position) => Position) {
  return useCallback(
    (event: React.PointerEvent) => {
      if (!event.altKey || event.button !== 0 || !(event.target instanceof Element)) return;
      const wire = event.target.closest('.react-flow__edge')?.getAttribute('data-id');
      const end = wire ? wireEnd(wire) : undefined;
      if (!end) return;
      event.preventDefault();
      event.stopPropagation();
      drags += 1;
      const gesture = `reroute ${drags}`;
      const place = (moved: { clientX: number; clientY: number }) =>
        onGrid(toCanvas({ x: moved.clientX, y: moved.clientY }));
      const id = rerouteWire(end, place(event), gesture);
      if (id === undefined) return;
      const canvasId = furnitureId('reroute', id);
      const onMove = (moved: PointerEvent) =>
        edit(graphStrings.reroute.step, (draft) => placeFurniture(draft, canvasId, place(moved)), gesture);
      const onUp = () => {
        window.removeEventListener('pointermove', onMove);
        window.removeEventListener('pointerup', onUp);
        window.removeEventListener('pointercancel', onUp);
      };
      window.addEventListener('pointermove', onMove);
      window.addEventListener('pointerup', onUp);
      window.addEventListener('pointercancel', onUp);
    },
    [toCanvas],
  );
}
