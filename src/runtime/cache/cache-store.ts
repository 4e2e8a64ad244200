import type { SerialisedValue } from '../../values/serialise.ts';
import type { Recipe } from '../recipe.ts';

/**
 * What a run made, by recipe key. Values are addressed by content: two recipes with equal results share the bytes.
 */
export interface ResultRecord {
  readonly key: string;
  /** Node type. */
  readonly type: string;
  /** A clip's parts are its chunks too. */
  readonly kind: 'values' | 'clip';
  /** output port -> digest of its value */
  readonly outputs: Readonly<Record<string, string>>;
  /** All values and chunks that it refers to: digest -> bytes. */
  readonly parts: Readonly<Record<string, number>>;
  /** Finds the result again when its inputs are made by another recipe but have the same bytes. */
  readonly cutoff?: string;
  /** What it took to compute, ms; without loading models. */
  readonly ms: number;
  readonly work?: WorkSample;
  readonly notices: readonly string[];
  /** Milliseconds since 1970. */
  readonly lastUsed: number;
  /** Documents that pin it; it is not evicted while there is one. */
  readonly pinnedBy?: readonly string[];
}

/** What a node's work depended on, so that later work is estimated from it. */
export interface WorkSample {
  /** Bytes by input port, values of number parameters by `=name`; only what is above 0. */
  readonly sizes: Readonly<Record<string, number>>;
  /** All that it was told to choose. */
  readonly kind: string;
  /** What loading models and code took besides, ms. */
  readonly startMs: number;
  /** The worker had not done such work before. */
  readonly isFirst: boolean;
}

/** A photo or other file that the user brought, by content. Never evicted. */
export interface StoredAsset {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** One rendered range of a clip that is not complete yet. */
export interface PartialChunk {
  readonly recipeKey: string;
  readonly start: number;
  readonly end: number;
  readonly digest: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Durable storage of results and assets. Implementations: memory (tests, private windows), IndexedDB, and later a
 * shared one for many machines. Every `put` resolves once the data would survive the end of the process.
 */
export interface CacheStore {
  /** False when everything is lost with the process. */
  readonly persistent: boolean;
  /** All result records with their last use, for the planner's index. */
  results(): Promise<readonly ResultRecord[]>;
  putResult(record: ResultRecord): Promise<void>;
  /** Notes the last use of results; cheap enough for every run. @param at milliseconds since 1970 */
  touchResults(keys: readonly string[], at: number): Promise<void>;
  deleteResults(keys: readonly string[]): Promise<void>;
  /** @throws {StorageError} `storage-full` */
  putValue(digest: string, value: SerialisedValue): Promise<void>;
  getValue(digest: string): Promise<SerialisedValue | undefined>;
  deleteValues(digests: readonly string[]): Promise<void>;
  valueDigests(): Promise<readonly string[]>;
  /** Those of the digests whose values are not stored (any more). */
  missingValues(digests: readonly string[]): Promise<readonly string[]>;
  putPartial(chunk: PartialChunk): Promise<void>;
  allPartials(): Promise<readonly PartialChunk[]>;
  deletePartials(recipeKey: string): Promise<void>;
  /** Recipes of a document's nodes at their last run, for reasons. The longest unused ones may be dropped. */
  putHistory(document: string, recipes: Readonly<Record<string, Recipe>>): Promise<void>;
  history(document: string): Promise<Readonly<Record<string, Recipe>> | undefined>;
  putAsset(asset: StoredAsset): Promise<void>;
  getAsset(sha256: string): Promise<StoredAsset | undefined>;
  assetNames(): Promise<readonly string[]>;
  /** Deletes everything but assets and these values. */
  clearResults(keptValues: ReadonlySet<string>): Promise<void>;
}
