import { lazy, Suspense } from 'react';
import { useTouched } from '../shell/first-touch.ts';
import { useGallery } from './gallery-state.ts';

const Gallery = lazy(() => import('./gallery.tsx'));

/** Where the templates appear; fetched with the first touch of the page, or when they are opened before. */
export function GallerySlot() {
  const isTouched = useTouched('templates');
  const isOpen = useGallery((state) => state.open);
  if (!isTouched && !isOpen) return null;
  return (
    <Suspense fallback={null}>
      <Gallery />
    </Suspense>
  );
}
