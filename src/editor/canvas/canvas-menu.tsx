import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { select, useDocument } from '../document/document-store.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import { useTouched } from '../shell/first-touch.ts';
import { isInstance } from '../subgraphs/way-in.ts';
import { clearWires, selectFurniture, selectWires, useCanvasSelection } from './canvas-selection.ts';

/** What a menu can be asked for on. */
export type Place = 'node' | 'instance' | 'wire' | 'furniture' | 'pane';

/** A menu that was asked for, at a place of the window, px. */
export interface MenuRequest {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
}

const CanvasMenuView = lazy(() => import('./canvas-menu-view.tsx'));

/** So long a finger rests on the canvas to ask for the menu where the browser does not say so by itself, ms. */
const LONG_TOUCH_MS = 700;

/**
 * The menu under the right button of the mouse, the menu key, Shift+F10 and a long touch. Its code is fetched with the
 * first touch of the page.
 */
export function CanvasMenu({ children }: { readonly children: ReactNode }) {
  const [request, setRequest] = useState<MenuRequest>();
  const isTouched = useTouched('canvas menu');
  const ask = (target: EventTarget, x: number, y: number) => setRequest({ place: takeUp(target), x, y });
  const longTouch = useLongTouch(ask);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the canvas inside has the roles */}
      <div
        className="canvas-menu-area"
        onContextMenu={(event) => {
          longTouch.stop();
          event.preventDefault();
          ask(event.target, event.clientX, event.clientY);
        }}
        onPointerDown={longTouch.start}
        onPointerMove={longTouch.stop}
        onPointerUp={longTouch.stop}
        onPointerCancel={longTouch.stop}
      >
        {children}
      </div>
      {(isTouched || request) && (
        <Suspense fallback={null}>
          <CanvasMenuView request={request} />
        </Suspense>
      )}
    </>
  );
}

/** Some browsers of phones have no event for a long touch. */
function useLongTouch(ask: (target: EventTarget, x: number, y: number) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const stop = () => clearTimeout(timer.current);
  const start = ({ pointerType, target, clientX, clientY }: React.PointerEvent) => {
    stop();
    if (pointerType === 'mouse') return;
    timer.current = setTimeout(() => ask(target, clientX, clientY), LONG_TOUCH_MS);
  };
  return { start, stop };
}

/** Selects what the menu was asked for, unless it is part of the selection, and says what it is. */
function takeUp(target: EventTarget): Place {
  if (!(target instanceof Element)) return 'pane';
  const wire = target.closest('.react-flow__edge')?.getAttribute('data-id');
  if (wire) {
    select([]);
    selectFurniture([]);
    clearWires();
    selectWires([{ id: wire, selected: true }]);
    return 'wire';
  }
  const piece = target.closest('.react-flow__node')?.getAttribute('data-id');
  if (!piece) return 'pane';
  const isFurniture = splitFurnitureId(piece) !== undefined;
  const { selection, document } = useDocument.getState();
  const { furniture } = useCanvasSelection.getState();
  if (!selection.has(piece) && !furniture.has(piece)) {
    clearWires();
    select(isFurniture ? [] : [piece]);
    selectFurniture(isFurniture ? [piece] : []);
  }
  if (isFurniture) return 'furniture';
  return isInstance(document.nodes[piece]?.type) ? 'instance' : 'node';
}
