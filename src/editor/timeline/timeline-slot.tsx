import { lazy, Suspense } from 'react';
import { useTimeline } from './timeline-state.ts';

const Timeline = lazy(() => import('./timeline.tsx'));

/** Where the timeline appears; its code is loaded when it is first shown. */
export function TimelineSlot() {
  const open = useTimeline((state) => state.open);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <Timeline />
    </Suspense>
  );
}
