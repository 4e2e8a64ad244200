import type { Value } from '../../values/value.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import type { ResultCache } from '../cache/result-cache.ts';
import type { NodeId, WorkflowDocument } from '../document.ts';
import type { RunEvent, RunId } from '../events.ts';
import type { Lane } from '../node.ts';
import type { RunRequest } from '../plan.ts';
import { type PlannedWorkflow, planWorkflow } from '../plan-workflow.ts';
import type { Recipe } from '../recipe.ts';
import type { NodeRegistry } from '../registry.ts';
import { buildGraph, type GraphNode, type WorkflowGraph } from '../workflow-graph.ts';
import type { AssetLibrary } from './asset-library.ts';
import type { ComputationReport, NodeOutcome, PortContent } from './computation.ts';
import { computeNode, storedOutcome, type Workshop } from './compute-node.ts';
import { EventStream } from './event-stream.ts';
import type { LaneHost } from './lane.ts';
import { LanePool, type PoolOptions } from './lane-pool.ts';
import { WorkflowRun } from './run.ts';

export interface EngineOptions {
  readonly registry: NodeRegistry;
  readonly store: CacheStore;
  readonly cache: ResultCache;
  readonly assets: AssetLibrary;
  readonly lanes: LaneHost;
  /** model id -> sha256, from the manifest */
  readonly modelHashes: ReadonlyMap<string, string>;
  readonly pool?: PoolOptions;
  /** What storage had to tell since the last call; passed on as `notice` events of the run. */
  readonly takeNotices?: () => readonly { readonly code: string; readonly message: string }[];
}

/** A computation that goes on, shared by everybody who wants its key. */
interface SharedComputation {
  readonly outcome: Promise<NodeOutcome>;
  readonly reports: ComputationReport[];
  readonly runs: Set<WorkflowRun>;
  readonly controller: AbortController;
}

/** Plans and runs workflows. Knows no browser: workers, storage and files are given to it. */
export class Engine {
  readonly #options: EngineOptions;
  readonly #events = new EventStream();
  readonly #workshop: Workshop;
  readonly #runs = new Map<RunId, WorkflowRun>();
  readonly #computations = new Map<string, SharedComputation>();
  readonly #histories = new Map<string, Map<NodeId, Recipe>>();
  /** node type -> typical compute time, learned, ms */
  readonly #costs = new Map<string, number>();
  #nextRun = 1;

  constructor(options: EngineOptions) {
    this.#options = options;
    const { lanes, pool, cache, store, assets } = options;
    const pools: Record<Lane, LanePool> = {
      gpu: new LanePool(lanes, 'gpu', pool),
      cpu: new LanePool(lanes, 'cpu', pool),
      codec: new LanePool(lanes, 'codec', pool),
    };
    this.#workshop = { cache, store, pools, readAsset: (reference) => assets.read(reference) };
  }

