import { type RefObject, useEffect, useRef, useState } from 'react';
import { fittedView, pannedView, type TimeView, zoomedView } from './time-view.ts';

/** What one press of a button or key, or one notch of a wheel, zooms by. */
const ZOOM_STEP = 1.5;
/** Pixels of a wheel that zoom by {@link ZOOM_STEP}. */
const WHEEL_PX = 100;

export interface TimeViewControl {
  readonly view: TimeView;
  readonly isWhole: boolean;
  zoom(nearer: boolean, about?: number): void;
  showAll(): void;
  /** Pointers that hold no key: one pans, two pinch. Each returns whether it was used. */
  press(event: React.PointerEvent): void;
  drag(event: React.PointerEvent): void;
  release(event: React.PointerEvent): void;
}

/**
 * Zooming and panning of a graph's time: by pinching, by dragging where there is no key, by a wheel with Ctrl, and
 * sideways by a wheel or trackpad.
 * @param area the drawing; its width is the whole view
 */
export function useTimeView(area: RefObject<Element | null>, seconds: number): TimeViewControl {
  const [wanted, setWanted] = useState<TimeView>();
  const view = wanted ? fittedView(wanted, seconds) : { from: 0, to: seconds };
  const pointers = useRef(new Map<number, number>());
  const timeAt = (clientX: number): number => {
    const box = area.current?.getBoundingClientRect();
    return box ? view.from + ((clientX - box.left) / box.width) * (view.to - view.from) : view.from;
  };
  const secondsPerPx = () => (view.to - view.from) / (area.current?.getBoundingClientRect().width || 1);
  useWheel(area, (event) => {
    if (event.ctrlKey || event.metaKey) {
      const factor = ZOOM_STEP ** (-event.deltaY / WHEEL_PX);
      setWanted(zoomedView(view, seconds, factor, timeAt(event.clientX)));
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY) && wanted) {
      setWanted(pannedView(view, seconds, event.deltaX * secondsPerPx()));
    } else return false;
    return true;
  });
  const drag = (event: React.PointerEvent) => {
    const before = pointers.current.get(event.pointerId);
    if (before === undefined) return;
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, event.clientX);
    if (other === undefined) setWanted(pannedView(view, seconds, (before - event.clientX) * secondsPerPx()));
    else {
      const factor = Math.abs(event.clientX - other) / Math.max(1, Math.abs(before - other));
      if (factor > 0) setWanted(zoomedView(view, seconds, factor, timeAt(other)));
    }
  };
  return {
    view,
    isWhole: view.from === 0 && view.to === seconds,
    zoom: (nearer, about = (view.from + view.to) / 2) =>
      setWanted(zoomedView(view, seconds, nearer ? ZOOM_STEP : 1 / ZOOM_STEP, about)),
    showAll: () => setWanted(undefined),
    press: (event) => {
      pointers.current.set(event.pointerId, event.clientX);
    },
    drag,
    release: (event) => {
      pointers.current.delete(event.pointerId);
    },
  };
}

/** Listens to the wheel over an element; what is used does not scroll the page. */
function useWheel(area: RefObject<Element | null>, onWheel: (event: WheelEvent) => boolean): void {
  const latest = useRef(onWheel);
  latest.current = onWheel;
  useEffect(() => {
    const element = area.current;
    const listen = (event: Event) => {
      if (event instanceof WheelEvent && latest.current(event)) event.preventDefault();
    };
    // React's own wheel listeners are passive: they cannot keep the page from scrolling.
    element?.addEventListener('wheel', listen, { passive: false });
    return () => element?.removeEventListener('wheel', listen);
  }, [area]);
}
