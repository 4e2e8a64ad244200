import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { StorageError } from '../../values/errors.ts';
import type { SerialisedValue } from '../../values/serialise.ts';
import type { Recipe } from '../recipe.ts';
import type { CacheStore, PartialChunk, ResultRecord, StoredAsset } from './cache-store.ts';
import { startFreshLog } from './fresh-log.ts';

interface CacheSchema extends DBSchema {
  results: { key: string; value: ResultRecord };
  /** result key -> last use: apart from the records, so that noting it rewrites nothing else */
  uses: { key: string; value: number };
  values: { key: string; value: SerialisedValue };
  partials: { key: [string, number]; value: PartialChunk };
  histories: { key: string; value: StoredHistory; indexes: { at: number } };
  assets: { key: string; value: StoredAsset };
}

interface StoredHistory {
  readonly recipes: Readonly<Record<string, Recipe>>;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Documents whose last recipes are kept. */
const HISTORIES_KEPT = 100;

const DATABASE_NAME = 'kineograph-cache';
const DATABASE_VERSION = 2;

/** Names under which browsers report that their database handle died behind our back (WebKit does). */
const LOST_HANDLE_ERRORS: ReadonlySet<string> = new Set(['InvalidStateError', 'UnknownError']);

/**
 * The durable cache of a browser. Each write is one transaction of its own; nothing foreign is awaited inside one,
 * because IndexedDB would close it.
 */
export class IndexedDbStore implements CacheStore {
  readonly persistent = true;
  #database: Promise<IDBPDatabase<CacheSchema>>;

  private constructor(database: IDBPDatabase<CacheSchema>) {
    this.#database = Promise.resolve(database);
  }

  /** @throws {StorageError} `storage-refused` when the browser gives no database (private windows, policies) */
  static async open(): Promise<IndexedDbStore> {
    try {
      return new IndexedDbStore(await openCache());
    } catch (cause) {
      throw new StorageError(
        'storage-refused',
        'The browser does not let this page store results.',
        'Results last until the page is closed. Leave private browsing or allow site data to keep them.',
        { cause },
      );
    }
  }

  results() {
    return this.#use(async (database) => {
      const transaction = database.transaction(['results', 'uses']);
      const [records, keys, times] = await Promise.all([
        transaction.objectStore('results').getAll(),
        transaction.objectStore('uses').getAllKeys(),
        transaction.objectStore('uses').getAll(),
      ]);
      const uses = new Map(keys.map((key, index) => [key, times[index]]));
      return records.map((record) => ({ ...record, lastUsed: uses.get(record.key) ?? record.lastUsed }));
    });
  }

  async putResult(record: ResultRecord) {
    await this.#use(async (database) => {
      const transaction = database.transaction(['results', 'uses'], 'readwrite');
      await Promise.all([
        transaction.objectStore('results').put(record),
        transaction.objectStore('uses').put(record.lastUsed, record.key),
        transaction.done,
      ]);
    });
  }

  async touchResults(keys: readonly string[], at: number) {
    if (keys.length === 0) return;
    await this.#use(async (database) => {
      const transaction = database.transaction('uses', 'readwrite');
      await Promise.all([...keys.map((key) => transaction.store.put(at, key)), transaction.done]);
    });
  }

  async deleteResults(keys: readonly string[]) {
    await this.#use(async (database) => {
      const transaction = database.transaction(['results', 'uses'], 'readwrite');
      const deletions = keys.flatMap((key) => [
        transaction.objectStore('results').delete(key),
        transaction.objectStore('uses').delete(key),
      ]);
      await Promise.all([...deletions, transaction.done]);
    });
  }

  async putValue(digest: string, value: SerialisedValue) {
    await this.#use((database) => database.put('values', unshared(value), digest));
  }

  getValue(digest: string) {
    return this.#use((database) => database.get('values', digest));
  }

  async deleteValues(digests: readonly string[]) {
    await this.#use(async (database) => {
      const transaction = database.transaction('values', 'readwrite');
      await Promise.all([...digests.map((digest) => transaction.store.delete(digest)), transaction.done]);
    });
  }

  valueDigests() {
    return this.#use((database) => database.getAllKeys('values'));
  }

  async missingValues(digests: readonly string[]) {
    if (digests.length === 0) return [];
    return this.#use(async (database) => {
      const values = database.transaction('values').store;
      const found = await Promise.all(digests.map((digest) => values.count(digest)));
      return digests.filter((_digest, index) => found[index] === 0);
    });
  }

  async putPartial(chunk: PartialChunk) {
    await this.#use((database) => database.put('partials', chunk));
  }

  allPartials() {
    return this.#use((database) => database.getAll('partials'));
  }

  async deletePartials(recipeKey: string) {
    await this.#use((database) =>
      database.delete('partials', IDBKeyRange.bound([recipeKey, 0], [recipeKey, Infinity])),
    );
  }

  async putHistory(document: string, recipes: Readonly<Record<string, Recipe>>) {
    await this.#use(async (database) => {
      const transaction = database.transaction('histories', 'readwrite');
      await transaction.store.put({ recipes, at: Date.now() }, document);
      const oldestFirst = await transaction.store.index('at').getAllKeys();
      const surplus = oldestFirst.slice(0, Math.max(0, oldestFirst.length - HISTORIES_KEPT));
      await Promise.all([...surplus.map((name) => transaction.store.delete(name)), transaction.done]);
    });
  }

  async history(document: string) {
    return (await this.#use((database) => database.get('histories', document)))?.recipes;
  }

  async putAsset(asset: StoredAsset) {
    await this.#use((database) => database.put('assets', asset));
  }

  getAsset(sha256: string) {
    return this.#use((database) => database.get('assets', sha256));
  }

  assetNames() {
    return this.#use((database) => database.getAllKeys('assets'));
  }

  async clearResults(keptValues: ReadonlySet<string>) {
    await this.#use(async (database) => {
      const cleared = ['results', 'uses', 'partials', 'histories'] as const;
      const transaction = database.transaction([...cleared, 'values'] as const, 'readwrite');
      const values = transaction.objectStore('values');
      const digests = keptValues.size === 0 ? undefined : await values.getAllKeys();
      const deletions = digests?.filter((digest) => !keptValues.has(digest)).map((key) => values.delete(key));
      await Promise.all([
        ...cleared.map((name) => transaction.objectStore(name).clear()),
        ...(deletions ?? [values.clear()]),
        transaction.done,
      ]);
    });
  }

  /**
   * Runs one operation; reopens the database once when its handle was lost.
   * @throws {StorageError} `storage-full`, `storage-failed`
   */
  async #use<T>(operation: (database: IDBPDatabase<CacheSchema>) => Promise<T>): Promise<T> {
    try {
      return await operation(await this.#database);
    } catch (error) {
      if (!isLostHandle(error)) throw asStorageError(error);
    }
    this.#database = openCache();
    // Whoever asks next learns of a failure by awaiting it; nobody may be waiting now.
    this.#database.catch(() => undefined);
    try {
      return await operation(await this.#database);
    } catch (error) {
      throw asStorageError(error);
    }
  }
}

