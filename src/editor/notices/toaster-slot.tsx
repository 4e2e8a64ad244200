import { lazy, Suspense, useEffect } from 'react';
import { useToaster, wantToaster } from './toast.ts';

const Toaster = lazy(() => import('./toaster.tsx'));

/** Where messages appear; their code is fetched with the first touch of the page, or the first message. */
export function ToasterSlot() {
  const isWanted = useToaster((state) => state.isWanted);
  useEffect(() => {
    const events = ['pointerdown', 'keydown'] as const;
    for (const event of events) window.addEventListener(event, wantToaster, { capture: true, once: true });
    return () => {
      for (const event of events) window.removeEventListener(event, wantToaster, { capture: true });
    };
  }, []);
  if (!isWanted) return null;
  return (
    <Suspense fallback={null}>
      <Toaster />
    </Suspense>
  );
}
