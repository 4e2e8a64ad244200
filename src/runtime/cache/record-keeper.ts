import type { CacheContents } from './cache-contents.ts';
import type { CacheDisposal } from './cache-disposal.ts';
import type { CacheStore, ResultRecord } from './cache-store.ts';
import type { Lease } from './lease.ts';
import type { ValueShelf } from './value-shelf.ts';

/** A result's last use is noted at most this often, ms. */
const TOUCH_INTERVAL_MS = 60_000;

/** Keeps the records of results, in memory and in the store: what they are made of, when they were used, who pins them. */
export class RecordKeeper {
  readonly #contents: CacheContents;
  readonly #shelf: ValueShelf;
  readonly #store: CacheStore;
  readonly #disposal: CacheDisposal;

  constructor(contents: CacheContents, shelf: ValueShelf, store: CacheStore, disposal: CacheDisposal) {
    this.#contents = contents;
    this.#shelf = shelf;
    this.#store = store;
    this.#disposal = disposal;
  }

  /** Makes a result known; all its values must be written, under a lease that still lasts. */
  commit(record: ResultRecord, lease?: Lease): Promise<void> {
    const before = this.#contents.index.get(record.key);
    // A record taken over from another recipe does not bring that one's pins along.
    const isAsPinned = (record.pinnedBy?.length ?? 0) + (before?.pinnedBy?.length ?? 0) === 0;
    this.#contents.addRecord(isAsPinned ? record : { ...record, pinnedBy: before?.pinnedBy ?? [] });
    const orphans = before ? this.#contents.releaseRecord(before) : [];
    if (orphans.length === 0) return this.#keep(record.key, lease);
    return this.#disposal.discard(orphans).then(() => this.#keep(record.key, lease));
  }

  /** Notes that results were used; one small transaction, and none when they were used a moment ago. */
  async touch(keys: Iterable<string>): Promise<void> {
    const now = Date.now();
    const touched: string[] = [];
    for (const key of keys) {
      const record = this.#contents.index.get(key);
      if (!record || now - record.lastUsed < TOUCH_INTERVAL_MS) continue;
      this.#contents.index.set({ ...record, lastUsed: now });
      touched.push(key);
    }
    await this.#shelf.guard(() => this.#store.touchResults(touched, now));
  }

  /** Makes `keys` the results that this document pins: they are not evicted. */
  async pin(document: string, keys: ReadonlySet<string>): Promise<void> {
    const changed = [...this.#contents.index.all()].filter(
      (record) => (record.pinnedBy?.includes(document) ?? false) !== keys.has(record.key),
    );
    // All at once: while one is stored, others may be forgotten, made anew or pinned otherwise.
    for (const record of changed) {
      const others = record.pinnedBy?.filter((name) => name !== document) ?? [];
      const pinnedBy = keys.has(record.key) ? [...others, document] : others;
      this.#contents.index.set({ ...record, pinnedBy });
    }
    for (const { key } of changed) await this.#write(key);
  }

  /**
   * Forgets those of the results whose values are gone from the store (another tab evicted them).
   * @returns how many
   */
  async dropMissing(keys: Iterable<string>): Promise<number> {
    const wanted = new Map<string, string[]>();
    for (const key of keys) {
      const record = this.#contents.index.get(key);
      for (const digest in record?.parts) {
        if (!this.#shelf.isInRam(digest)) wanted.set(digest, [...(wanted.get(digest) ?? []), key]);
      }
    }
    if (wanted.size === 0) return 0;
    const missing = await this.#store.missingValues([...wanted.keys()]).catch(() => []);
    const lost = new Set(missing.flatMap((digest) => wanted.get(digest) ?? []));
    if (lost.size > 0) await this.#disposal.forget([...lost]);
    return lost.size;
  }

  #keep(key: string, lease: Lease | undefined): Promise<void> {
    if (!lease?.storesLater) return this.#write(key);
    lease.storeLater(() => this.#write(key));
    return Promise.resolve();
  }

  async #write(key: string): Promise<void> {
    const record = this.#contents.index.get(key);
    if (!record) return;
    // A record must never outlive its values: those in RAM only end with the process, and so does it.
    for (const digest in record.parts) if (!this.#shelf.isStored(digest)) return;
    try {
      await this.#store.putResult(record);
    } catch (error) {
      this.#shelf.noteFailure(error);
    }
  }
}
