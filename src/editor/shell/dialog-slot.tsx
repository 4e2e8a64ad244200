import { lazy, Suspense } from 'react';
import { useDialog } from './dialog-state.ts';
import { useTouched } from './first-touch.ts';

const Dialogs = lazy(() => import('./dialogs.tsx'));

/** Where dialogs appear; fetched with the first touch of the page, or the first dialog. */
export function DialogSlot() {
  const isTouched = useTouched('dialogs');
  const isOpen = useDialog((state) => state.open !== undefined);
  if (!isTouched && !isOpen) return null;
  return (
    <Suspense fallback={null}>
      <Dialogs />
    </Suspense>
  );
}
