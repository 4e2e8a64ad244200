import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { StorageError } from '../../values/errors.ts';
import type { SerialisedValue } from '../../values/serialise.ts';
import type { Recipe } from '../recipe.ts';
import type { CacheStore, PartialChunk, ResultRecord, StoredAsset } from './cache-store.ts';

interface CacheSchema extends DBSchema {
  results: { key: string; value: ResultRecord };
  values: { key: string; value: SerialisedValue };
  partials: { key: [string, number]; value: PartialChunk; indexes: { recipeKey: string } };
  histories: { key: string; value: Readonly<Record<string, Recipe>> };
  assets: { key: string; value: StoredAsset };
}

const DATABASE_NAME = 'kineograph-cache';
const DATABASE_VERSION = 1;

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
    return this.#use((database) => database.getAll('results'));
  }

  async putResult(record: ResultRecord) {
    await this.#use((database) => database.put('results', record));
  }

  async touchResults(keys: readonly string[], at: number) {
    await this.#use(async (database) => {
      const transaction = database.transaction('results', 'readwrite');
      for (const key of keys) {
        const record = await transaction.store.get(key);
        if (record) await transaction.store.put({ ...record, lastUsed: at });
      }
      await transaction.done;
    });
  }

  async deleteResults(keys: readonly string[]) {
    await this.#use(async (database) => {
      const transaction = database.transaction('results', 'readwrite');
      await Promise.all([...keys.map((key) => transaction.store.delete(key)), transaction.done]);
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

  async putPartial(chunk: PartialChunk) {
    await this.#use((database) => database.put('partials', chunk));
  }

  partials(recipeKey: string) {
    return this.#use((database) => database.getAllFromIndex('partials', 'recipeKey', recipeKey));
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
    await this.#use((database) => database.put('histories', recipes, document));
  }

  history(document: string) {
    return this.#use((database) => database.get('histories', document));
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

  async clearResults() {
    await this.#use(async (database) => {
      const stores = ['results', 'values', 'partials', 'histories'] as const;
      const transaction = database.transaction(stores, 'readwrite');
      await Promise.all([...stores.map((name) => transaction.objectStore(name).clear()), transaction.done]);
    });
  }

  /** Runs one operation; reopens the database once when its handle was lost. */
  async #use<T>(operation: (database: IDBPDatabase<CacheSchema>) => Promise<T>): Promise<T> {
    try {
      return await operation(await this.#database);
    } catch (error) {
      if (isQuotaError(error)) throw storageFull(error);
      if (!(error instanceof DOMException) || !LOST_HANDLE_ERRORS.has(error.name)) throw error;
      this.#database = openCache();
      return operation(await this.#database);
    }
  }
}

function openCache(): Promise<IDBPDatabase<CacheSchema>> {
  return openDB<CacheSchema>(DATABASE_NAME, DATABASE_VERSION, {
    upgrade(database) {
      database.createObjectStore('results', { keyPath: 'key' });
      database.createObjectStore('values');
      const partials = database.createObjectStore('partials', { keyPath: ['recipeKey', 'start'] });
      partials.createIndex('recipeKey', 'recipeKey');
      database.createObjectStore('histories');
      database.createObjectStore('assets', { keyPath: 'sha256' });
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
