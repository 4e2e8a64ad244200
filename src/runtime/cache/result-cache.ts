import { StorageError } from '../../values/errors.ts';
import {
  deserialiseValue,
  digestSerialised,
  type SerialisedValue,
  serialisedBytes,
  serialiseValue,
} from '../../values/serialise.ts';
import type { Value } from '../../values/value.ts';
import type { CacheStore, ResultRecord } from './cache-store.ts';
import { RecentlyUsed } from './recently-used.ts';

/** Default bound of what results may take on disk. */
const DISK_LIMIT_BYTES = 2 * 1024 ** 3;
/** Default bound of values kept in RAM in front of the store. */
const RAM_LIMIT_BYTES = 384 * 1024 ** 2;
/** After an eviction this share of the limit is in use, so that evictions come in batches. */
const EVICT_TO = 0.8;

export interface CacheOptions {
  readonly diskLimitBytes?: number;
  readonly ramLimitBytes?: number;
  /** Told when the store cannot take more; the cache goes on in RAM. */
  readonly onNotice?: (code: string, message: string) => void;
}

/**
 * Results by recipe, values by content: RAM in front of a {@link CacheStore}. The index of results is in memory,
 * so that planning never waits for storage.
 */
export class ResultCache {
  readonly #store: CacheStore;
  readonly #records = new Map<string, ResultRecord>();
  readonly #byCutoff = new Map<string, string>();
  /** Stored values: how many results refer to each, and their size. */
  readonly #references = new Map<string, { count: number; readonly bytes: number }>();
  readonly #ram: RecentlyUsed<SerialisedValue>;
  readonly #diskLimit: number;
  readonly #onNotice: (code: string, message: string) => void;
  readonly #unstored = new Set<string>();
  #bytes = 0;

  private constructor(store: CacheStore, options: CacheOptions) {
    this.#store = store;
    this.#diskLimit = options.diskLimitBytes ?? DISK_LIMIT_BYTES;
    this.#ram = new RecentlyUsed(options.ramLimitBytes ?? RAM_LIMIT_BYTES);
    this.#onNotice = options.onNotice ?? (() => undefined);
  }

