import { KineographError, NodeError, reportError } from '../../values/errors.ts';
import type { NodeId } from '../document.ts';
import type { RunEvent, RunId } from '../events.ts';
import type { RunRequest } from '../plan.ts';
import { downstreamOf, type PlannedWorkflow, upstreamOf } from '../plan-workflow.ts';
import type { ComputationReport, NodeOutcome, PortContent } from './computation.ts';

/** What a run asks of the engine. */
export interface RunHost {
  /** A stored result, or undefined. */
  stored(
    key: string,
  ): Promise<{ readonly outcome: NodeOutcome; readonly notices: readonly string[] } | undefined>;
  /** Computes a node; nodes with the same key share one computation. */
  compute(
    run: WorkflowRun,
    node: NodeId,
    inputs: ReadonlyMap<string, PortContent>,
    report: ComputationReport,
  ): Promise<NodeOutcome>;
  emit(event: RunEvent): void;
}

/** Something upstream failed, so this node was not run. */
class UpstreamError extends KineographError {}

/** One run of a snapshot of a workflow. Every node is a promise that waits for those before it. */
export class WorkflowRun {
  readonly id: RunId;
  readonly plan: PlannedWorkflow;
  readonly forced: ReadonlySet<NodeId>;
  readonly priorities: ReadonlyMap<NodeId, number>;
  readonly #host: RunHost;
  readonly #scope: ReadonlySet<NodeId>;
  readonly #targets: readonly NodeId[];
  readonly #controller = new AbortController();
  readonly #outcomes = new Map<NodeId, Promise<NodeOutcome>>();
  #failed = false;

  constructor(id: RunId, plan: PlannedWorkflow, request: RunRequest, host: RunHost) {
    this.id = id;
    this.plan = plan;
    this.#host = host;
    const targets = targetsOf(plan, request);
    this.#targets = targets;
    this.#scope = upstreamOf(plan.graph, targets);
    this.forced = forcedNodes(plan, request);
    this.priorities = remainingPaths(plan, this.#scope);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    this.#controller.abort(
      new KineographError('cancelled', 'The run was cancelled.', 'Run again to continue.'),
    );
  }

  /** Resolves when every node of the run has ended, one way or another. */
  async finish(): Promise<void> {
    const started = performance.now();
    const { id: run } = this;
    const nodes = this.plan.order.filter((id) => this.#scope.has(id));
    this.#host.emit({ kind: 'run-started', run, at: started, nodes });
    // Stored nodes upstream of stored ones are not needed, but people want to see them as done.
    const wanted = nodes.filter((id) => this.#targets.includes(id) || this.#isStored(id));
    await Promise.all(wanted.map((id) => this.#settle(id)));
    const outcome = this.signal.aborted ? 'cancelled' : this.#failed ? 'failed' : 'done';
    const at = performance.now();
    this.#host.emit({ kind: 'run-ended', run, at, outcome, ms: at - started });
  }

  async #settle(id: NodeId): Promise<void> {
    try {
      await (await this.#outcome(id)).complete;
    } catch {
      // Told by an event where it happened.
    }
  }

  #isStored(id: NodeId): boolean {
    const state = this.plan.nodes[id]?.state;
    return (state === 'fresh' || state === 'pinned') && !this.forced.has(id);
  }

  #outcome(id: NodeId): Promise<NodeOutcome> {
    const known = this.#outcomes.get(id);
    if (known) return known;
    const outcome = this.#execute(id);
    this.#outcomes.set(id, outcome);
    outcome.catch(() => undefined);
    return outcome;
  }

  async #execute(id: NodeId): Promise<NodeOutcome> {
    try {
      const key = this.plan.nodes[id]?.key;
      if (key !== undefined && this.#isStored(id)) {
        const stored = await this.#host.stored(key);
        if (stored) {
          const { notices } = stored;
          this.#host.emit({
            kind: 'cached',
            run: this.id,
            at: performance.now(),
            node: id,
            key,
            how: 'recipe',
            notices,
          });
          return stored.outcome;
        }
      }
      const outcome = await this.#compute(id);
      outcome.complete.catch((error: unknown) => this.#tell(id, error));
      return outcome;
    } catch (error) {
      this.#tell(id, error);
      throw error;
    }
  }

