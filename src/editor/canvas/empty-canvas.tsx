import { Footprints, ImagePlus, LayoutTemplate } from 'lucide-react';
import { bringPhoto } from '../files/bring-photo.ts';
import { pickFile } from '../files/pick-file.ts';
import { openGallery } from '../gallery/gallery-state.ts';
import { strings } from '../strings/en.ts';
import { tourStrings } from '../strings/tour-en.ts';
import { startTour } from '../tour/tour-state.ts';

/** What to do on an empty canvas. */
export function EmptyCanvas() {
  return (
    <div className="canvas-empty">
      <ImagePlus size={36} strokeWidth={1.4} aria-hidden />
      <h2>{strings.canvas.empty}</h2>
      <p>{strings.canvas.emptyHint}</p>
      <div className="canvas-empty-ways">
        <button type="button" className="button primary" onClick={openGallery}>
          <LayoutTemplate size={14} aria-hidden /> {strings.menu.templates}
        </button>
        <button type="button" className="button" onClick={() => void choosePhoto()}>
          <ImagePlus size={14} aria-hidden /> {strings.inspector.choosePhoto}
        </button>
        <button type="button" className="button" onClick={startTour}>
          <Footprints size={14} aria-hidden /> {tourStrings.restart}
        </button>
      </div>
    </div>
  );
}

async function choosePhoto(): Promise<void> {
  const file = await pickFile(['image/*']);
  if (file) await bringPhoto(file);
}