async function openCache(): Promise<IDBPDatabase<CacheSchema>> {
  await startFreshLog();
  return openDB<CacheSchema>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(database) {
      // Results can be computed again: a change of their form starts anew. The user's own files stay.
      for (const name of database.objectStoreNames) if (name !== 'assets') database.deleteObjectStore(name);
      database.createObjectStore('results', { keyPath: 'key' });
      database.createObjectStore('uses');
      database.createObjectStore('values');
      database.createObjectStore('partials', { keyPath: ['recipeKey', 'start'] });
      database.createObjectStore('histories').createIndex('at', 'at');
      if (!database.objectStoreNames.contains('assets')) {
        database.createObjectStore('assets', { keyPath: 'sha256' });
      }
    },
    // A newer version in another tab must not wait for this one.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase | null)?.close();
    },
  });
}

/** IndexedDB refuses shared memory, and stores the whole buffer behind a view: both need a copy. */
function unshared({ header, buffers }: SerialisedValue): SerialisedValue {
  const owned = buffers.map((buffer) => {
    const whole = buffer.buffer instanceof ArrayBuffer && buffer.byteLength === buffer.buffer.byteLength;
    return whole ? buffer : new Uint8Array(buffer);
  });
  return { header, buffers: owned };
}

function isLostHandle(error: unknown): boolean {
  return error instanceof DOMException && LOST_HANDLE_ERRORS.has(error.name);
}

function asStorageError(error: unknown): unknown {
  if (isQuotaError(error)) return storageFull(error);
  if (!(error instanceof DOMException)) return error;
  return new StorageError(
    'storage-failed',
    `The browser's storage failed (${error.name}).`,
    'The run goes on without storing. Reload the page; if it stays, restart the browser.',
    { cause: error },
  );
}

/** A full disk aborts the transaction; the quota error may be the abort's cause. */
function isQuotaError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { name, cause } = error as { name?: unknown; cause?: unknown };
  return name === 'QuotaExceededError' || (cause !== undefined && isQuotaError(cause));
}

function storageFull(cause: unknown): StorageError {
  return new StorageError(
    'storage-full',
    'The browser has no room left to store this result.',
    'Free disk space or clear the cache; the run goes on without storing.',
    { cause },
  );
}
