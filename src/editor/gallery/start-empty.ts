import { showDocument } from '../files/show-document.ts';
import { strings } from '../strings/en.ts';
import { closeGallery } from './gallery-state.ts';

/** Opens an empty document. */
export async function startEmpty(): Promise<void> {
  await showDocument({ kineograph: 1, name: strings.unnamed, nodes: {}, outputs: [] });
  closeGallery();
}
