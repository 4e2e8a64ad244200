import { reportError } from '../../values/errors.ts';
import { useAppView } from '../app-view/app-view-state.ts';
import { openAsDraft, restoreDraft, startAutosave } from '../document/current-draft.ts';
import { loadTemplate } from '../gallery/templates.ts';
import { startLiveDrafts } from '../live/live-drafts.ts';
import { announceFailure } from '../run/announcements.ts';
import { startLiveRuns } from '../run/live-run.ts';
import { startRunStore } from '../run/run-store.ts';
import { openSharedWorkflow } from '../share/share-workflow.ts';
import { strings } from '../strings/en.ts';
import { keepPlace } from '../subgraphs/kept-place.ts';
import { recordRuns } from '../timeline/timeline-state.ts';
import { startTourOnFirstVisit } from '../tour/tour-state.ts';

/** The example that a first visit opens on. */
const FIRST_TEMPLATE = 'living-portrait';

/** Restores this tab's draft, or opens the example; starts autosave and the engine. */
export async function startSession(): Promise<void> {
  startAutosave(tellOnce());
  // A browser that stores nothing, or a broken store, is no reason not to begin.
  const restored = (await openSharedWorkflow()) || (await restoreDraft().catch(() => false));
  if (!restored) {
    try {
      await openAsDraft(await loadTemplate(FIRST_TEMPLATE));
    } catch (error) {
      announceFailure(undefined, reportError(error));
    }
  }
  keepPlace();
  startLiveRuns();
  startLiveDrafts();
  await startRunStore();
  if (!restored && !useAppView.getState().shown) startTourOnFirstVisit();
  // Not needed for the first picture.
  import('../models/watch-models.ts').then(({ watchModels }) => watchModels()).catch(() => undefined);
  await recordRuns().catch(() => undefined);
}

/** Says once that changes cannot be autosaved: a toast for each keystroke would help nobody. */
function tellOnce(): (error: unknown) => void {
  let told = false;
  return (error) => {
    if (told) return;
    told = true;
    const { message } = reportError(error);
    announceFailure(undefined, {
      code: 'draft-unsaved',
      message: `${strings.files.draftUnsaved} (${message})`,
      remedy: strings.files.draftUnsavedCure,
    });
  };
}
