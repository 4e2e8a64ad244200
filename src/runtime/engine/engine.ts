import { CHUNK_TARGET_BYTES } from '../../values/clip.ts';
import { WorkflowError } from '../../values/errors.ts';
import type { Value } from '../../values/value.ts';
import { assetParams } from '../asset-params.ts';
import type { CacheStore, ResultRecord } from '../cache/cache-store.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import type { WorkflowDocument } from '../document.ts';
import { identityOf } from '../document-identity.ts';
import type { RunEvent, RunId } from '../events.ts';
import type { Lane, NodeDeclaration } from '../node.ts';
import { DRAFT_PREFIX, elementId, type RunRequest } from '../plan.ts';
import { type PlannedWorkflow, planWorkflow } from '../plan-workflow.ts';
import type { NodeRegistry } from '../registry.ts';
import { isInside } from '../subgraph-type.ts';
import { buildGraph, type WorkflowGraph } from '../workflow-graph.ts';
import type { AssetLibrary } from './asset-library.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import type { NodeOutcome } from './computation.ts';
import { Computations } from './computations.ts';
import { storedOutcome } from './compute-node.ts';
import { EventStream } from './event-stream.ts';
import { expectedRunMs } from './expected-run.ts';
import { ExpectedWork } from './expected-work.ts';
import type { LaneHost } from './lane.ts';
import { LanePool, type PoolOptions } from './lane-pool.ts';
import { MachinePace } from './machine-pace.ts';
import { MemoryBudget } from './memory-budget.ts';
import { NodeCosts, outputBytesOf } from './node-costs.ts';
import type { Workshop } from './node-task.ts';
import { RecipeHistories } from './recipe-histories.ts';
import { WorkflowRun } from './run.ts';
import { RunOutlook } from './run-outlook.ts';
import type { EstimateWork } from './run-scope.ts';
import { warmLanes } from './warm-lanes.ts';

export interface EngineOptions {
  readonly registry: NodeRegistry;
  readonly store: CacheStore;
  readonly cache: ResultCache;
  readonly assets: AssetLibrary;
  readonly lanes: LaneHost;
  /** model id -> sha256, from the manifest */
  readonly modelHashes: ReadonlyMap<string, string>;
  /** Whether nodes that may draw on a real GPU have one; the lanes must agree. */
  readonly hasGpu?: boolean;
  readonly pool?: Omit<PoolOptions, 'clock'>;
  readonly clock?: Clock;
  /** Bytes of values and frames that one run may have under way: read, being made, or being stored. */
  readonly runMemoryBytes?: number;
  /** Size of the pieces in which clips are made and stored; small ones only in tests. */
  readonly chunkBytes?: number;
  /** How many times as long work takes here as on the machine of the declarations; see `MachinePace`. Default 1. */
  readonly pace?: number;
  /** What a node takes, ms, where that is known better than by what earlier runs taught: in simulations. */
  readonly estimate?: EstimateWork;
  /** What storage had to tell since the last call; passed on as `notice` events of the run. */
  readonly takeNotices?: () => readonly { readonly code: string; readonly message: string }[];
}

/** Default of {@link EngineOptions.runMemoryBytes}: some chunks for each of eight workers. */
const RUN_MEMORY_BYTES = 256 * 1024 ** 2;

