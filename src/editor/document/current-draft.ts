import type { WorkflowDocument } from '../../runtime/document.ts';
import { changeIdentity, followDocument, openDocument, setReadOnly, useDocument } from './document-store.ts';
import { hearTabs, tellTabs } from './draft-messages.ts';
import {
  claimDraft,
  hearLoss,
  readDraft,
  recentDrafts,
  releaseDraft,
  saveDraft,
  seizeDraft,
} from './drafts.ts';
import {
  claimSoon,
  deleteWhenFree,
  draftUnder,
  freshIdentity,
  rememberDraft,
  rememberedDraft,
} from './tab-draft.ts';
import { keepVersion } from './versions.ts';

export interface OpenOptions {
  /** The document itself, not a copy of it: it goes on under its own identity, where it has one. */
  readonly keepsIdentity?: boolean;
  /** Called the moment that the document is shown, before it is stored: what belonged to the one before ends here. */
  readonly onShown?: () => void;
}

/** Quiet time after a change before it is saved, ms. */
const AUTOSAVE_DELAY_MS = 400;

/** The draft of the open document, which is its identity too. */
let currentId: string | undefined;
/** The document as it was opened from a template or a file; a draft equal to it is worth nothing. */
let pristine: WorkflowDocument | undefined;
/** What the draft holds, as far as this tab wrote it. */
let written: WorkflowDocument | undefined;
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
  await claimSoon(draft.id);
  await showDraft(draft.id, draft.document);
  return true;
}

/**
 * Opens a document under a draft of its own: as a copy with an identity of its own, unless it keeps the one it has.
 * The document that was open before stays among the recent ones, unless nothing was changed in it. A document that
 * another tab has open is shown as it is there, and read-only.
 */
export async function openAsDraft(document: WorkflowDocument, options: OpenOptions = {}): Promise<void> {
  const kept = options.keepsIdentity ? document.id : undefined;
  if (kept !== undefined && kept === currentId) await write();
  else await leaveCurrent();
  const claim = kept === undefined ? 'unknown' : await claimDraft(kept);
  const earlier = kept === undefined ? undefined : await draftUnder(kept, claim);
  if (kept !== undefined && claim === 'taken' && earlier) {
    show(kept, earlier.document, true);
    options.onShown?.();
    return;
  }
  if (earlier) await keepVersion(earlier.id, earlier.document, Date.now(), true).catch(() => undefined);
  const id = kept !== undefined && claim === 'own' ? kept : await freshIdentity();
  const identified = { ...document, id };
  take(id);
  setReadOnly(false);
  // A draft that was there before is never forgotten as untouched.
  pristine = earlier ? undefined : identified;
  openDocument(identified);
  options.onShown?.();
  await write();
}

/** Opens a recent document; one that another tab has open is read-only here. @returns false when it is gone */
export async function openRecent(id: string): Promise<boolean> {
  if (id === currentId) return true;
  const draft = await readDraft(id);
  if (!draft) return false;
  await leaveCurrent();
  await showDraft(id, draft.document);
  return true;
}

/** The open document goes on under another identity, with its history; what it was stays among the recent ones. */
export async function goOnAsCopy(id: string = crypto.randomUUID()): Promise<void> {
  const before = currentId;
  await claimDraft(id);
  if (!useDocument.getState().isReadOnly) {
    await write();
    if (before !== undefined) letGo(before);
  }
  pristine = undefined;
  take(id);
  changeIdentity(id);
  setReadOnly(false);
  await write();
}

/** Lets this tab edit what another tab has been editing, as it is there now. The other one turns read-only. */
export async function takeOver(): Promise<void> {
  const id = currentId;
  if (id === undefined || !useDocument.getState().isReadOnly) return;
  if (await seizeDraft(id)) await goOnWriting(id);
}

/** The draft that this tab shows. */
export function currentDraft(): string | undefined {
  return currentId;
}

/** Saves each change a moment later, and at once when the tab is left. @param onFault hears why saving failed */
export function startAutosave(onFault: (error: unknown) => void): void {
  tellFault = onFault;
  useDocument.subscribe((state, before) => {
    if (state.whole === before.whole || state.isReadOnly) return;
    clearTimeout(timer);
    timer = setTimeout(() => void write(), AUTOSAVE_DELAY_MS);
  });
  // A tab that is left saves at once: it may never come back.
  const leave = () => {
    if (timer !== undefined) void write();
  };
  globalThis.document?.addEventListener('visibilitychange', () => {
    if (globalThis.document.visibilityState === 'hidden') leave();
    else void claimIfFree();
  });
  globalThis.addEventListener?.('focus', () => void claimIfFree());
  globalThis.addEventListener?.('pagehide', () => {
    const id = currentId;
    if (id === undefined || useDocument.getState().isReadOnly) return;
    // Whoever takes it next must find what was done last.
    if (timer === undefined) letGo(id);
    else void writeLast().then(() => letGo(id));
  });
  // A page that comes back out of the browser's memory has let go of its draft.
  globalThis.addEventListener?.('pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) void reclaim();
  });
  followTabs();
}

