import { ImagePlus } from 'lucide-react';
import { openGallery } from '../gallery/gallery-state.ts';
import { strings } from '../strings/en.ts';

/** What to do on an empty canvas. */
export function EmptyCanvas() {
  return (
    <div className="canvas-empty">
      <ImagePlus size={36} strokeWidth={1.4} aria-hidden />
      <h2>{strings.canvas.empty}</h2>
      <p>{strings.canvas.emptyHint}</p>
      <button type="button" className="button primary" onClick={openGallery}>
        {strings.menu.templates}
      </button>
    </div>
  );
}
