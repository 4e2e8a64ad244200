import type { CacheContents } from './cache-contents.ts';
import type { CacheStore } from './cache-store.ts';
import type { ValueShelf } from './value-shelf.ts';

/** How a cache lets go: of results, broken clips, and of values that nobody needs any more. */
export class CacheDisposal {
  readonly #contents: CacheContents;
  readonly #shelf: ValueShelf;
  readonly #store: CacheStore;

  constructor(contents: CacheContents, shelf: ValueShelf, store: CacheStore) {
    this.#contents = contents;
    this.#shelf = shelf;
    this.#store = store;
  }

  /** Deletes results and the values that only they used. */
  async forget(keys: readonly string[]): Promise<void> {
    const orphans = this.#contents.removeRecords(keys);
    await this.#shelf.guard(() => this.#store.deleteResults(keys));
    await this.discard(orphans);
  }

  /** Forgets all results that contain a value which turned out to be lost or damaged. */
  async forgetValue(digest: string): Promise<void> {
    this.#shelf.drop(digest);
    const records = this.#contents.recordsWith(digest);
    // What lay beside a damaged value may be damaged too, and nobody has looked.
    for (const { parts } of records) this.#shelf.distrust(Object.keys(parts));
    await this.forget(records.map((record) => record.key));
  }

  /** Deletes the rendered ranges of a broken clip. */
  async dropPartials(recipeKey: string): Promise<void> {
    const { chunks, orphans } = this.#contents.removePartials(recipeKey);
    if (chunks === 0) return;
    await this.#shelf.guard(() => this.#store.deletePartials(recipeKey));
    await this.discard(orphans);
  }

  /** Deletes those of the values that nobody needs. */
  async discard(digests: readonly string[]): Promise<void> {
    // Somebody may have taken a value up again while a deletion before this one was awaited.
    const gone = digests.filter((digest) => !this.#contents.ledger.has(digest));
    if (gone.length === 0) return;
    for (const digest of gone) this.#shelf.drop(digest);
    await this.#shelf.guard(() => this.#store.deleteValues(gone));
  }
}
