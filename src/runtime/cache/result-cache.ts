import {
  deserialiseValue,
  digestSerialised,
  type SerialisedValue,
  serialisedBytes,
  serialiseValue,
} from '../../values/serialise.ts';
import type { Value } from '../../values/value.ts';
import {
  type CacheCheck,
  type CacheCollection,
  type CacheInventory,
  countByType,
  partialBytes,
} from './cache-inventory.ts';
import type { CacheStore, PartialChunk, ResultRecord } from './cache-store.ts';
import { Lease } from './lease.ts';
import { PartialClips } from './partial-clips.ts';
import { ResultIndex } from './result-index.ts';
import { ValueLedger } from './value-ledger.ts';
import { ValueShelf } from './value-shelf.ts';

/** Default bound of what results may take on disk. */
const DISK_LIMIT_BYTES = 2 * 1024 ** 3;
/** Default bound of values kept in RAM in front of the store. */
const RAM_LIMIT_BYTES = 384 * 1024 ** 2;
/** Default bound of values that are in RAM only because the disk is full: beyond it a tab is likely to be killed. */
const STRANDED_LIMIT_BYTES = 1024 ** 3;
/** After an eviction this share of the limit is in use, so that evictions come in batches. */
const EVICT_TO = 0.8;
/** A result's last use is noted at most this often, ms. */
const TOUCH_INTERVAL_MS = 60_000;

export interface CacheOptions {
  readonly diskLimitBytes?: number;
  readonly ramLimitBytes?: number;
  readonly strandedLimitBytes?: number;
  /** Told when the store cannot take more; the cache goes on in RAM. */
  readonly onNotice?: (code: string, message: string) => void;
  /**
   * Deletes values that nothing refers to (left by a crash) when opening; default true. Set it to false while another
   * process may be writing to the same store: its values are not referred to until it commits.
   */
  readonly sweep?: boolean;
}

/** Address and size of a written value. */
export interface WrittenValue {
  readonly digest: string;
  readonly bytes: number;
}

/**
 * Results by recipe, values by content: RAM in front of a {@link CacheStore}. The index of results is in memory,
 * so that planning never waits for storage. Another tab may delete what the index names: reading then gives
 * `undefined`, and {@link dropMissing} finds it out beforehand.
 */
export class ResultCache {
  readonly #store: CacheStore;
  readonly #ledger = new ValueLedger();
  readonly #index = new ResultIndex();
  readonly #partials = new PartialClips();
  readonly #shelf: ValueShelf;
  readonly #diskLimit: number;

