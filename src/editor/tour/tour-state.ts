import { create } from 'zustand';

const STORAGE_KEY = 'kineograph-tour';

/** What the tour shows, in order, and where: the first of these places that can be seen; on a phone a panel's tab. */
export const TOUR_STEPS = [
  { name: 'workflow', places: ['.app-canvas'] },
  { name: 'photo', places: ['.react-flow__node .category-input'] },
  { name: 'run', places: ['.run-split, .run-button'] },
  { name: 'settings', places: ['.app-side .inspector', '.panel-tabs [data-panel="inspector"]'] },
  { name: 'result', places: ['.app-side .player', '.panel-tabs [data-panel="player"]'] },
] as const;

interface TourState {
  /** Index of the step on the screen; undefined when no tour is on. */
  readonly step: number | undefined;
}

/** How far the tour is. */
export const useTour = create<TourState>(() => ({ step: undefined }));

export function startTour(): void {
  useTour.setState({ step: 0 });
}

/** Goes so many steps on or back; past the last one the tour ends. */
export function moveTour(by: 1 | -1): void {
  const { step } = useTour.getState();
  if (step === undefined) return;
  if (step + by >= TOUR_STEPS.length) endTour();
  else useTour.setState({ step: Math.max(0, step + by) });
}

/** Ends the tour; it does not come by itself again. */
export function endTour(): void {
  useTour.setState({ step: undefined });
  try {
    localStorage.setItem(STORAGE_KEY, 'seen');
  } catch {
    // Without storage every visit is the first one; the tour then waits to be asked for.
  }
}

/** Starts the tour for people who are here for the first time; browsers that are driven by a program need none. */
export function startTourOnFirstVisit(): void {
  if (!navigator.webdriver && isFirstVisit()) startTour();
}

function isFirstVisit(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) === null;
  } catch {
    return false;
  }
}
