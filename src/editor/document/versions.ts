import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { WorkflowDocument } from '../../runtime/document.ts';

/** An earlier state of a draft. */
export interface Version {
  readonly id?: number;
  readonly draft: string;
  readonly document: WorkflowDocument;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

interface VersionSchema extends DBSchema {
  versions: { key: number; value: Version; indexes: { draft: string } };
}

/** Apart from the drafts: a full or broken list of versions must never cost a draft. */
const DATABASE = 'kineograph-versions';
/** Versions that are kept of each draft, and of all drafts together. */
export const KEPT_VERSIONS = { ofDraft: 20, inAll: 300 } as const;
/** Changes within this time belong to the same version, ms. */
export const VERSION_INTERVAL_MS = 60_000;

let database: Promise<IDBPDatabase<VersionSchema>> | undefined;

function open(): Promise<IDBPDatabase<VersionSchema>> {
  database ??= openDB<VersionSchema>(DATABASE, 1, {
    upgrade(fresh) {
      const options = { keyPath: 'id', autoIncrement: true } as const;
      fresh.createObjectStore('versions', options).createIndex('draft', 'draft');
    },
  });
  database.catch(() => {
    database = undefined;
  });
  return database;
}

/**
 * Keeps a version when the newest of this draft is older than {@link VERSION_INTERVAL_MS} and differs.
 * @param isLast the document is about to be replaced: kept however new the newest is
 */
export async function keepVersion(
  draft: string,
  document: WorkflowDocument,
  now = Date.now(),
  isLast = false,
): Promise<void> {
  const transaction = (await open()).transaction('versions', 'readwrite');
  const known = await transaction.store.index('draft').getAll(draft);
  const newest = known.at(-1);
  const isDue =
    newest === undefined ||
    ((isLast || now - newest.savedAt >= VERSION_INTERVAL_MS) &&
      JSON.stringify(newest.document) !== JSON.stringify(document));
  if (isDue) {
    await transaction.store.add({ draft, document, savedAt: now });
    const spare = known.slice(0, Math.max(0, known.length + 1 - KEPT_VERSIONS.ofDraft));
    for (const { id } of spare) if (id !== undefined) await transaction.store.delete(id);
    const keys = await transaction.store.getAllKeys();
    for (const key of keys.slice(0, Math.max(0, keys.length - KEPT_VERSIONS.inAll))) {
      await transaction.store.delete(key);
    }
  }
  await transaction.done;
}

/** Versions of a draft, newest first. */
export async function versionsOf(draft: string): Promise<Version[]> {
  return (await (await open()).getAllFromIndex('versions', 'draft', draft)).reverse();
}