/** Hears of what other tabs do with the open document. */
function followTabs(): void {
  hearLoss((id) => void giveWay(id));
  hearTabs(({ kind, draft }) => {
    if (draft !== currentId) return;
    const { isReadOnly } = useDocument.getState();
    if (kind === 'asked' && !isReadOnly) void handOver(draft);
    else if (kind === 'saved' && isReadOnly) void follow(draft);
    else if (kind === 'free') void claimIfFree();
  });
}

/** Saves what is unsaved, then lets the other tab have the draft. */
async function handOver(id: string): Promise<void> {
  setReadOnly(true);
  await writeLast();
  releaseDraft(id);
}

/** Another tab took the draft by force and writes it now: what this one had not saved becomes a version. */
async function giveWay(id: string): Promise<void> {
  if (id !== currentId) return;
  setReadOnly(true);
  clearTimeout(timer);
  timer = undefined;
  const { whole: document } = useDocument.getState();
  if (document !== written) await keepVersion(id, document, Date.now(), true).catch(tellFault);
  await follow(id);
}

async function follow(id: string): Promise<void> {
  const draft = await readDraft(id).catch(() => undefined);
  if (draft && id === currentId && useDocument.getState().isReadOnly) showAsWritten(draft.document);
}

/** The tab that edited the document may be gone, and with it the reason to only look. */
async function claimIfFree(): Promise<void> {
  const id = currentId;
  if (id === undefined || !useDocument.getState().isReadOnly) return;
  if ((await claimSoon(id)) === 'own') await goOnWriting(id);
}

async function goOnWriting(id: string): Promise<void> {
  const draft = await readDraft(id).catch(() => undefined);
  if (id !== currentId) {
    releaseDraft(id);
    return;
  }
  if (draft) showAsWritten(draft.document);
  setReadOnly(false);
}

async function reclaim(): Promise<void> {
  if (currentId === undefined || useDocument.getState().isReadOnly) return;
  if ((await claimDraft(currentId)) === 'taken') await giveWay(currentId);
}

/** Keeps the history where the other tab changed nothing. */
function showAsWritten(document: WorkflowDocument): void {
  const shown = useDocument.getState().whole;
  if (JSON.stringify(shown) === JSON.stringify(document)) written = shown;
  else {
    written = document;
    followDocument(document);
  }
}

async function showDraft(id: string, document: WorkflowDocument): Promise<void> {
  const claim = await claimDraft(id);
  // Without locks nobody can tell whether another tab writes it, so that this one writes a copy.
  const own = claim === 'unknown' ? await freshIdentity() : id;
  show(own, { ...document, id: own }, claim === 'taken');
  if (claim === 'unknown') await write();
}

function show(id: string, document: WorkflowDocument, isReadOnly: boolean): void {
  take(id);
  pristine = undefined;
  written = document;
  setReadOnly(isReadOnly);
  openDocument(document, { unsaved: true });
}

/** Keeps what is unsaved; forgets a draft in which nothing was ever done. */
async function leaveCurrent(): Promise<void> {
  const id = currentId;
  if (id === undefined) return;
  currentId = undefined;
  if (useDocument.getState().isReadOnly) return;
  const { whole: document } = useDocument.getState();
  const isUntouched = document === pristine;
  if (!isUntouched) await writeLast(id);
  clearTimeout(timer);
  timer = undefined;
  letGo(id);
  if (isUntouched) await deleteWhenFree(id);
}

function letGo(id: string): void {
  releaseDraft(id);
  tellTabs({ kind: 'free', draft: id });
}

function take(id: string): void {
  currentId = id;
  rememberDraft(id);
}

async function write(): Promise<void> {
  if (!useDocument.getState().isReadOnly) await writeLast();
}

/** Writes the draft; what was there before becomes a version from time to time. */
async function writeLast(id = currentId): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  if (id === undefined) return;
  const { whole: document } = useDocument.getState();
  try {
    await saveDraft(id, document);
    written = document;
    tellTabs({ kind: 'saved', draft: id });
  } catch (error) {
    tellFault(error);
  }
  // A version is a convenience; only a lost draft is worth telling of.
  await keepVersion(id, document).catch(() => undefined);
}

async function newestFree(): Promise<string | undefined> {
  const drafts = await recentDrafts();
  return drafts.find((draft) => !draft.isOpen)?.id;
}
