import { lazy, Suspense } from 'react';
import { useTour } from './tour-state.ts';

/** Fetched with its first step. */
const Tour = lazy(() => import('./tour.tsx'));

/** The tour, when one is on. */
export function TourSlot() {
  const isOn = useTour((state) => state.step !== undefined);
  return <Suspense>{isOn && <Tour />}</Suspense>;
}
