import { type Claim, claimDraft, type Draft, deleteDraft, readDraft } from './drafts.ts';

/** Name under which a tab remembers its draft over reloads. */
const TAB_KEY = 'kineograph-draft';
/** What another tab, or the page before a reload, does with a draft is done a moment later: tries, ms between them. */
const TRIES = 5;
const PAUSE_MS = 60;

/** Claims a draft that is perhaps being let go of. */
export async function claimSoon(id: string): Promise<Claim> {
  for (let attempt = 1; attempt < TRIES; attempt++) {
    const claim = await claimDraft(id);
    if (claim !== 'taken') return claim;
    await pause();
  }
  return claimDraft(id);
}

/** What is stored under an identity; a tab that has just opened a document claims it before it has stored it. */
export async function draftUnder(id: string, claim: Claim): Promise<Draft | undefined> {
  for (let attempt = 1; attempt < TRIES; attempt++) {
    const draft = await readDraft(id);
    if (draft || claim !== 'taken') return draft;
    await pause();
  }
  return readDraft(id);
}

/** The browser ends a released lock a moment later; until then the draft counts as open. */
export async function deleteWhenFree(id: string): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    if (await deleteDraft(id).catch(() => true)) return;
    await pause();
  }
}

/** A new identity that this tab holds. */
export async function freshIdentity(): Promise<string> {
  const id = crypto.randomUUID();
  await claimDraft(id);
  return id;
}

export function rememberDraft(id: string): void {
  try {
    sessionStorage.setItem(TAB_KEY, id);
  } catch {
    // Without session storage a reload opens the newest draft.
  }
}

export function rememberedDraft(): string | undefined {
  try {
    return sessionStorage.getItem(TAB_KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}