  private constructor(store: CacheStore, options: CacheOptions) {
    this.#store = store;
    this.#diskLimit = options.diskLimitBytes ?? DISK_LIMIT_BYTES;
    this.#shelf = new ValueShelf(store, this.#ledger, {
      ramLimitBytes: options.ramLimitBytes ?? RAM_LIMIT_BYTES,
      strandedLimitBytes: options.strandedLimitBytes ?? STRANDED_LIMIT_BYTES,
      limitBytes: this.#diskLimit,
      onNotice: options.onNotice ?? (() => undefined),
      makeRoom: (bytes) => this.#makeRoom(bytes),
    });
  }

  /** Reads the index; sweeps what a crash left. @throws {StorageError} */
  static async open(store: CacheStore, options: CacheOptions = {}): Promise<ResultCache> {
    const cache = new ResultCache(store, options);
    const [records, partials] = await Promise.all([store.results(), store.allPartials()]);
    for (const record of records) cache.#addRecord(record);
    for (const chunk of partials) cache.#addPartial(chunk);
    if (options.sweep ?? true) await cache.#sweep();
    return cache;
  }

  /** Bytes of all stored values, and of those that running computations hold. */
  get bytes(): number {
    return this.#ledger.bytes;
  }

  get limitBytes(): number {
    return this.#diskLimit;
  }

  get count(): number {
    return this.#index.count;
  }

  has(key: string): boolean {
    return this.#index.get(key) !== undefined;
  }

  record(key: string): ResultRecord | undefined {
    return this.#index.get(key);
  }

  records(): Iterable<ResultRecord> {
    return this.#index.all();
  }

  /** Size of a value that somebody needs. */
  bytesOf(digest: string): number | undefined {
    return this.#ledger.bytesOf(digest);
  }

  /** A result with these inputs by content, under whatever recipe. */
  findCutoff(cutoff: string): ResultRecord | undefined {
    return this.#index.byCutoff(cutoff);
  }

  /** Keeps values from eviction until it is released; every computation and run has one. */
  lease(): Lease {
    return new Lease(this.#ledger, async (orphans) => {
      await this.#discard(orphans);
      if (this.bytes > this.#diskLimit) await this.#makeRoom(0);
    });
  }

  /** Values of a result by port; undefined when it is not stored or damaged (it is then forgotten). */
  async read(key: string): Promise<Readonly<Record<string, Value>> | undefined> {
    const record = this.#index.get(key);
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

  /** A value by its digest; undefined when it is gone or its bytes do not match its digest. */
  async readValue(digest: string): Promise<Value | undefined> {
    const stored = await this.readBytes(digest);
    try {
      return stored && deserialiseValue(stored);
    } catch {
      return undefined;
    }
  }

  /** Serialised bytes by digest, verified when they come from the store. */
  readBytes(digest: string): Promise<SerialisedValue | undefined> {
    return this.#shelf.read(digest);
  }

  /** Stores a value under a lease. A full disk evicts, then leaves the value in RAM only. */
  writeValue(value: Value, lease: Lease): Promise<WrittenValue> {
    return this.writeBytes(serialiseValue(value), lease);
  }

  /** The same for bytes that are serialised already (see {@link serialiseChunk}). @param known their digest, if known */
  async writeBytes(serialised: SerialisedValue, lease: Lease, known?: string): Promise<WrittenValue> {
    const digest = known ?? (await digestSerialised(serialised));
    const bytes = serialisedBytes(serialised);
    await this.#shelf.write(digest, serialised, bytes, lease);
    return { digest, bytes };
  }

  /** Makes a result known; all its values must be written, under a lease that still lasts. */
  async commit(record: ResultRecord): Promise<void> {
    const before = this.#index.get(record.key);
    // A record taken over from another recipe does not bring that one's pins along.
    this.#addRecord({ ...record, pinnedBy: before?.pinnedBy ?? [] });
    if (before) await this.#discard(this.#releaseRecord(before));
    await this.#storeRecord(record.key);
  }

  /** Notes that results were used; one small transaction, and none when they were used a moment ago. */
  async touch(keys: Iterable<string>): Promise<void> {
    const now = Date.now();
    const touched: string[] = [];
    for (const key of keys) {
      const record = this.#index.get(key);
      if (!record || now - record.lastUsed < TOUCH_INTERVAL_MS) continue;
      this.#index.set({ ...record, lastUsed: now });
      touched.push(key);
    }
    await this.#shelf.guard(() => this.#store.touchResults(touched, now));
  }

  /** Makes `keys` the results that this document pins: they are not evicted. */
  async pin(document: string, keys: ReadonlySet<string>): Promise<void> {
    const changed = [...this.#index.all()].filter(
      (record) => (record.pinnedBy?.includes(document) ?? false) !== keys.has(record.key),
    );
    for (const record of changed) {
      const others = record.pinnedBy?.filter((name) => name !== document) ?? [];
      this.#index.set({ ...record, pinnedBy: keys.has(record.key) ? [...others, document] : others });
      await this.#storeRecord(record.key);
    }
  }

  /**
   * Forgets those of the results whose values are gone from the store (another tab evicted them).
   * @returns how many
   */
  async dropMissing(keys: Iterable<string>): Promise<number> {
    const wanted = new Map<string, string[]>();
    for (const key of keys) {
      for (const digest of Object.keys(this.#index.get(key)?.parts ?? {})) {
        if (!this.#shelf.isInRam(digest)) wanted.set(digest, [...(wanted.get(digest) ?? []), key]);
      }
    }
    const missing = await this.#store.missingValues([...wanted.keys()]).catch(() => []);
    const lost = new Set(missing.flatMap((digest) => wanted.get(digest) ?? []));
    if (lost.size > 0) await this.forget([...lost]);
    return lost.size;
  }

  /** Forgets all results that contain a value which turned out to be lost or damaged. */
  async forgetValue(digest: string): Promise<void> {
    this.#shelf.drop(digest);
    const records = [...this.#index.all()].filter((record) => Object.hasOwn(record.parts, digest));
    // What lay beside a damaged value may be damaged too, and nobody has looked.
    for (const { parts } of records) this.#shelf.distrust(Object.keys(parts));
    await this.forget(records.map((record) => record.key));
  }

  /** Deletes results and the values that only they used. */
  async forget(keys: readonly string[]): Promise<void> {
    const orphans: string[] = [];
    for (const key of keys) {
      const record = this.#index.remove(key);
      if (record) orphans.push(...this.#releaseRecord(record));
    }
    await this.#shelf.guard(() => this.#store.deleteResults(keys));
    await this.#discard(orphans);
  }

  /** Rendered ranges of a clip that broke off. */
  partials(recipeKey: string): readonly PartialChunk[] {
    return this.#partials.of(recipeKey);
  }

  /** Notes a rendered range. A range that is not stored is only lost for resuming: memory is too dear for it. */
  async notePartial(chunk: PartialChunk): Promise<void> {
    if (!this.#shelf.isStored(chunk.digest)) return;
    const replaced = this.#addPartial(chunk);
    if (replaced && this.#ledger.release(replaced.digest, 'partial')) await this.#discard([replaced.digest]);
    await this.#shelf.guard(() => this.#store.putPartial(chunk));
  }

  /** The clip is complete, or its parts are not worth keeping. */
  async dropPartials(recipeKey: string): Promise<void> {
    const chunks = this.#partials.remove(recipeKey);
    if (chunks.length === 0) return;
    const orphans = chunks.filter((chunk) => this.#ledger.release(chunk.digest, 'partial'));
    await this.#shelf.guard(() => this.#store.deletePartials(recipeKey));
    await this.#discard(orphans.map((chunk) => chunk.digest));
  }

  /** What is stored, by node type. Reads the index only. */
  inventory(): CacheInventory {
    const rows = countByType(this.#index.all());
    const broken = this.#partials.keys();
    return {
      rows,
      results: this.count,
      bytes: this.bytes,
      limitBytes: this.#diskLimit,
      pinned: rows.reduce((sum, row) => sum + row.pinned, 0),
      brokenClips: broken.length,
      brokenBytes: partialBytes(broken.flatMap((key) => this.#partials.of(key))),
    };
  }

  /** Reads every value and compares it with its digest; forgets results and broken clips with damaged or lost ones. */
  async verify(): Promise<CacheCheck> {
    const sizes = this.#storedSizes();
    const bad = new Map<string, 'damaged' | 'missing'>();
    for (const digest of sizes.keys()) {
      const state = await this.#shelf.check(digest);
      if (state !== 'intact') bad.set(digest, state);
    }
    const before = this.count;
    for (const digest of bad.keys()) await this.forgetValue(digest);
    for (const key of this.#partials.keys()) {
      if (this.#partials.of(key).some((chunk) => bad.has(chunk.digest))) await this.dropPartials(key);
    }
    const damaged = [...bad.values()].filter((state) => state === 'damaged').length;
    return {
      values: sizes.size,
      bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
      damaged,
      missing: bad.size - damaged,
      forgotten: before - this.count,
    };
  }

  /**
   * Cleans up: values that nothing refers to, clips that broke off long ago, and results beyond the bound.
   * @param alone true when no other process uses the store: only then is it known what nothing refers to
   * @param toBytes evicts until so little is left; pinned results stay
   */
  async collect(alone: boolean, toBytes = this.#diskLimit): Promise<CacheCollection> {
    const bytesBefore = this.bytes;
    const before = this.count;
    const orphans = alone ? await this.#sweep() : undefined;
    if (this.bytes > toBytes) await this.#evictTo(toBytes);
    return { orphans, evicted: before - this.count, bytesBefore, bytes: this.bytes };
  }

  /** Deletes all results. What running computations hold stays until they end. */
  async clear(): Promise<void> {
    const leased = this.#ledger.leased();
    for (const record of [...this.#index.all()]) {
      this.#index.remove(record.key);
      this.#releaseRecord(record);
    }
    for (const key of this.#partials.keys()) {
      for (const chunk of this.#partials.remove(key)) this.#ledger.release(chunk.digest, 'partial');
    }
    this.#shelf.dropAllBut(new Set(leased));
    await this.#store.clearResults(new Set(leased));
  }

  async #storeRecord(key: string): Promise<void> {
    const record = this.#index.get(key);
    // A record must never outlive its values: those in RAM only end with the process, and so does it.
    if (!record || !Object.keys(record.parts).every((digest) => this.#shelf.isStored(digest))) return;
    await this.#shelf.guard(() => this.#store.putResult(record));
  }

  /** Evicts until `bytes` more fit. */
  #makeRoom(bytes: number): Promise<void> {
    return this.#evictTo(Math.min(this.#diskLimit * EVICT_TO, this.bytes - bytes));
  }

  /** Broken clips go first, then what costs least to compute per byte, oldest first. */
  async #evictTo(goal: number): Promise<void> {
    const isFree = (digest: string) => !this.#ledger.isLeased(digest);
    for (const key of this.#partials.keys()) {
      if (this.bytes <= goal) return;
      if (this.#partials.of(key).every((chunk) => isFree(chunk.digest))) await this.dropPartials(key);
    }
    for (const record of this.#index.cheapestFirst()) {
      if (this.bytes <= goal) return;
      if (Object.keys(record.parts).every(isFree)) await this.forget([record.key]);
    }
  }

  #addRecord(record: ResultRecord): void {
    this.#index.set(record);
    for (const [digest, bytes] of Object.entries(record.parts)) this.#ledger.hold(digest, bytes, 'result');
  }

  /** @returns digests that nobody needs any more */
  #releaseRecord(record: ResultRecord): string[] {
    return Object.keys(record.parts).filter((digest) => this.#ledger.release(digest, 'result'));
  }

  #addPartial(chunk: PartialChunk): PartialChunk | undefined {
    this.#ledger.hold(chunk.digest, chunk.bytes, 'partial');
    return this.#partials.add(chunk);
  }

  async #discard(digests: readonly string[]): Promise<void> {
    // Somebody may have taken a value up again while a deletion before this one was awaited.
    const gone = digests.filter((digest) => !this.#ledger.has(digest));
    if (gone.length === 0) return;
    for (const digest of gone) this.#shelf.drop(digest);
    await this.#shelf.guard(() => this.#store.deleteValues(gone));
  }

  /** digest -> bytes of everything that results and broken clips refer to */
  #storedSizes(): ReadonlyMap<string, number> {
    const sizes = new Map<string, number>();
    for (const { parts } of this.#index.all()) {
      for (const [digest, bytes] of Object.entries(parts)) sizes.set(digest, bytes);
    }
    for (const key of this.#partials.keys()) {
      for (const { digest, bytes } of this.#partials.of(key)) sizes.set(digest, bytes);
    }
    return sizes;
  }

  /** @returns how many values nothing referred to */
  async #sweep(): Promise<number> {
    for (const key of this.#partials.surplus(Date.now())) await this.dropPartials(key);
    const orphans = (await this.#store.valueDigests()).filter((digest) => !this.#ledger.has(digest));
    if (orphans.length > 0) await this.#store.deleteValues(orphans);
    return orphans.length;
  }
}