  /** See `EngineApi.plan`. */
  async plan(document: WorkflowDocument): Promise<PlannedWorkflow> {
    const graph = buildGraph(document, this.#options.registry);
    await this.#options.assets.resolve(assetReferences(graph));
    const history = await this.#history(document.name);
    return planWorkflow(graph, {
      assetHash: (reference) => this.#options.assets.hashOf(reference),
      modelHash: (id) => this.#options.modelHashes.get(id),
      isStored: (key) => this.#options.cache.has(key),
      lastRecipe: (node) => history.get(node),
      estimate: (node) => this.#estimate(node),
    });
  }

  /** See `EngineApi.run`. */
  async run(document: WorkflowDocument, request: RunRequest): Promise<RunId> {
    const plan = await this.plan(document);
    const id = `run-${this.#nextRun++}`;
    const run = new WorkflowRun(id, plan, request, {
      stored: (key) => this.#stored(key),
      compute: (workflowRun, node, inputs, report) => this.#compute(workflowRun, node, inputs, report),
      emit: (event) => this.#observe(event, plan, document.name),
    });
    this.#runs.set(id, run);
    // Begun in a later turn, so that the caller knows the id before the first event.
    setTimeout(() => void run.finish().finally(() => this.#end(run, document.name)), 0);
    return id;
  }

  cancel(id: RunId): void {
    const run = this.#runs.get(id);
    if (!run) return;
    run.cancel();
    for (const computation of this.#computations.values()) {
      computation.runs.delete(run);
      if (computation.runs.size === 0) computation.controller.abort(run.signal.reason);
    }
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

  async #stored(key: string) {
    const record = this.#options.cache.record(key);
    const outcome = record && (await storedOutcome(this.#options.cache, record));
    return record && outcome ? { outcome, notices: record.notices } : undefined;
  }

  #compute(
    run: WorkflowRun,
    node: NodeId,
    inputs: ReadonlyMap<string, PortContent>,
    report: ComputationReport,
  ): Promise<NodeOutcome> {
    const recipe = run.plan.recipes.get(node);
    const graphNode = run.plan.graph.nodes.get(node);
    if (!recipe || !graphNode?.declaration) throw new TypeError(`node ${node} has no recipe`);
    const running = this.#computations.get(recipe.key);
    if (running && !running.controller.signal.aborted) {
      running.reports.push(report);
      running.runs.add(run);
      return running.outcome;
    }
    const controller = new AbortController();
    const reports = [report];
    const outcome = computeNode(this.#workshop, {
      declaration: graphNode.declaration,
      recipe,
      params: graphNode.params,
      inputs,
      priority: run.priorities.get(node) ?? 0,
      force: run.forced.has(node),
      signal: controller.signal,
      report: fanOut(reports),
    });
    const shared: SharedComputation = { outcome, reports, runs: new Set([run]), controller };
    this.#computations.set(recipe.key, shared);
    void this.#releaseWhenDone(recipe.key, shared);
    return outcome;
  }

  async #releaseWhenDone(key: string, shared: SharedComputation): Promise<void> {
    try {
      await (await shared.outcome).complete;
    } catch {
      // Told to everybody who watches.
    } finally {
      if (this.#computations.get(key) === shared) this.#computations.delete(key);
    }
  }

  /** Learns from events before they go out. */
  #observe(event: RunEvent, plan: PlannedWorkflow, document: string): void {
    if (event.kind === 'committed' || event.kind === 'cached') {
      const recipe = plan.recipes.get(event.node);
      if (recipe) this.#histories.get(document)?.set(event.node, recipe);
    }
    if (event.kind === 'committed') {
      const type = plan.graph.nodes.get(event.node)?.declaration?.type;
      const known = type === undefined ? undefined : this.#costs.get(type);
      if (type !== undefined) this.#costs.set(type, known === undefined ? event.ms : (known + event.ms) / 2);
    }
    for (const { code, message } of this.#options.takeNotices?.() ?? []) {
      this.#events.emit({ kind: 'notice', run: event.run, at: event.at, code, message });
    }
    this.#events.emit(event);
  }

  async #end(run: WorkflowRun, document: string): Promise<void> {
    this.#runs.delete(run.id);
    const history = this.#histories.get(document);
    if (history)
      await this.#options.store.putHistory(document, Object.fromEntries(history)).catch(() => undefined);
    const keys = [...run.plan.recipes.values()].map((recipe) => recipe.key);
    await this.#options.cache.touch(keys.filter((key) => this.#options.cache.has(key)));
  }

  async #history(document: string): Promise<Map<NodeId, Recipe>> {
    const known = this.#histories.get(document);
    if (known) return known;
    const stored = (await this.#options.store.history(document)) ?? {};
    const history = new Map(Object.entries(stored));
    this.#histories.set(document, history);
    return history;
  }

  #estimate(node: GraphNode): number {
    const { declaration } = node;
    return declaration ? (this.#costs.get(declaration.type) ?? declaration.typicalMs) : 0;
  }
}

function assetReferences(graph: WorkflowGraph): Set<string> {
  const references = new Set<string>();
  for (const node of graph.nodes.values()) {
    for (const [name, spec] of Object.entries(node.declaration?.params ?? {})) {
      if (spec.kind === 'asset' && node.params[name]) references.add(String(node.params[name]));
    }
  }
  return references;
}

function fanOut(reports: readonly ComputationReport[]): ComputationReport {
  return {
    started: () => {
      for (const report of reports) report.started();
    },
    progress: (fraction, note) => {
      for (const report of reports) report.progress(fraction, note);
    },
    committed: (ms, bytes, notices) => {
      for (const report of reports) report.committed(ms, bytes, notices);
    },
    cutOff: (notices) => {
      for (const report of reports) report.cutOff(notices);
    },
  };
}
