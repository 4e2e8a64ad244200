import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { EMBEDDED_MODELS } from '../../src/inference/manifest.ts';
import type { CacheStore } from '../../src/runtime/cache/cache-store.ts';
import { MemoryStore } from '../../src/runtime/cache/memory-store.ts';
import { type CacheOptions, ResultCache } from '../../src/runtime/cache/result-cache.ts';
import type { WorkflowDocument, WorkflowNode } from '../../src/runtime/document.ts';
import { AssetLibrary } from '../../src/runtime/engine/asset-library.ts';
import type { Clock } from '../../src/runtime/engine/clock.ts';
import { Engine, type EngineOptions } from '../../src/runtime/engine/engine.ts';
import { inProcessLanes } from '../../src/runtime/engine/in-process-lanes.ts';
import type { LaneHost } from '../../src/runtime/engine/lane.ts';
import type { PoolOptions } from '../../src/runtime/engine/lane-pool.ts';
import type { RunEvent, RunId } from '../../src/runtime/events.ts';
import type { Lane, NodeDeclaration } from '../../src/runtime/node.ts';
import type { RunRequest } from '../../src/runtime/plan.ts';
import { NodeRegistry } from '../../src/runtime/registry.ts';
import type { Value } from '../../src/values/value.ts';
import { testContext } from './run-context.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface TestEngineOptions {
  readonly store?: CacheStore;
  readonly cache?: CacheOptions;
  readonly sizes?: Readonly<Record<Lane, number>>;
  readonly lanes?: LaneHost;
  readonly pool?: PoolOptions;
  readonly clock?: Clock;
  readonly estimate?: EngineOptions['estimate'];
  readonly runMemoryBytes?: number;
  readonly chunkBytes?: number;
  /** False where thousands of nodes run again and again and nobody looks: memory that only fills is not the engine's. */
  readonly keepsEvents?: boolean;
}

/** How one run went. */
export interface FinishedRun {
  readonly id: RunId;
  readonly events: readonly RunEvent[];
  readonly outcome: 'done' | 'failed' | 'cancelled';
}

/** The engine in plain Node: whole workflows run without a browser, models and samples come from the checkout. */
export interface TestEngine {
  readonly engine: Engine;
  readonly cache: ResultCache;
  readonly store: CacheStore;
  /** Every event so far. */
  readonly events: readonly RunEvent[];
  /** Runs a document and resolves when it has ended. */
  run(document: WorkflowDocument, request?: RunRequest): Promise<FinishedRun>;
  /** Resolves when the run has ended. */
  ended(id: RunId): Promise<FinishedRun>;
  /** Stored value at `node.port`, or undefined. */
  output(document: WorkflowDocument, reference: string): Promise<Value | undefined>;
}

export async function openTestEngine(
  declarations: readonly NodeDeclaration[],
  options: TestEngineOptions = {},
): Promise<TestEngine> {
  const registry = new NodeRegistry(declarations);
  const store = options.store ?? new MemoryStore();
  const notices: { code: string; message: string }[] = [];
  const cache = await ResultCache.open(store, {
    onNotice: (code, message) => notices.push({ code, message }),
    ...options.cache,
  });
  const { readModel, hasGpu, threads } = testContext();
  const engine = new Engine({
    registry,
    store,
    cache,
    assets: new AssetLibrary(store, readPublicFile),
    lanes: options.lanes ?? inProcessLanes(registry, { readModel, hasGpu, threads }, options.sizes),
    modelHashes: new Map(EMBEDDED_MODELS.models.map((model) => [model.id, model.sha256])),
    takeNotices: () => notices.splice(0),
    ...(options.pool ? { pool: options.pool } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.runMemoryBytes ? { runMemoryBytes: options.runMemoryBytes } : {}),
    ...(options.chunkBytes ? { chunkBytes: options.chunkBytes } : {}),
    ...(options.estimate ? { estimate: options.estimate } : {}),
  });
  const events: RunEvent[] = [];
  const byRun = new Map<RunId, RunEvent[]>();
  const ends = new Map<RunId, FinishedRun['outcome']>();
  engine.subscribe((batch) => {
    for (const event of batch) {
      if (event.kind === 'run-ended') ends.set(event.run, event.outcome);
      if (options.keepsEvents === false) continue;
      events.push(event);
      const own = byRun.get(event.run);
      if (own) own.push(event);
      else byRun.set(event.run, [event]);
    }
  });
  const ended = (id: RunId) =>
    new Promise<FinishedRun>((resolve) => {
      const check = () => {
        const outcome = ends.get(id);
        if (!outcome) return;
        stop();
        resolve({ id, events: byRun.get(id) ?? [], outcome });
      };
      const stop = engine.subscribe(check);
      check();
    });
  return {
    engine,
    cache,
    store,
    events,
    ended,
    run: async (document, request = { mode: 'all' }) => ended(await engine.run(document, request)),
    output: async (document, reference) => {
      const [node = '', port = ''] = reference.split('.');
      const key = (await engine.plan(document)).nodes[node]?.key;
      return key === undefined ? undefined : (await engine.outputs(key))?.[port];
    },
  };
}

/** A document from nodes alone. */
export function workflow(nodes: Readonly<Record<string, WorkflowNode>>): WorkflowDocument {
  return { kineograph: 1, name: 'test', nodes, outputs: [] };
}

/** `node kind` of the events that tell a node's fate, sorted: `["a committed", "b cached"]`. */
export function fates(run: FinishedRun): string[] {
  const telling = ['committed', 'cached', 'failed', 'cancelled'];
  return run.events
    .flatMap((event) =>
      'node' in event && telling.includes(event.kind) ? `${event.node} ${event.kind}` : [],
    )
    .sort();
}

async function readPublicFile(path: string): Promise<Uint8Array | undefined> {
  return readFile(`${ROOT}public${path}`).then(
    (bytes) => new Uint8Array(bytes),
    () => undefined,
  );
}