  async #compute(id: NodeId): Promise<NodeOutcome> {
    const planned = this.plan.nodes[id];
    const node = this.plan.graph.nodes.get(id);
    const inputs = await this.#gatherInputs(id);
    this.signal.throwIfAborted();
    if (!planned || !node || planned.key === undefined) {
      const reasons = planned?.reasons ?? [];
      throw new NodeError('blocked', reasons.join(' ') || 'It cannot run.', 'Correct this, then run again.');
    }
    const { id: run } = this;
    const emit = (event: RunEvent) => this.#host.emit(event);
    const now = () => performance.now();
    const key = planned.key;
    emit({ kind: 'queued', run, at: now(), node: id, reason: planned.reasons[0] ?? 'asked for' });
    let hasStarted = false;
    return this.#host.compute(this, id, inputs, {
      started: () => {
        if (hasStarted) return;
        hasStarted = true;
        emit({ kind: 'started', run, at: now(), node: id, lane: node.declaration?.lane ?? 'cpu' });
      },
      progress: (fraction, note) =>
        emit({
          kind: 'progress',
          run,
          at: now(),
          node: id,
          fraction,
          ...(note === undefined ? {} : { note }),
        }),
      committed: (ms, bytes, notices) =>
        emit({ kind: 'committed', run, at: now(), node: id, key, ms, bytes, notices }),
      cutOff: (notices) => emit({ kind: 'cached', run, at: now(), node: id, key, how: 'cutoff', notices }),
    });
  }

  /** @throws {UpstreamError} when a node before it failed */
  async #gatherInputs(id: NodeId): Promise<ReadonlyMap<string, PortContent>> {
    const inputs = new Map<string, PortContent>();
    const node = this.plan.graph.nodes.get(id);
    const gathering = [...(node?.inputs ?? [])].map(async ([port, address]) => {
      const content = await this.#readOutput(address.node, address.port);
      const optional = node?.declaration?.inputs[port]?.optional === true;
      if (content) inputs.set(port, content);
      else if (!optional)
        throw new UpstreamError('upstream', `"${address.node}" gave no ${address.port}.`, 'Check that node.');
    });
    await Promise.all(gathering);
    return inputs;
  }

  async #readOutput(node: NodeId, port: string): Promise<PortContent | undefined> {
    try {
      return (await this.#outcome(node)).outputs.get(port);
    } catch (cause) {
      if (this.signal.aborted) throw cause;
      throw new UpstreamError('upstream', `"${node}" before it failed.`, 'Mend that node first.', { cause });
    }
  }

  #tell(id: NodeId, error: unknown): void {
    const common = { run: this.id, at: performance.now(), node: id };
    if (this.signal.aborted) {
      this.#host.emit({ kind: 'cancelled', ...common, because: 'The run was cancelled.' });
      return;
    }
    this.#failed = true;
    if (error instanceof UpstreamError)
      this.#host.emit({ kind: 'cancelled', ...common, because: error.message });
    else this.#host.emit({ kind: 'failed', ...common, error: reportError(error) });
  }
}

/** Where a run begins to ask: its targets, or everything that nothing else uses. */
function targetsOf(plan: PlannedWorkflow, request: RunRequest): NodeId[] {
  const asked = (request.targets ?? []).filter((id) => plan.graph.nodes.has(id));
  if (request.mode === 'to' || request.mode === 'only') return asked;
  const used = new Set<NodeId>();
  for (const node of plan.graph.nodes.values())
    for (const address of node.inputs.values()) used.add(address.node);
  const candidates = request.mode === 'from' ? downstreamOf(plan.graph, asked) : plan.graph.nodes.keys();
  return [...candidates].filter((id) => !used.has(id) && !plan.graph.nodes.get(id)?.bypassed);
}

function forcedNodes(plan: PlannedWorkflow, request: RunRequest): ReadonlySet<NodeId> {
  if (request.mode === 'from') return downstreamOf(plan.graph, request.targets ?? []);
  if (request.mode === 'only') return new Set(request.targets);
  if (!request.force) return new Set();
  return new Set(request.mode === 'to' ? request.targets : plan.order);
}

/** Expected milliseconds from the start of each node to the end of the longest chain below it. */
function remainingPaths(plan: PlannedWorkflow, scope: ReadonlySet<NodeId>): ReadonlyMap<NodeId, number> {
  const below = new Map<NodeId, number>();
  const paths = new Map<NodeId, number>();
  for (const id of [...plan.order].reverse()) {
    if (!scope.has(id)) continue;
    const path = (plan.nodes[id]?.estimatedMs ?? 0) + (below.get(id) ?? 0);
    paths.set(id, path);
    for (const { node } of plan.graph.nodes.get(id)?.inputs.values() ?? []) {
      below.set(node, Math.max(below.get(node) ?? 0, path));
    }
  }
  return paths;
}
