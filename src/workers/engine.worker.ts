import * as Comlink from 'comlink';
import { NODE_DECLARATIONS } from '../nodes/index.ts';
import type { CacheStore } from '../runtime/cache/cache-store.ts';
import { IndexedDbStore } from '../runtime/cache/indexeddb-store.ts';
import { MemoryStore } from '../runtime/cache/memory-store.ts';
import { ResultCache } from '../runtime/cache/result-cache.ts';
import type { WorkflowDocument } from '../runtime/document.ts';
import { AssetLibrary } from '../runtime/engine/asset-library.ts';
import { Engine } from '../runtime/engine/engine.ts';
import { measurePace } from '../runtime/engine/machine-pace.ts';
import type { RunEvent } from '../runtime/events.ts';
import type { Plan, RunRequest } from '../runtime/plan.ts';
import { NodeRegistry } from '../runtime/registry.ts';
import { reportError } from '../values/errors.ts';
import { outlinesOf } from '../values/outline.ts';
import { servedPath } from '../values/served-path.ts';
import { browserLanes } from './browser-lanes.ts';
import type { EngineReply, EngineWorkerApi, PictureSource } from './engine-worker-api.ts';
import { movedCopy } from './move-values.ts';
import { modelManifest } from './read-model.ts';
import { joinCacheUsers, sweepCache } from './sole-user.ts';

/** Parts that the engine worker puts together once. */
interface Assembly {
  readonly engine: Engine;
  readonly cache: ResultCache;
  readonly store: CacheStore;
  readonly assets: AssetLibrary;
  readonly hasGpu: boolean;
  readonly cpuWorkers: number;
}

/** Bound of the results when there is no disk: they share the page's memory. */
const MEMORY_CACHE_BYTES = 512 * 1024 ** 2;

/** Values kept in RAM take at most this, and at most this share of the device's memory. */
const RAM_CACHE_BYTES = 128 * 1024 ** 2;
const RAM_CACHE_SHARE = 1 / 16;
/** The same for what a run has under way. */
const RUN_RAM_BYTES = 256 * 1024 ** 2;
const RUN_RAM_SHARE = 1 / 16;

const REST_MS = 15;

interface EngineNotice {
  readonly code: string;
  readonly message: string;
}

type TakeNotice = (code: string, message: string) => void;

const assembly = assemble();

async function assemble(): Promise<Assembly> {
  const notices: EngineNotice[] = [];
  const onNotice = (code: string, message: string) => notices.push({ code, message });
  const [{ store, cache }, hasGpu, models, pace] = await Promise.all([
    openCache(onNotice),
    hasRealGpu(),
    readModelList(onNotice),
    measurePace(() => performance.now(), rest),
  ]);
  const assets = new AssetLibrary(store, fetchOwnFile);
  const lanes = browserLanes({ hasGpu, cores: navigator.hardwareConcurrency || 1 });
  const engine = new Engine({
    registry: new NodeRegistry(NODE_DECLARATIONS),
    store,
    cache,
    assets,
    lanes,
    hasGpu,
    modelHashes: new Map(models.map((model) => [model.id, model.sha256])),
    takeNotices: () => notices.splice(0),
    runMemoryBytes: ramForRuns(),
    pace,
  });
  return { engine, cache, store, assets, hasGpu, cpuWorkers: lanes.sizes.cpu };
}

/** Between looks at the machine, which are taken while storage opens. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, REST_MS));
}

/** The browser's own storage; where it is refused, RAM. */
async function openCache(onNotice: TakeNotice): Promise<{ store: CacheStore; cache: ResultCache }> {
  try {
    return await joinCacheUsers(async (alone) => {
      const store = await IndexedDbStore.open();
      const ramLimitBytes = ramForValues();
      return { store, cache: await ResultCache.open(store, { onNotice, sweep: alone, ramLimitBytes }) };
    });
  } catch (error) {
    const { code, message, remedy } = reportError(error);
    onNotice(code, `${message} ${remedy}`);
    const store = new MemoryStore();
    const diskLimitBytes = MEMORY_CACHE_BYTES;
    return { store, cache: await ResultCache.open(store, { onNotice, diskLimitBytes }) };
  }
}

/** Browsers that do not tell their memory count as having 4 GB. */
function deviceBytes(): number {
  const { deviceMemory = 4 } = navigator as { deviceMemory?: number };
  return deviceMemory * 1024 ** 3;
}

function ramForValues(): number {
  return Math.min(RAM_CACHE_BYTES, deviceBytes() * RAM_CACHE_SHARE);
}

