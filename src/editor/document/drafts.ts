import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { WorkflowDocument } from '../../runtime/document.ts';

interface DraftSchema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
}

/** An autosaved document. */
interface Draft {
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
/** Drafts that are kept for "recent"; those open in a tab are never deleted. */
export const KEPT_DRAFTS = 30;

let database: Promise<IDBPDatabase<DraftSchema>> | undefined;
/** What ends the lock of each draft that this tab holds. */
const held = new Map<string, () => void>();

function open(): Promise<IDBPDatabase<DraftSchema>> {
  database ??= openDB<DraftSchema>(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
    },
  });
  database.catch(() => {
    database = undefined;
  });
  return database;
}

/**
 * Takes a draft for this tab, until {@link releaseDraft} or the end of the tab.
 * @returns false when another tab has it, or when the browser has no locks and nobody can tell: then the caller
 * works on a copy under an id of its own, so that two tabs never overwrite each other.
 */
export function claimDraft(id: string): Promise<boolean> {
  if (held.has(id)) return Promise.resolve(true);
  const { locks } = navigator;
  if (!locks) return Promise.resolve(false);
  return new Promise((resolve) => {
    locks
      .request(LOCK_PREFIX + id, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        return lock === null ? undefined : new Promise<void>((release) => held.set(id, release));
      })
      .catch(() => resolve(false));
  });
}

export function releaseDraft(id: string): void {
  held.get(id)?.();
  held.delete(id);
}

/** A new draft id, claimed for this tab. */
export async function claimFreshDraft(): Promise<string> {
  const id = crypto.randomUUID();
  await claimDraft(id);
  return id;
}

export async function readDraft(id: string): Promise<Draft | undefined> {
  return (await open()).get('drafts', id);
}

/** Writes a draft so that it survives a crash of the machine, and forgets the oldest beyond {@link KEPT_DRAFTS}. */
export async function saveDraft(id: string, document: WorkflowDocument): Promise<void> {
  // Asked before the transaction: waiting for anything else would end it.
  const openIds = await openDrafts();
  const transaction = (await open()).transaction('drafts', 'readwrite', { durability: 'strict' });
  await transaction.store.put({ id, document, savedAt: Date.now() });
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