/** Plans and runs workflows. Knows no browser: workers, storage and files are given to it. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #clock: Clock;
  readonly #events: EventStream;
  readonly #workshop: Workshop;
  readonly #runs = new Map<RunId, WorkflowRun>();
  readonly #computations: Computations;
  readonly #histories: RecipeHistories;
  #nextRun = 1;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { lanes, store, cache, assets, clock = SYSTEM_CLOCK } = options;
    this.#clock = clock;
    this.#events = new EventStream(clock);
    const pool = { ...options.pool, clock };
    const pools: Record<Lane, LanePool> = {
      gpu: new LanePool(lanes, 'gpu', pool),
      cpu: new LanePool(lanes, 'cpu', pool),
      codec: new LanePool(lanes, 'codec', pool),
    };
    this.#workshop = {
      cache,
      pools,
      clock,
      costs: new NodeCosts(new MachinePace(options.pace)),
      chunkBytes: options.chunkBytes ?? CHUNK_TARGET_BYTES,
      readAsset: (reference) => assets.read(reference),
    };
    this.#computations = new Computations(this.#workshop);
    this.#histories = new RecipeHistories(store, cache);
    this.#learnFromRecords();
  }

  /** See `EngineApi.plan`. */
  async plan(document: WorkflowDocument): Promise<PlannedWorkflow> {
    const { cache, assets, modelHashes, registry, hasGpu } = this.#options;
    const graph = buildGraph(document, registry);
    await assets.resolve(assetReferences(graph));
    const history = await this.#histories.of(document);
    const expected = this.#expectedWork(graph);
    const plan = planWorkflow(graph, {
      assetHash: (reference) => assets.hashOf(reference),
      modelHash: (id) => modelHashes.get(id),
      isStored: (key) => cache.has(key),
      lastRecipe: (id) => history.get(id),
      estimate: this.#options.estimate ?? expected.estimate.bind(expected),
      hasGpu,
    });
    await cache.pin(identityOf(document), pinnedKeys(plan));
    const workMs = (id: string) => plan.nodes[id]?.estimatedMs ?? 0;
    return { ...plan, expectedMs: expectedRunMs(plan, plan.order, workMs, this.#options.lanes.sizes) };
  }

  /** See `EngineApi.run`. @throws {WorkflowError} `unknown-target` */
  async run(document: WorkflowDocument, request: RunRequest): Promise<RunId> {
    const plan = await this.#planChecked(document);
    const targeted = {
      ...request,
      ...(request.targets ? { targets: targetsIn(plan.graph, request.targets) } : {}),
    };
    const id = `${request.draft ? DRAFT_PREFIX : 'run-'}${this.#nextRun++}`;
    const estimates = (): EstimateWork => {
      const expected = this.#expectedWork(plan.graph);
      return this.#options.estimate ?? ((node) => expected.estimate(node, 0, plan.recipes));
    };
    const run: WorkflowRun = new WorkflowRun(id, plan, targeted, this.#options.cache.lease(), {
      estimate: estimates(),
      expect: (workflowRun) => this.#expect(workflowRun),
      budget: new MemoryBudget(this.#options.runMemoryBytes ?? RUN_MEMORY_BYTES),
      stored: (workflowRun, key) => this.#stored(workflowRun, key),
      compute: (workflowRun, work, report) => this.#computations.compute(workflowRun, work, report),
      emit: (event) => this.#observe(event, run, identityOf(document), outlook),
      now: () => this.#clock.now(),
    });
    const outlook = new RunOutlook({ run, estimates, sizes: this.#options.lanes.sizes });
    this.#runs.set(id, run);
    warmLanes(run, this.#workshop.pools);
    // Begun in a later turn, so that the caller knows the id before the first event.
    this.#clock.after(0, () => void this.#perform(run, identityOf(document)));
    return id;
  }

  cancel(id: RunId): void {
    const run = this.#runs.get(id);
    if (!run) return;
    run.cancel();
    this.#computations.leave(run);
  }

  /** See `EngineApi.wantFrame`. */
  wantFrame(id: RunId, node: string, frame: number): void {
    const key = this.#runs.get(id)?.recipeOf(node)?.key;
    const outcome = key === undefined ? undefined : this.#computations.outcome(key);
    const want = ({ outputs }: NodeOutcome) => {
      for (const content of Object.values(outputs)) {
        if (content.kind === 'clip') content.clip.want([{ start: frame, end: frame + 1 }]);
      }
    };
    // A clip that cannot be prepared has no frames; its run tells why.
    outcome?.then(want, () => undefined);
  }

  subscribe(listener: (events: readonly RunEvent[]) => void): () => void {
    return this.#events.subscribe(listener);
  }

  outputs(key: string): Promise<Readonly<Record<string, Value>> | undefined> {
    return this.#options.cache.read(key);
  }

  /** RGBA frames of a clip's chunk. */
  async clipChunk(digest: string): Promise<Uint8ClampedArray | undefined> {
    const bytes = (await this.#options.cache.readBytes(digest))?.buffers[0];
    return bytes && new Uint8ClampedArray(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  dispose(): void {
    for (const pool of Object.values(this.#workshop.pools)) pool.dispose();
  }

  /** A plan whose stored results are really there: another tab may have evicted some. */
  async #planChecked(document: WorkflowDocument): Promise<PlannedWorkflow> {
    const plan = await this.plan(document);
    const stored = [...plan.recipes.values()].map((recipe) => recipe.key);
    const dropped = await this.#options.cache.dropMissing(stored);
    return dropped > 0 ? this.plan(document) : plan;
  }

  #stored(run: WorkflowRun, key: string) {
    const record = this.#options.cache.record(key);
    return record && this.#readStored(run, record);
  }

  async #readStored(run: WorkflowRun, record: ResultRecord) {
    const { cache } = this.#options;
    for (const digest in record.parts) run.lease.hold(digest, record.parts[digest] ?? 0);
    const outcome = await storedOutcome(cache, record);
    return outcome && { outcome, notices: record.notices };
  }

  /** Notes by which recipes results were made, before others hear of it. */
  #observe(event: RunEvent, run: WorkflowRun, document: string, outlook: RunOutlook): void {
    if (event.kind === 'committed' || event.kind === 'cached') {
      const id = elementId(event.node, event.element);
      const recipe = run.recipeOf(id);
      if (recipe) this.#histories.note(document, id, recipe);
    }
    for (const { code, message } of this.#options.takeNotices?.() ?? []) {
      this.#events.emit({ kind: 'notice', run: event.run, at: event.at, code, message });
    }
    this.#events.emit(event);
    const remainingMs = outlook.take(event);
    if (remainingMs === undefined) return;
    this.#events.emit({ kind: 'expected', run: event.run, at: event.at, remainingMs });
  }

  async #perform(run: WorkflowRun, document: string): Promise<void> {
    const { cache } = this.#options;
    try {
      await run.finish();
      await this.#histories.keep(document, run.plan.graph);
    } catch {
      // Reasons are a convenience; without room for them the next session says "never run".
    } finally {
      this.#runs.delete(run.id);
      await cache.touch([...run.plan.recipes.values()].map((recipe) => recipe.key));
      await run.lease.release();
    }
  }

  /** What earlier sessions measured, the newest last. */
  #learnFromRecords(): void {
    const { cache, registry } = this.#options;
    for (const record of [...cache.records()].sort((a, b) => a.lastUsed - b.lastUsed)) {
      const declaration = registry.get(record.type);
      if (!declaration || !record.work) continue;
      this.#workshop.costs.learn(declaration, record.work, record.ms, outputBytesOf(record));
    }
  }

  #expectedWork(graph: WorkflowGraph): ExpectedWork {
    const { costs, cache, pools } = this.#workshop;
    const isWarm = ({ lane, type }: NodeDeclaration) => pools[lane].isWarm(type);
    return new ExpectedWork({ graph, costs, cache, isWarm });
  }

  #expect({ plan, scope }: WorkflowRun): number {
    const due = (id: string) => {
      const planned = plan.nodes[id];
      const stored = planned?.estimatedMs ?? 0;
      const elements = planned?.elements?.length ?? 1;
      return scope.forced.has(id) ? (scope.elementMs.get(id) ?? 0) * elements : stored;
    };
    return expectedRunMs(plan, scope.nodes, due, this.#options.lanes.sizes);
  }
}

/** Nodes to run: an instance of a subgraph stands for all nodes in it. @throws {WorkflowError} `unknown-target` */
function targetsIn(graph: WorkflowGraph, targets: readonly string[]): string[] {
  return targets.flatMap((target) => {
    if (graph.nodes.has(target)) return [target];
    const inner = [...graph.nodes.keys()].filter((id) => isInside(id, target));
    if (inner.length > 0) return inner;
    throw new WorkflowError('unknown-target', `There is no node "${target}".`, 'Choose a node to run.');
  });
}

function assetReferences(graph: WorkflowGraph): Set<string> {
  const references = new Set<string>();
  for (const node of graph.nodes.values()) {
    for (const name of assetParams(node.declaration)) {
      if (node.params[name]) references.add(String(node.params[name]));
    }
  }
  return references;
}

function pinnedKeys(plan: PlannedWorkflow): Set<string> {
  const keys = new Set<string>();
  for (const id of plan.order) {
    const node = plan.nodes[id];
    if (node?.state === 'pinned' && node.key !== undefined) keys.add(node.key);
    for (const { state, key } of node?.elements ?? []) if (state === 'pinned') keys.add(key);
  }
  return keys;
}
