import { useStoreApi } from '@xyflow/react';
import { useLayoutEffect } from 'react';
import { isSmallGraph, REST_MS } from './canvas-detail.tsx';

/**
 * Marks the canvas (`data-zooming`) while a large graph is zoomed, by hand and not through React: every card would hear
 * of it. What costs much in each frame and is not missed for that moment is left out by far-view.css: the dots of the
 * grid, and of unseen cards all (`bare`), but not where one of them is at work (`at-work`).
 */
export function useZoomingMark(): void {
  const store = useStoreApi();
  useLayoutEffect(() => {
    let last = store.getState().transform[2];
    let rest: ReturnType<typeof setTimeout> | undefined;
    const mark = (isZooming: boolean) => {
      const canvas = store.getState().domNode?.closest<HTMLElement>('.canvas');
      if (!canvas) return;
      if (isZooming) canvas.dataset.zooming = isAtWork(canvas) ? 'at-work' : 'bare';
      else delete canvas.dataset.zooming;
    };
    const unsubscribe = store.subscribe(({ transform, nodes }) => {
      if (transform[2] === last || isSmallGraph(nodes)) return;
      last = transform[2];
      if (rest === undefined) mark(true);
      clearTimeout(rest);
      rest = setTimeout(() => {
        rest = undefined;
        mark(false);
      }, REST_MS);
    });
    return () => {
      unsubscribe();
      clearTimeout(rest);
      mark(false);
    };
  }, [store]);
}

/** What is left out of a frame would lose the keyboard's focus, and what is selected would vanish. */
function isAtWork(canvas: HTMLElement): boolean {
  return canvas.querySelector('.react-flow__nodes :is(.selected, :focus)') !== null;
}
