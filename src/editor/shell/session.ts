import { reportError } from '../../values/errors.ts';
import { openDocument, useDocument } from '../document/document-store.ts';
import { claimDraft, saveDraft } from '../document/drafts.ts';
import { loadTemplate } from '../gallery/templates.ts';
import { announceFailure } from '../run/announcements.ts';
import { startRunStore } from '../run/run-store.ts';

/** The example that a first visit opens on. */
const FIRST_TEMPLATE = 'living-portrait';
/** Quiet time after a change before it is saved, ms. */
const AUTOSAVE_DELAY_MS = 400;

/** Restores this tab's draft, or opens the example; starts autosave and the engine. */
export async function startSession(): Promise<void> {
  const draftId = await restore();
  if (draftId !== undefined) startAutosave(draftId);
  await startRunStore();
}

/** @returns the id of this tab's draft; undefined when the browser stores nothing */
async function restore(): Promise<string | undefined> {
  const draft = await claimDraft().catch(() => undefined);
  if (draft?.document) openDocument(draft.document, { unsaved: true });
  else {
    try {
      openDocument(await loadTemplate(FIRST_TEMPLATE));
    } catch (error) {
      announceFailure(undefined, reportError(error));
    }
  }
  return draft?.id;
}

function startAutosave(draftId: string): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    saveDraft(draftId, useDocument.getState().document).catch((error: unknown) =>
      announceFailure(undefined, reportError(error)),
    );
  };
  useDocument.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(save, AUTOSAVE_DELAY_MS);
  });
  // A tab that is left saves at once: it may never come back.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && timer !== undefined) save();
  });
}
