import {
  deserialiseValue,
  digestOfSmall,
  digestSerialised,
  type SerialisedValue,
  serialisedBytes,
  serialiseValue,
} from '../../values/serialise.ts';
import type { Value } from '../../values/value.ts';
import { CacheContents } from './cache-contents.ts';
import { CacheDisposal } from './cache-disposal.ts';
import type { CacheCheck, CacheCollection, CacheInventory } from './cache-inventory.ts';
import type { CacheStore, PartialChunk, ResultRecord } from './cache-store.ts';
import { CacheUpkeep } from './cache-upkeep.ts';
import { Lease } from './lease.ts';
import { RecordKeeper } from './record-keeper.ts';
import { ValueShelf } from './value-shelf.ts';

/** Default bound of what results may take on disk. */
const DISK_LIMIT_BYTES = 2 * 1024 ** 3;
/** Default bound of values kept in RAM in front of the store. */
const RAM_LIMIT_BYTES = 384 * 1024 ** 2;
/** Default bound of values that are in RAM only because the disk is full: beyond it a tab is likely to be killed. */
const STRANDED_LIMIT_BYTES = 1024 ** 3;
/** After an eviction this share of the limit is in use, so that evictions come in batches. */
const EVICT_TO = 0.8;

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
  readonly #contents = new CacheContents();
  readonly #shelf: ValueShelf;
  readonly #disposal: CacheDisposal;
  readonly #records: RecordKeeper;
  readonly #upkeep: CacheUpkeep;
  readonly #diskLimit: number;

  private constructor(store: CacheStore, options: CacheOptions) {
    this.#store = store;
    this.#diskLimit = options.diskLimitBytes ?? DISK_LIMIT_BYTES;
    this.#shelf = new ValueShelf(store, this.#contents.ledger, {
      ramLimitBytes: options.ramLimitBytes ?? RAM_LIMIT_BYTES,
      strandedLimitBytes: options.strandedLimitBytes ?? STRANDED_LIMIT_BYTES,
      limitBytes: this.#diskLimit,
      onNotice: options.onNotice ?? (() => undefined),
      makeRoom: (bytes) => this.#makeRoom(bytes),
    });
    this.#disposal = new CacheDisposal(this.#contents, this.#shelf, store);
    this.#records = new RecordKeeper(this.#contents, this.#shelf, store, this.#disposal);
    this.#upkeep = new CacheUpkeep(this.#contents, this.#shelf, store, this.#disposal);
  }

  /** Reads the index; sweeps what a crash left. @throws {StorageError} */
  static async open(store: CacheStore, options: CacheOptions = {}): Promise<ResultCache> {
    const cache = new ResultCache(store, options);
    const [records, partials] = await Promise.all([store.results(), store.allPartials()]);
    for (const record of records) cache.#contents.addRecord(record);
    for (const chunk of partials) cache.#contents.addPartial(chunk);
    if (options.sweep ?? true) await cache.#upkeep.sweep();
    return cache;
  }

  /** Bytes of all stored values, and of those that running computations hold. */
  get bytes(): number {
    return this.#contents.ledger.bytes;
  }

  get limitBytes(): number {
    return this.#diskLimit;
  }

  get count(): number {
    return this.#contents.index.count;
  }

  has(key: string): boolean {
    return this.#contents.index.get(key) !== undefined;
  }

  record(key: string): ResultRecord | undefined {
    return this.#contents.index.get(key);
  }

  records(): Iterable<ResultRecord> {
    return this.#contents.index.all();
  }

  /** Size of a value that somebody needs. */
  bytesOf(digest: string): number | undefined {
    return this.#contents.ledger.bytesOf(digest);
  }

  /** A result with these inputs by content, under whatever recipe. */
  findCutoff(cutoff: string): ResultRecord | undefined {
    return this.#contents.index.byCutoff(cutoff);
  }

  /** Keeps values from eviction until it is released; every computation and run has one. */
  lease({ storesLater = false } = {}): Lease {
    return new Lease(this.#contents.ledger, this.#letGo, storesLater);
  }

  /** Values of a result by port; undefined when it is not stored or damaged (it is then forgotten). */
  async read(key: string): Promise<Readonly<Record<string, Value>> | undefined> {
    const record = this.#contents.index.get(key);
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

  /** The same at once, if it is in RAM. */
  valueInRam(digest: string): Value | undefined {
    const held = this.#shelf.inRam(digest);
    try {
      return held && deserialiseValue(held);
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
    const digest = known ?? digestOfSmall(serialised) ?? (await digestSerialised(serialised));
    const bytes = serialisedBytes(serialised);
    if (lease.storesLater) {
      this.#shelf.keep(digest, serialised, bytes, lease);
      lease.storeLater(() => this.#writeNow(digest, serialised, bytes, lease));
    } else await this.#shelf.write(digest, serialised, bytes, lease);
    return { digest, bytes };
  }

  /** @param lease the one that holds the value: it ends later */
  async #writeNow(digest: string, value: SerialisedValue, bytes: number, lease: Lease): Promise<void> {
    try {
      await this.#shelf.write(digest, value, bytes, lease);
    } catch (error) {
      // Nobody waits for it: what has no room is computed again when it is needed.
      this.#shelf.noteFailure(error);
    }
  }

  /** Makes a result known; all its values must be written, under a lease that still lasts. */
  commit(record: ResultRecord, lease?: Lease): Promise<void> {
    return this.#records.commit(record, lease);
  }

  /** Notes that results were used; one small transaction, and none when they were used a moment ago. */
  touch(keys: Iterable<string>): Promise<void> {
    return this.#records.touch(keys);
  }

  /** Makes `keys` the results that this document pins: they are not evicted. */
  pin(document: string, keys: ReadonlySet<string>): Promise<void> {
    return this.#records.pin(document, keys);
  }

  /**
   * Forgets those of the results whose values are gone from the store (another tab evicted them).
   * @returns how many
   */
  dropMissing(keys: Iterable<string>): Promise<number> {
    return this.#records.dropMissing(keys);
  }

  /** Forgets all results that contain a value which turned out to be lost or damaged. */
  forgetValue(digest: string): Promise<void> {
    return this.#disposal.forgetValue(digest);
  }

  /** Deletes results and the values that only they used. */
  forget(keys: readonly string[]): Promise<void> {
    return this.#disposal.forget(keys);
  }

  /** Rendered ranges of a clip that broke off. */
  partials(recipeKey: string): readonly PartialChunk[] {
    return this.#contents.partials.of(recipeKey);
  }

  /** Notes a rendered range. A range that is not stored is only lost for resuming: memory is too dear for it. */
  async notePartial(chunk: PartialChunk): Promise<void> {
    if (!this.#shelf.isStored(chunk.digest)) return;
    const replaced = this.#contents.addPartial(chunk);
    if (replaced) await this.#disposal.discard([replaced.digest]);
    await this.#shelf.guard(() => this.#store.putPartial(chunk));
  }

  /** The clip is complete, or its parts are not worth keeping. */
  dropPartials(recipeKey: string): Promise<void> {
    return this.#disposal.dropPartials(recipeKey);
  }

  /** What is stored, by node type. Reads the index only. */
  inventory(): CacheInventory {
    return this.#contents.inventory(this.#diskLimit);
  }

  /** Reads every value and compares it with its digest; forgets results and broken clips with damaged or lost ones. */
  verify(): Promise<CacheCheck> {
    return this.#upkeep.verify();
  }

  /**
   * Cleans up: values that nothing refers to, clips that broke off long ago, and results beyond the bound.
   * @param alone true when no other process uses the store: only then is it known what nothing refers to
   * @param toBytes evicts until so little is left; pinned results stay
   */
  async collect(alone: boolean, toBytes = this.#diskLimit): Promise<CacheCollection> {
    const bytesBefore = this.bytes;
    const before = this.count;
    const orphans = alone ? await this.#upkeep.sweep() : undefined;
    if (this.bytes > toBytes) await this.#upkeep.evictTo(toBytes);
    return { orphans, evicted: before - this.count, bytesBefore, bytes: this.bytes };
  }

  /** Deletes all results. What running computations hold stays until they end. */
  async clear(): Promise<void> {
    const { ledger, index, partials } = this.#contents;
    const leased = ledger.leased();
    this.#contents.removeRecords([...index.all()].map((record) => record.key));
    for (const key of partials.keys()) this.#contents.removePartials(key);
    this.#shelf.dropAllBut(new Set(leased));
    await this.#store.clearResults(new Set(leased));
  }

  /** Of a lease that ended. Nearly always results took up all that it held, and there is room. */
  readonly #letGo = (orphans: readonly string[]): Promise<void> | undefined =>
    orphans.length > 0 || this.bytes > this.#diskLimit ? this.#tidy(orphans) : undefined;

  async #tidy(orphans: readonly string[]): Promise<void> {
    await this.#disposal.discard(orphans);
    if (this.bytes > this.#diskLimit) await this.#makeRoom(0);
  }

  /** Evicts until `bytes` more fit. */
  #makeRoom(bytes: number): Promise<void> {
    return this.#upkeep.evictTo(Math.min(this.#diskLimit * EVICT_TO, this.bytes - bytes));
  }
}
