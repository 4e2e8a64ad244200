import { reportError } from '../../values/errors.ts';
import { openAsDraft } from '../document/current-draft.ts';
import { useDocument } from '../document/document-store.ts';
import { toast } from '../notices/toast.ts';
import { announceFailure } from '../run/announcements.ts';
import { readFragment, replaceFragment } from '../shell/fragment.ts';
import { documentStrings } from '../strings/documents-en.ts';

/** Member of the URL fragment that holds a workflow. */
const MEMBER = 'w';

/** Copies a link that opens the workflow, in the view that is shown now. It is never sent anywhere. */
export async function shareWorkflow(): Promise<void> {
  try {
    const { packWorkflow } = await import('./share-link.ts');
    const members = readFragment();
    members.set(MEMBER, packWorkflow(useDocument.getState().whole));
    const fragment = [...members].map(([key, value]) => (value === '' ? key : `${key}=${value}`)).join('&');
    const link = `${location.origin}${location.pathname}#${fragment}`;
    const copied = await navigator.clipboard.writeText(link).then(
      () => true,
      () => false,
    );
    if (copied) toast.success(documentStrings.shared, { description: documentStrings.sharedHint });
    else {
      replaceFragment(members);
      toast.message(documentStrings.sharedByHand, { description: documentStrings.sharedHint });
    }
  } catch (error) {
    announceFailure(undefined, reportError(error));
  }
}

/**
 * Opens the workflow that the page's link holds under a draft of its own, and takes it out of the address.
 * @returns false when the link holds none, or none that can be read; the user has been told why
 */
export async function openSharedWorkflow(): Promise<boolean> {
  const members = readFragment();
  const packed = members.get(MEMBER);
  if (packed === null) return false;
  members.delete(MEMBER);
  replaceFragment(members);
  try {
    const { unpackWorkflow } = await import('./share-link.ts');
    const document = unpackWorkflow(packed);
    await openAsDraft(document);
    toast.success(documentStrings.openedLink(document.name));
    return true;
  } catch (error) {
    announceFailure(undefined, reportError(error));
    return false;
  }
}