  /** Reads the index and sweeps values that no result refers to (left by a crash). */
  static async open(store: CacheStore, options: CacheOptions = {}): Promise<ResultCache> {
    const cache = new ResultCache(store, options);
    for (const record of await store.results()) cache.#addRecord(record);
    await cache.#sweepOrphans();
    return cache;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get limitBytes(): number {
    return this.#diskLimit;
  }

  get count(): number {
    return this.#records.size;
  }

  has(key: string): boolean {
    return this.#records.has(key);
  }

  record(key: string): ResultRecord | undefined {
    return this.#records.get(key);
  }

  /** Key of a result with these inputs by content, under whatever recipe. */
  findCutoff(cutoff: string): ResultRecord | undefined {
    const key = this.#byCutoff.get(cutoff);
    return key === undefined ? undefined : this.#records.get(key);
  }

  /** Values of a result by port; undefined when it is not stored or damaged (it is then forgotten). */
  async read(key: string): Promise<Readonly<Record<string, Value>> | undefined> {
    const record = this.#records.get(key);
    if (!record) return undefined;
    const outputs: Record<string, Value> = {};
    for (const [port, digest] of Object.entries(record.outputs)) {
      const value = await this.readValue(digest);
      if (!value) {
        await this.forget([key]);
        return undefined;
      }
      outputs[port] = value;
    }
    return outputs;
  }

  /** A value by its digest; a value whose bytes do not match its digest counts as absent. */
  async readValue(digest: string): Promise<Value | undefined> {
    const stored = await this.readBytes(digest);
    return stored && deserialiseValue(stored);
  }

  /** Serialised bytes by digest, verified when they come from the store. */
  async readBytes(digest: string): Promise<SerialisedValue | undefined> {
    const inRam = this.#ram.get(digest);
    if (inRam) return inRam;
    const stored = await this.#store.getValue(digest);
    if (!stored || (await digestSerialised(stored)) !== digest) return undefined;
    this.#ram.set(digest, stored, serialisedBytes(stored));
    return stored;
  }

  /** Stores a value and returns its digest and size. A full disk evicts, then leaves the value in RAM only. */
  async writeValue(value: Value): Promise<{ readonly digest: string; readonly bytes: number }> {
    return this.writeBytes(serialiseValue(value));
  }

  /** The same for bytes that are serialised already (clip chunks have an empty header). */
  async writeBytes(
    serialised: SerialisedValue,
  ): Promise<{ readonly digest: string; readonly bytes: number }> {
    const digest = await digestSerialised(serialised);
    const bytes = serialisedBytes(serialised);
    if (!this.#ram.has(digest)) {
      this.#ram.set(digest, serialised, bytes);
      await this.#persist(digest, serialised, bytes);
    }
    return { digest, bytes };
  }

  /** Makes a result known; all its values must be written. */
  async commit(record: ResultRecord): Promise<void> {
    this.#removeRecord(record.key);
    this.#addRecord(record);
    if (Object.keys(record.parts).some((digest) => this.#unstored.has(digest))) return;
    await this.#guarded(() => this.#store.putResult(record));
  }

  async touch(keys: readonly string[]): Promise<void> {
    const now = Date.now();
    for (const key of keys) {
      const record = this.#records.get(key);
      if (record) this.#records.set(key, { ...record, lastUsed: now });
    }
    await this.#guarded(() => this.#store.touchResults(keys, now));
  }

  /** Deletes results and the values that only they used. */
  async forget(keys: readonly string[]): Promise<void> {
    const orphans: string[] = [];
    for (const key of keys) orphans.push(...this.#removeRecord(key));
    for (const digest of orphans) this.#ram.delete(digest);
    await this.#store.deleteResults(keys);
    await this.#store.deleteValues(orphans);
  }

  async clear(): Promise<void> {
    this.#records.clear();
    this.#byCutoff.clear();
    this.#references.clear();
    this.#ram.clear();
    this.#unstored.clear();
    this.#bytes = 0;
    await this.#store.clearResults();
  }

  async #persist(digest: string, serialised: SerialisedValue, bytes: number): Promise<void> {
    if (this.#bytes + bytes > this.#diskLimit) await this.#evict(bytes);
    try {
      await this.#store.putValue(digest, serialised);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      await this.#evict(bytes);
      const stored = await this.#guarded(() => this.#store.putValue(digest, serialised));
      if (!stored) this.#unstored.add(digest);
    }
  }

  /** Runs a write; on a full disk tells the user and goes on. */
  async #guarded(write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.#onNotice(error.code, `${error.message} ${error.remedy}`);
      return false;
    }
  }

  /** Evicts the results that cost least to compute per byte, the oldest of equals first. */
  async #evict(neededBytes: number): Promise<void> {
    const goal = Math.max(0, Math.min(this.#diskLimit * EVICT_TO, this.#bytes) - neededBytes);
    const cheapestFirst = [...this.#records.values()]
      .map((record) => ({ record, msPerByte: record.ms / Math.max(1, recordBytes(record)) }))
      .sort((a, b) => a.msPerByte - b.msPerByte || a.record.lastUsed - b.record.lastUsed);
    for (const { record } of cheapestFirst) {
      if (this.#bytes <= goal) break;
      await this.forget([record.key]);
    }
  }

  #addRecord(record: ResultRecord): void {
    this.#records.set(record.key, record);
    if (record.cutoff) this.#byCutoff.set(record.cutoff, record.key);
    for (const [digest, bytes] of Object.entries(record.parts)) {
      const reference = this.#references.get(digest);
      if (reference) reference.count += 1;
      else {
        this.#references.set(digest, { count: 1, bytes });
        this.#bytes += bytes;
      }
    }
  }

  /** Returns the digests that nothing refers to any more. */
  #removeRecord(key: string): string[] {
    const record = this.#records.get(key);
    if (!record) return [];
    this.#records.delete(key);
    if (record.cutoff && this.#byCutoff.get(record.cutoff) === key) this.#byCutoff.delete(record.cutoff);
    const orphans: string[] = [];
    for (const digest of Object.keys(record.parts)) {
      const reference = this.#references.get(digest);
      if (!reference) continue;
      reference.count -= 1;
      if (reference.count > 0) continue;
      this.#references.delete(digest);
      this.#bytes -= reference.bytes;
      orphans.push(digest);
    }
    return orphans;
  }

  async #sweepOrphans(): Promise<void> {
    const resumable = new Set((await this.#store.allPartials()).map((chunk) => chunk.digest));
    const digests = await this.#store.valueDigests();
    const orphans = digests.filter((digest) => !this.#references.has(digest) && !resumable.has(digest));
    if (orphans.length > 0) await this.#store.deleteValues(orphans);
  }
}

/** Bytes of everything that a result refers to. */
export function recordBytes(record: ResultRecord): number {
  return Object.values(record.parts).reduce((sum, bytes) => sum + bytes, 0);
}
