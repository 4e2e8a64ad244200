import { Plus, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { reportError } from '../../values/errors.ts';
import { showDocument } from '../files/show-document.ts';
import { announceFailure } from '../run/announcements.ts';
import { strings } from '../strings/en.ts';
import { templateStrings } from '../strings/templates-en.ts';
import './gallery.css';
import { closeGallery, useGallery } from './gallery-state.ts';
import { RecentDocuments } from './recent-documents.tsx';
import { startEmpty } from './start-empty.ts';
import { TemplatePicture } from './template-picture.tsx';
import { loadTemplate, TEMPLATES } from './templates.ts';

/** Templates to start from. */
export default function Gallery() {
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
            {TEMPLATES.map((file) => (
              <li key={file}>
                <button type="button" className="gallery-card" onClick={() => void startFrom(file)}>
                  <TemplatePicture file={file} />
                  <strong>{templateStrings[file].name}</strong>
                  <span>{templateStrings[file].description}</span>
                </button>
              </li>
            ))}
            <li>
              <button type="button" className="gallery-card gallery-blank" onClick={() => void startEmpty()}>
                <span className="gallery-plus">
                  <Plus size={28} strokeWidth={1.4} aria-hidden />
                </span>
                <strong>{strings.gallery.blank}</strong>
                <span>{strings.gallery.blankHint}</span>
              </button>
            </li>
          </ul>
          <RecentDocuments />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

async function startFrom(file: string): Promise<void> {
  try {
    await showDocument(await loadTemplate(file));
    closeGallery();
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}
