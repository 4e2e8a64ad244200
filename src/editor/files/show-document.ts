import type { WorkflowDocument } from '../../runtime/document.ts';
import { type OpenOptions, openAsDraft } from '../document/current-draft.ts';
import { resetRuns, schedulePlan } from '../run/run-store.ts';

/** Opens a document under a draft of its own; what was open before stays among the recent documents. */
export async function showDocument(
  document: WorkflowDocument,
  options: Pick<OpenOptions, 'keepsIdentity'> = {},
): Promise<void> {
  await openAsDraft(document, { ...options, onShown: startAnew });
}

/** At once, so that a run that is started while the document is still being stored goes on. */
function startAnew(): void {
  resetRuns();
  schedulePlan();
}
