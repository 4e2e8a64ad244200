import { reportError } from '../../values/errors.ts';
import { toast } from '../notices/toast.ts';
import { announceFailure } from '../run/announcements.ts';
import { documentStrings } from '../strings/documents-en.ts';
import { goOnAsCopy } from './current-draft.ts';
import { editWhole, useDocument } from './document-store.ts';

/** The user goes on with a copy of the open document; the original stays as it is, also in another tab. */
export async function makeCopy(): Promise<void> {
  try {
    await goOnAsCopy();
    const name = documentStrings.copyOf(useDocument.getState().whole.name);
    editWhole(documentStrings.makeCopy, (draft) => {
      draft.name = name;
    });
    toast.success(documentStrings.copyMade(name));
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}
