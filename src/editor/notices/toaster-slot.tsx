import { lazy, Suspense } from 'react';
import { useTouched } from '../shell/first-touch.ts';
import { useToaster } from './toast.ts';

const Toaster = lazy(() => import('./toaster.tsx'));

/** Where messages appear; their code is fetched with the first touch of the page, or the first message. */
export function ToasterSlot() {
  const isWanted = useToaster((state) => state.isWanted);
  const isTouched = useTouched('messages');
  if (!isWanted && !isTouched) return null;
  return (
    <Suspense fallback={null}>
      <Toaster />
    </Suspense>
  );
}
