import type { WorkflowDocument } from '../../runtime/document.ts';
import { type OpenOptions, openAsDraft } from '../document/current-draft.ts';
import { resetRuns, schedulePlan } from '../run/run-store.ts';

/** Opens a document under a draft of its own; what was open before stays among the recent documents. */
export async function showDocument(document: WorkflowDocument, options: OpenOptions = {}): Promise<void> {
  await openAsDraft(document, options);
  resetRuns();
  schedulePlan();
}
