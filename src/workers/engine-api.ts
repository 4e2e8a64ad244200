import type { CacheCheck, CacheCollection, CacheInventory } from '../runtime/cache/cache-inventory.ts';
import type { WorkflowDocument } from '../runtime/document.ts';
import type { RunEvent, RunId } from '../runtime/events.ts';
import type { Plan, RunRequest } from '../runtime/plan.ts';
import type { Outline } from '../values/outline.ts';
import type { Value } from '../values/value.ts';

/**
 * What a page may ask of the engine, which lives in a worker of its own so that planning, storage and
 * scheduling never block the page. Editor and headless host use the same interface (over Comlink).
 */
export interface EngineApi {
  /** Fresh/stale state, reasons and estimates of every node; about 10 ms for 1,000 nodes. */
  plan(document: WorkflowDocument): Promise<Plan>;
  /**
   * Starts a run of the document as it is now; later edits do not touch it. Resolves at once with its id;
   * what happens is told by events.
   * @throws {WorkflowError} when the document cannot be planned at all.
   */
  run(document: WorkflowDocument, request: RunRequest): Promise<RunId>;
  /** Stops a run; finished stages stay cached. */
  cancel(run: RunId): Promise<void>;
  /** A frame of a clip that the run is rendering is looked at: it and what follows are made before other frames. */
  wantFrame(run: RunId, node: string, frame: number): Promise<void>;
  /** Calls the listener with batches of events in order. Returns a function that ends it. */
  subscribe(listener: (events: readonly RunEvent[]) => void): Promise<() => void>;
  /** All outputs of the node under this recipe key by port, or undefined when not stored. Clips come without pixels. */
  outputs(key: string): Promise<Readonly<Record<string, Value>> | undefined>;
  /** The same without pixels: all that a page needs to know of what a worker paints for it. */
  outlines(key: string): Promise<Readonly<Record<string, Outline>> | undefined>;
  /** Serves a {@link PictureSource} on a port, for a worker that paints for the page. */
  servePictures(port: MessagePort): Promise<void>;
  /** Stores a file from the user and returns its reference (`asset:<sha256>`). @throws {MediaError | StorageError} */
  putAsset(file: {
    readonly name: string;
    readonly mediaType: string;
    readonly bytes: Uint8Array;
  }): Promise<AssetInfo>;
  /** @throws {StorageError} `asset-missing` */
  readAsset(
    reference: string,
  ): Promise<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>;
  assetInfo(reference: string): Promise<AssetInfo | undefined>;
  /** What the machine offers, for notices and the status bar. */
  capabilities(): Promise<EngineCapabilities>;
  cacheStatistics(): Promise<{
    readonly bytes: number;
    readonly limitBytes: number;
    readonly results: number;
  }>;
  /** Deletes all results (never assets or drafts). */
  clearCache(): Promise<void>;
  /** What the cache holds, by node type, and what the browser would give it. */
  cacheInventory(): Promise<StoredInventory>;
  /** Reads every stored value and compares it with its digest; damaged results are forgotten. */
  verifyCache(): Promise<CacheCheck>;
  /** Deletes what nothing refers to and evicts down to so many bytes (default: the cache's own bound). */
  collectCache(toBytes?: number): Promise<CacheCollection>;
}

/** The cache's inventory and the browser's own count for this origin. */
export interface StoredInventory extends CacheInventory {
  /** Photos and other files that the user brought. */
  readonly assets: number;
  /** Bytes that the browser counts for this origin, and grants it; undefined when it does not tell. */
  readonly usedBytes: number | undefined;
  readonly quotaBytes: number | undefined;
}

export interface AssetInfo {
  /** `asset:<sha256>` or `sample:<name>` */
  readonly reference: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface EngineCapabilities {
  /** A real, non-fallback WebGPU adapter is there. */
  readonly gpu: boolean;
  /** SharedArrayBuffer is available. */
  readonly isolated: boolean;
  readonly cpuWorkers: number;
  /** False when the browser refuses storage (private mode): results live in RAM only. */
  readonly persistent: boolean;
}
