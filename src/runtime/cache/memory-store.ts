import type { SerialisedValue } from '../../values/serialise.ts';
import type { Recipe } from '../recipe.ts';
import type { CacheStore, PartialChunk, ResultRecord, StoredAsset } from './cache-store.ts';

/** A cache that ends with the process: for tests, and for browsers that refuse storage. */
export class MemoryStore implements CacheStore {
  readonly persistent: boolean = false;
  readonly #results = new Map<string, ResultRecord>();
  readonly #values = new Map<string, SerialisedValue>();
  readonly #partials = new Map<string, Map<number, PartialChunk>>();
  readonly #histories = new Map<string, Readonly<Record<string, Recipe>>>();
  readonly #assets = new Map<string, StoredAsset>();

  async results() {
    return [...this.#results.values()];
  }

  async putResult(record: ResultRecord) {
    this.#results.set(record.key, record);
  }

  async touchResults(keys: readonly string[], at: number) {
    for (const key of keys) {
      const record = this.#results.get(key);
      if (record) this.#results.set(key, { ...record, lastUsed: at });
    }
  }

  async deleteResults(keys: readonly string[]) {
    for (const key of keys) this.#results.delete(key);
  }

  async putValue(digest: string, value: SerialisedValue) {
    this.#values.set(digest, value);
  }

  async getValue(digest: string) {
    return this.#values.get(digest);
  }

  async deleteValues(digests: readonly string[]) {
    for (const digest of digests) this.#values.delete(digest);
  }

  async valueDigests() {
    return [...this.#values.keys()];
  }

  async missingValues(digests: readonly string[]) {
    return digests.filter((digest) => !this.#values.has(digest));
  }

  async putPartial(chunk: PartialChunk) {
    const chunks = this.#partials.get(chunk.recipeKey) ?? new Map<number, PartialChunk>();
    this.#partials.set(chunk.recipeKey, chunks.set(chunk.start, chunk));
  }

  async allPartials() {
    return [...this.#partials.values()].flatMap((chunks) => [...chunks.values()]);
  }

  async deletePartials(recipeKey: string) {
    this.#partials.delete(recipeKey);
  }

  async putHistory(document: string, recipes: Readonly<Record<string, Recipe>>) {
    this.#histories.set(document, recipes);
  }

  async history(document: string) {
    return this.#histories.get(document);
  }

  async putAsset(asset: StoredAsset) {
    this.#assets.set(asset.sha256, asset);
  }

  async getAsset(sha256: string) {
    return this.#assets.get(sha256);
  }

  async assetNames() {
    return [...this.#assets.keys()];
  }

  async clearResults(keptValues: ReadonlySet<string>) {
    this.#results.clear();
    for (const digest of this.#values.keys()) if (!keptValues.has(digest)) this.#values.delete(digest);
    this.#partials.clear();
    this.#histories.clear();
  }
}
