import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { WorkflowDocument } from '../../runtime/document.ts';

interface DraftSchema extends DBSchema {
  drafts: { key: string; value: Draft; indexes: { savedAt: number } };
}

/** An autosaved document of one tab. */
interface Draft {
  readonly id: string;
  readonly document: WorkflowDocument;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

const DATABASE = 'kineograph-drafts';
/** Name under which a tab remembers its draft over reloads. */
const TAB_KEY = 'kineograph-draft';
/** Drafts of closed tabs that are kept for "recent". */
const KEPT = 30;

let database: Promise<IDBPDatabase<DraftSchema>> | undefined;

function open(): Promise<IDBPDatabase<DraftSchema>> {
  database ??= openDB<DraftSchema>(DATABASE, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('drafts', { keyPath: 'id' }).createIndex('savedAt', 'savedAt');
    },
  });
  return database;
}

/**
 * The draft that this tab owns. A lock with the draft's name is held as long as the tab lives, so that a duplicated
 * tab, which inherits the session, gets a draft of its own and never overwrites the other's.
 */
export async function claimDraft(): Promise<{
  readonly id: string;
  readonly document: WorkflowDocument | undefined;
}> {
  const remembered = sessionStorage.getItem(TAB_KEY) ?? (await lastDraftId());
  const own = remembered !== undefined && (await tryLock(remembered)) ? remembered : undefined;
  const id = own ?? crypto.randomUUID();
  if (own === undefined) await tryLock(id);
  sessionStorage.setItem(TAB_KEY, id);
  const draft = remembered === undefined ? undefined : await (await open()).get('drafts', remembered);
  return { id, document: own === undefined ? undefined : draft?.document };
}

/** Writes a draft so that it survives a crash of the machine, and forgets the oldest beyond {@link KEPT}. */
export async function saveDraft(id: string, document: WorkflowDocument): Promise<void> {
  const transaction = (await open()).transaction('drafts', 'readwrite', { durability: 'strict' });
  await transaction.store.put({ id, document, savedAt: Date.now() });
  const keys = await transaction.store.index('savedAt').getAllKeys();
  for (const old of keys.slice(0, Math.max(0, keys.length - KEPT))) {
    if (old !== id) await transaction.store.delete(old);
  }
  await transaction.done;
}

async function lastDraftId(): Promise<string | undefined> {
  const keys = await (await open()).getAllKeysFromIndex('drafts', 'savedAt');
  return keys.at(-1);
}

/** Holds the lock until the tab ends; false when another tab holds it. */
function tryLock(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(`kineograph-draft-${id}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}
