import { Plus, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { reportError } from '../../values/errors.ts';
import { openDocument } from '../document/document-store.ts';
import { announceFailure } from '../run/announcements.ts';
import { resetRuns, schedulePlan } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import './gallery.css';
import { closeGallery, useGallery } from './gallery-state.ts';
import { loadTemplate, TEMPLATES } from './templates.ts';

/** Templates to start from. */
export function Gallery() {
  const open = useGallery((state) => state.open);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && closeGallery()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content className="dialog gallery" aria-describedby={undefined}>
          <header className="dialog-header">
            <Dialog.Title>{strings.gallery.title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={strings.close}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </header>
          <ul className="gallery-cards">
            {TEMPLATES.map(({ file, name, description }) => (
              <li key={file}>
                <button type="button" className="gallery-card" onClick={() => void startFrom(file)}>
                  <img src={`/thumbnails/${file}.webp`} alt="" width={256} height={256} loading="lazy" />
                  <strong>{name}</strong>
                  <span>{description}</span>
                </button>
              </li>
            ))}
            <li>
              <button type="button" className="gallery-card gallery-blank" onClick={startEmpty}>
                <span className="gallery-plus">
                  <Plus size={28} strokeWidth={1.4} aria-hidden />
                </span>
                <strong>{strings.gallery.blank}</strong>
                <span>{strings.gallery.blankHint}</span>
              </button>
            </li>
          </ul>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

async function startFrom(file: string): Promise<void> {
  try {
    const document = await loadTemplate(file);
    openDocument(document);
    resetRuns();
    schedulePlan();
    closeGallery();
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}

/** Opens an empty document. */
export function startEmpty(): void {
  openDocument({ kineograph: 1, name: strings.unnamed, nodes: {}, outputs: [] });
  resetRuns();
  schedulePlan();
  closeGallery();
}
