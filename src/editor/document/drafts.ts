import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { startFreshLog } from '../../runtime/cache/fresh-log.ts';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { tellTabs } from './draft-messages.ts';

interface DraftSchema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
}

/** An autosaved document. */
export interface Draft {
  readonly id: string;
  readonly document: WorkflowDocument;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** A draft as the list of recent documents shows it. */
export interface RecentDraft {
  readonly id: string;
  readonly name: string;
  readonly nodes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Another tab has it open, or this one. */
  readonly isOpen: boolean;
}

const DATABASE = 'kineograph-drafts';
const LOCK_PREFIX = 'kineograph-draft-';
/** How long a tab may take to let go of a draft that another one asked for, ms. */
const ANSWER_MS = 1500;
/** Drafts that are kept for "recent"; those open in a tab are never deleted. */
export const KEPT_DRAFTS = 30;

let database: Promise<IDBPDatabase<DraftSchema>> | undefined;
/** What ends the lock of each draft that this tab holds. */
const held = new Map<string, () => void>();
let onLoss: (id: string) => void = () => undefined;

function open(): Promise<IDBPDatabase<DraftSchema>> {
  database ??= openDatabase();
  database.catch(() => {
    database = undefined;
  });
  return database;
}

async function openDatabase(): Promise<IDBPDatabase<DraftSchema>> {
  await startFreshLog();
  return openDB<DraftSchema>(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
    },
  });
}

/** Whose a draft is: this tab's, another one's, or nobody can tell because the browser has no locks. */
export type Claim = 'own' | 'taken' | 'unknown';

/** Takes a draft for this tab, until {@link releaseDraft}, the end of the tab, or another tab's {@link seizeDraft}. */
export async function claimDraft(id: string): Promise<Claim> {
  if (held.has(id)) return 'own';
  if (!navigator.locks) return 'unknown';
  return (await holdLock(id, { ifAvailable: true })) ? 'own' : 'taken';
}

/**
 * Takes a draft from the tab that has it. It is asked to save and let go; when it does not in time (it hangs, or the
 * browser froze it), the draft is taken by force and it hears of that through {@link hearLoss} when it wakes up.
 */
export async function seizeDraft(id: string): Promise<boolean> {
  if (held.has(id)) return true;
  if (!navigator.locks) return false;
  tellTabs({ kind: 'asked', draft: id });
  return (await holdLock(id, { signal: AbortSignal.timeout(ANSWER_MS) })) || holdLock(id, { steal: true });
}

export function releaseDraft(id: string): void {
  held.get(id)?.();
  held.delete(id);
}

/** @param listener hears of drafts that another tab took by force */
export function hearLoss(listener: (id: string) => void): void {
  onLoss = listener;
}

function holdLock(id: string, options: LockOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const hold = (lock: Lock | null) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<void>((release) => held.set(id, release));
    };
    navigator.locks.request(LOCK_PREFIX + id, options, hold).catch(() => {
      resolve(false);
      if (held.delete(id)) onLoss(id);
    });
  });
}

export async function readDraft(id: string): Promise<Draft | undefined> {
  return (await open()).get('drafts', id);
}

/** Writes a draft so that it survives a crash of the machine, and forgets the oldest beyond {@link KEPT_DRAFTS}. */
export async function saveDraft(id: string, document: WorkflowDocument): Promise<void> {
  // Asked before the transaction: waiting for anything else would end it.
  const openIds = await openDrafts();
  const transaction = (await open()).transaction('drafts', 'readwrite', { durability: 'strict' });
  await transaction.store.put({ id, document, savedAt: momentOfSaving() });
  const keys = await transaction.store.index('savedAt').getAllKeys();
  // Without locks nobody knows which drafts are open, so that none is deleted.
  const spare = openIds === undefined ? [] : keys.slice(0, Math.max(0, keys.length - KEPT_DRAFTS));
  for (const old of spare) {
    if (old !== id && !openIds?.has(old)) await transaction.store.delete(old);
  }
  await transaction.done;
}

/** All drafts, newest first. */
export async function recentDrafts(): Promise<RecentDraft[]> {
  const openIds = await openDrafts();
  const drafts = await (await open()).getAllFromIndex('drafts', 'savedAt');
  return drafts.reverse().map(({ id, document, savedAt }) => ({
    id,
    name: document.name,
    nodes: Object.keys(document.nodes).length,
    savedAt,
    isOpen: openIds?.has(id) ?? false,
  }));
}

/** Deletes a draft. @returns false when it is open in a tab, which would only write it again */
export async function deleteDraft(id: string): Promise<boolean> {
  if ((await openDrafts())?.has(id)) return false;
  await (await open()).delete('drafts', id);
  return true;
}

/** Ids of the drafts that some tab has open; undefined when the browser cannot tell. */
async function openDrafts(): Promise<ReadonlySet<string> | undefined> {
  const state = await navigator.locks?.query().catch(() => undefined);
  if (!state) return undefined;
  const names = (state.held ?? []).flatMap(({ name }) => (name?.startsWith(LOCK_PREFIX) ? [name] : []));
  return new Set([...names.map((name) => name.slice(LOCK_PREFIX.length)), ...held.keys()]);
}

let lastSaved = 0;

/** Now, ms since 1970, but never the same twice: drafts saved in one ms would change places in the list. */
function momentOfSaving(): number {
  lastSaved = Math.max(Date.now(), lastSaved + 1);
  return lastSaved;
}
