import type { WorkflowDocument } from '../../runtime/document.ts';
import { openDocument, useDocument } from './document-store.ts';
import {
  claimDraft,
  claimFreshDraft,
  deleteDraft,
  readDraft,
  recentDrafts,
  releaseDraft,
  saveDraft,
} from './drafts.ts';
import { keepVersion } from './versions.ts';

/** Name under which a tab remembers its draft over reloads. */
const TAB_KEY = 'kineograph-draft';
/** Quiet time after a change before it is saved, ms. */
const AUTOSAVE_DELAY_MS = 400;

let currentId: string | undefined;
/** The document as it was opened from a template or a file; a draft equal to it is worth nothing. */
let pristine: WorkflowDocument | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let tellFault: (error: unknown) => void = () => undefined;

/**
 * Restores the draft of this tab (or the newest one that no other tab has).
 * @returns false when there is none
 */
export async function restoreDraft(): Promise<boolean> {
  const remembered = rememberedDraft();
  const id = remembered ?? (await newestFree());
  const draft = id === undefined ? undefined : await readDraft(id);
  if (!draft) return false;
  await showDraft(draft.id, draft.document);
  return true;
}

/**
 * Opens a document under a draft of its own. The document that was open before stays among the recent ones, unless
 * nothing was changed in it.
 */
export async function openAsDraft(document: WorkflowDocument): Promise<void> {
  await leaveCurrent();
  take(await claimFreshDraft());
  pristine = document;
  openDocument(document);
  await write();
}

/** Opens a recent document; one that another tab has open is opened as a copy. @returns false when it is gone */
export async function openRecent(id: string): Promise<boolean> {
  if (id === currentId) return true;
  const draft = await readDraft(id);
  if (!draft) return false;
  await leaveCurrent();
  await showDraft(id, draft.document);
  return true;
}

/** The draft that this tab shows. */
export function currentDraft(): string | undefined {
  return currentId;
}

/** Saves each change a moment later, and at once when the tab is left. @param onFault hears why saving failed */
export function startAutosave(onFault: (error: unknown) => void): void {
  tellFault = onFault;
  useDocument.subscribe((state, before) => {
    if (state.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(() => void write(), AUTOSAVE_DELAY_MS);
  });
  // A tab that is left saves at once: it may never come back.
  const leave = () => {
    if (timer !== undefined) void write();
  };
  globalThis.document?.addEventListener('visibilitychange', () => {
    if (globalThis.document.visibilityState === 'hidden') leave();
  });
  globalThis.addEventListener?.('pagehide', leave);
}

async function showDraft(id: string, document: WorkflowDocument): Promise<void> {
  const isOwn = await claimDraft(id);
  take(isOwn ? id : await claimFreshDraft());
  pristine = undefined;
  openDocument(document, { unsaved: true });
  if (!isOwn) await write();
}

/** Keeps what is unsaved; forgets a draft in which nothing was ever done. */
async function leaveCurrent(): Promise<void> {
  const id = currentId;
  if (id === undefined) return;
  const isUntouched = useDocument.getState().document === pristine;
  if (!isUntouched) await write();
  clearTimeout(timer);
  timer = undefined;
  releaseDraft(id);
  currentId = undefined;
  if (isUntouched) await deleteWhenFree(id);
}

/** The browser ends a released lock a moment later; until then the draft counts as open. */
async function deleteWhenFree(id: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await deleteDraft(id).catch(() => true)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function take(id: string): void {
  currentId = id;
  try {
    sessionStorage.setItem(TAB_KEY, id);
  } catch {
    // Without session storage a reload opens the newest draft.
  }
}

async function write(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (currentId === undefined) return;
  const { document } = useDocument.getState();
  const id = currentId;
  await saveDraft(id, document).catch(tellFault);
  // A version is a convenience; only a lost draft is worth telling of.
  await keepVersion(id, document).catch(() => undefined);
}

function rememberedDraft(): string | undefined {
  try {
    return sessionStorage.getItem(TAB_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

async function newestFree(): Promise<string | undefined> {
  const drafts = await recentDrafts();
  return drafts.find((draft) => !draft.isOpen)?.id;
}
