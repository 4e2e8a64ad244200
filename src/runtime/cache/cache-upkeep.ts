import type { CacheContents } from './cache-contents.ts';
import type { CacheDisposal } from './cache-disposal.ts';
import type { CacheCheck } from './cache-inventory.ts';
import type { CacheStore } from './cache-store.ts';
import type { ValueShelf } from './value-shelf.ts';

/** Eviction, checking and cleaning up of a cache. */
export class CacheUpkeep {
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

  /** Broken clips go first, then what costs least to compute per byte, oldest first. Leased values stay. */
  async evictTo(goal: number): Promise<void> {
    const { ledger, index, partials } = this.#contents;
    const isFree = (digest: string) => !ledger.isLeased(digest);
    for (const key of partials.keys()) {
      if (ledger.bytes <= goal) return;
      if (partials.of(key).every((chunk) => isFree(chunk.digest))) await this.#disposal.dropPartials(key);
    }
    for (const { key } of index.cheapestFirst()) {
      if (ledger.bytes <= goal) return;
      // While others went, it may have been made anew, of values that somebody holds.
      const record = index.get(key);
      if (record && Object.keys(record.parts).every(isFree)) await this.#disposal.forget([key]);
    }
  }

  /** Reads every value and compares it with its digest; forgets results and broken clips with damaged or lost ones. */
  async verify(): Promise<CacheCheck> {
    const { index, partials } = this.#contents;
    const sizes = this.#contents.storedSizes();
    const bad = new Map<string, 'damaged' | 'missing'>();
    for (const digest of sizes.keys()) {
      const state = await this.#shelf.check(digest);
      if (state !== 'intact') bad.set(digest, state);
    }
    const before = index.count;
    for (const digest of bad.keys()) await this.#disposal.forgetValue(digest);
    for (const key of partials.keys()) {
      if (partials.of(key).some((chunk) => bad.has(chunk.digest))) await this.#disposal.dropPartials(key);
    }
    const damaged = [...bad.values()].filter((state) => state === 'damaged').length;
    return {
      values: sizes.size,
      bytes: [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
      damaged,
      missing: bad.size - damaged,
      forgotten: before - index.count,
    };
  }

  /** Deletes what nothing refers to. Only for who uses the store alone. @returns how many values */
  async sweep(): Promise<number> {
    const { partials, ledger } = this.#contents;
    for (const key of partials.surplus(Date.now())) await this.#disposal.dropPartials(key);
    const orphans = (await this.#store.valueDigests()).filter((digest) => !ledger.has(digest));
    if (orphans.length > 0) await this.#store.deleteValues(orphans);
    return orphans.length;
  }
}
