import { lazy, Suspense } from 'react';
import { useCacheDialog } from './cache-state.ts';

const CacheDialog = lazy(() => import('./cache-dialog.tsx'));

/** Where the dialog about stored results appears; its code is loaded when it is first shown. */
export function CacheSlot() {
  const open = useCacheDialog((state) => state.open);
  if (!open) return null;
  return (
    <Suspense fallback={null}>
      <CacheDialog />
    </Suspense>
  );
}