function ramForRuns(): number {
  return Math.min(RUN_RAM_BYTES, deviceBytes() * RUN_RAM_SHARE);
}

/** Without the list everything but the nodes that use models still works; those say what is missing. */
async function readModelList(onNotice: TakeNotice): ReturnType<typeof modelManifest> {
  try {
    return await modelManifest();
  } catch (error) {
    const { code, message, remedy } = reportError(error);
    onNotice(code, `${message} ${remedy}`);
    return [];
  }
}

/** A software adapter is far slower than WASM, so it does not count. */
async function hasRealGpu(): Promise<boolean> {
  try {
    const adapter = await navigator.gpu?.requestAdapter();
    return adapter !== null && adapter !== undefined && !adapter.info.isFallbackAdapter;
  } catch {
    return false;
  }
}

async function fetchOwnFile(path: string): Promise<Uint8Array | undefined> {
  const response = await fetch(servedPath(path.replace(/^\//, '')));
  // A host that answers unknown paths with its page must not pass that page for a photo.
  if (!response.ok || response.headers.get('Content-Type')?.startsWith('text/html')) return undefined;
  return new Uint8Array(await response.arrayBuffer());
}

/** Errors keep code and remedy on their way to the page. */
async function reply<T>(work: (parts: Assembly) => Promise<T> | T): Promise<EngineReply<T>> {
  try {
    return { ok: true, value: await work(await assembly) };
  } catch (error) {
    return { ok: false, error: reportError(error) };
  }
}

const pictures: PictureSource = {
  outputs: async (key) => movedCopy(await reply(({ engine }) => engine.outputs(key))),
  clipChunk: async (digest) => {
    // A copy that moves: canvases refuse shared memory, and what is in the cache stays there.
    const answer = await reply(async ({ engine }) => (await engine.clipChunk(digest))?.slice());
    return answer.ok && answer.value ? Comlink.transfer(answer, [answer.value.buffer]) : answer;
  },
};

const api: EngineWorkerApi = {
  outputs: pictures.outputs,
  outlines: async (key) =>
    movedCopy(
      await reply(async ({ engine }) => {
        const values = await engine.outputs(key);
        return values && outlinesOf(values);
      }),
    ),
  plan: (document: WorkflowDocument) => reply(async ({ engine }) => publicPlan(await engine.plan(document))),
  run: (document: WorkflowDocument, request: RunRequest) =>
    reply(({ engine }) => engine.run(document, request)),
  cancel: (run) => reply(({ engine }) => engine.cancel(run)),
  wantFrame: (run, node, frame) => reply(({ engine }) => engine.wantFrame(run, node, frame)),
  subscribe: (listener: (events: readonly RunEvent[]) => void) =>
    reply(({ engine }) => {
      engine.subscribe((events) => listener(events));
    }),
  servePictures: (port) => reply(() => Comlink.expose(pictures, port)),
  putAsset: (file) =>
    reply(async ({ assets }) => {
      const reference = await assets.put(file);
      return { reference, name: file.name, mediaType: file.mediaType, bytes: file.bytes.byteLength };
    }),
  readAsset: (reference) => reply(({ assets }) => assets.read(reference)),
  assetInfo: (reference) =>
    reply(async ({ assets }) => {
      const asset = await assets.read(reference).catch(() => undefined);
      return (
        asset && { reference, name: asset.name, mediaType: asset.mediaType, bytes: asset.bytes.byteLength }
      );
    }),
  capabilities: () =>
    reply(({ hasGpu, cpuWorkers, store }) => ({
      gpu: hasGpu,
      isolated: self.crossOriginIsolated,
      cpuWorkers,
      persistent: store.persistent,
    })),
  cacheStatistics: () =>
    reply(({ cache }) => ({ bytes: cache.bytes, limitBytes: cache.limitBytes, results: cache.count })),
  clearCache: () => reply(({ cache }) => cache.clear()),
  cacheInventory: () =>
    reply(async ({ cache, store }) => {
      const estimate = await navigator.storage?.estimate().catch(() => undefined);
      const { usage: usedBytes, quota: quotaBytes } = estimate ?? {};
      return { ...cache.inventory(), assets: (await store.assetNames()).length, usedBytes, quotaBytes };
    }),
  verifyCache: () => reply(({ cache }) => cache.verify()),
  collectCache: (toBytes) =>
    reply(({ cache, store }) => sweepCache((alone) => cache.collect(alone || !store.persistent, toBytes))),
};

function publicPlan({ nodes, order, expectedMs = 0 }: Plan): Plan {
  return { nodes, order, expectedMs };
}

Comlink.expose(api);
