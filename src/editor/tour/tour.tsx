import { X } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { strings } from '../strings/en.ts';
import { tourStrings } from '../strings/tour-en.ts';
import './tour.css';
import { placeCard, type ScreenBox } from './tour-place.ts';
import { endTour, moveTour, TOUR_STEPS, useTour } from './tour-state.ts';

/** Room between what is told of and the ring around it, px. */
const RING = 4;

/** The tour's card and a ring around what it tells of. Nothing is blocked: everything else goes on working. */
export default function Tour() {
  const step = useTour((state) => state.step);
  useFocusReturn(step !== undefined);
  if (step === undefined) return null;
  return createPortal(<TourStep key={step} step={step} />, document.body);
}

function TourStep({ step }: { readonly step: number }) {
  const { name, places } = TOUR_STEPS[step] ?? TOUR_STEPS[0];
  const { title, text } = tourStrings.steps[name];
  const card = useRef<HTMLDivElement>(null);
  const { target, at } = usePlaces(places, card);
  const [titleId, textId] = [useId(), useId()];
  const isLast = step === TOUR_STEPS.length - 1;
  // The text is read out as the description of what has the focus.
  useEffect(() => card.current?.querySelector<HTMLElement>('.primary')?.focus(), []);
  return (
    <>
      {target && (
        <div
          className="tour-ring"
          style={{
            left: target.left - RING,
            top: target.top - RING,
            width: target.width + 2 * RING,
            height: target.height + 2 * RING,
          }}
        />
      )}
      <div
        ref={card}
        className="tour-card"
        role="dialog"
        aria-labelledby={titleId}
        aria-describedby={textId}
        style={at}
        onKeyDown={byKey}
      >
        <button
          type="button"
          className="icon-button tour-close"
          aria-label={tourStrings.skip}
          onClick={endTour}
        >
          <X size={16} aria-hidden />
        </button>
        <h2 id={titleId}>{title}</h2>
        <p id={textId}>{text}</p>
        <footer>
          <span className="tour-count">{tourStrings.step(step + 1, TOUR_STEPS.length)}</span>
          {step > 0 && (
            <button type="button" className="button" onClick={() => moveTour(-1)}>
              {tourStrings.back}
            </button>
          )}
          <button type="button" className="button primary" onClick={() => moveTour(1)}>
            {isLast ? tourStrings.done : tourStrings.next}
          </button>
        </footer>
        <span className="visually-hidden" role="status">
          {`${strings.product}: ${tourStrings.title}, ${tourStrings.step(step + 1, TOUR_STEPS.length)}`}
        </span>
      </div>
    </>
  );
}

/** Arrow keys walk, Escape ends; both stay inside, where Escape would cancel a run. */
function byKey(event: React.KeyboardEvent): void {
  if (event.key === 'ArrowRight') moveTour(1);
  else if (event.key === 'ArrowLeft') moveTour(-1);
  else if (event.key === 'Escape') endTour();
  else return;
  event.stopPropagation();
  event.preventDefault();
}

interface TourPlaces {
  readonly target: ScreenBox | undefined;
  /** Of the card. */
  readonly at: { readonly left: number; readonly top: number };
}

/** Where the target and the card are, also while the canvas moves or the window changes its size. */
function usePlaces(selectors: readonly string[], card: React.RefObject<HTMLElement | null>): TourPlaces {
  const [places, setPlaces] = useState<TourPlaces>({ target: undefined, at: { left: 0, top: 0 } });
  useLayoutEffect(() => {
    let frame = 0;
    const measure = () => {
      const target = firstVisibleBox(selectors);
      const { offsetWidth: width = 0, offsetHeight: height = 0 } = card.current ?? {};
      const room = { width: window.innerWidth, height: window.innerHeight };
      const now = { target, at: placeCard(target, { width, height }, room) };
      setPlaces((before) => (isSame(before, now) ? before : now));
    };
    // Nothing says when the canvas has come to rest: as long as the tour is on, each frame looks.
    const follow = () => {
      measure();
      frame = requestAnimationFrame(follow);
    };
    follow();
    return () => cancelAnimationFrame(frame);
  }, [selectors, card]);
  return places;
}

function isSame(a: TourPlaces, b: TourPlaces): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The box of the first of these that can be seen; on a phone most panels cannot. */
function firstVisibleBox(selectors: readonly string[]): ScreenBox | undefined {
  for (const selector of selectors) {
    const element = document.querySelector(selector);
    const { left, top, width, height } = element?.getBoundingClientRect() ?? new DOMRect();
    if (element?.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0)
      return { left, top, width, height };
  }
  return undefined;
}

/** Gives the focus back to where it was before the tour. */
function useFocusReturn(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isOn]);
}
