import { KineographError, NodeError, reportError } from '../../values/errors.ts';
import type { Lease } from '../cache/lease.ts';
import type { NodeId } from '../document.ts';
import type { RunEvent, RunId } from '../events.ts';
import type { PlannedNode, RunRequest } from '../plan.ts';
import type { PlannedWorkflow } from '../plan-workflow.ts';
import type { GraphNode } from '../workflow-graph.ts';
import { type ComputationReport, InputLostError, type NodeOutcome, type PortContent } from './computation.ts';
import { type RunScope, scopeOf } from './run-scope.ts';
import { SuddenEnd } from './sudden-end.ts';

/** What a run asks of the engine. */
export interface RunHost {
  /** A stored result, or undefined. What it holds is kept for the run. */
  stored(
    run: WorkflowRun,
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
class UpstreamError extends KineographError {
  constructor(because: string, options?: ErrorOptions) {
    super('upstream', because, 'Mend that node first.', options);
  }
}

type NodeEventBody<E = Extract<RunEvent, { node: string }>> = E extends RunEvent
  ? Omit<E, 'run' | 'at' | 'node'>
  : never;

/** One run of a snapshot of a workflow. Every node is a promise that waits for those before it. */
export class WorkflowRun {
  readonly id: RunId;
  readonly plan: PlannedWorkflow;
  readonly scope: RunScope;
  readonly lease: Lease;
  readonly #host: RunHost;
  readonly #controller = new AbortController();
  readonly #outcomes = new Map<NodeId, Promise<NodeOutcome>>();
  readonly #settling: Promise<void>[] = [];
  readonly #end = new SuddenEnd();
  /** Nodes whose end was told. */
  readonly #told = new Set<NodeId>();
  /** Forced nodes with equal recipes are computed once. */
  readonly #computedKeys = new Set<string>();
  #failed = false;

  constructor(id: RunId, plan: PlannedWorkflow, request: RunRequest, lease: Lease, host: RunHost) {
    this.id = id;
    this.plan = plan;
    this.lease = lease;
    this.#host = host;
    this.scope = scopeOf(plan, request);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    const reason = new KineographError('cancelled', 'The run was cancelled.', 'Run again to continue.');
    this.#controller.abort(reason);
    this.#end.come(reason);
  }

  /** Resolves when every node of the run has ended, one way or another; on cancel without waiting for workers. */
  async finish(): Promise<void> {
    const started = performance.now();
    const { id: run, scope } = this;
    this.#host.emit({ kind: 'run-started', run, at: started, nodes: scope.nodes });
    for (const id of scope.wanted) this.#outcome(id);
    // Nodes start others while they are waited for.
    for (let index = 0; index < this.#settling.length; index++) await this.#settling[index];
    const outcome = this.signal.aborted ? 'cancelled' : this.#failed ? 'failed' : 'done';
    const at = performance.now();
    this.#host.emit({ kind: 'run-ended', run, at, outcome, ms: at - started });
  }

  #outcome(id: NodeId): Promise<NodeOutcome> {
    const known = this.#outcomes.get(id);
    if (known) return known;
    const outcome = this.#end.guard(this.#obtain(id));
    this.#outcomes.set(id, outcome);
    this.#settling.push(this.#settle(id, outcome));
    return outcome;
  }

  async #settle(id: NodeId, execution: Promise<NodeOutcome>): Promise<void> {
    try {
      const outcome = await execution;
      await this.#end.guard(outcome.complete);
    } catch (error) {
      this.#tellEnd(id, error);
    }
  }

  async #obtain(id: NodeId): Promise<NodeOutcome> {
    const planned = this.plan.nodes[id];
    const node = this.plan.graph.nodes.get(id);
    if (!planned || !node || planned.key === undefined) throw this.#blockError(planned, node);
    const stored = await this.#findStored(id, planned.key);
    if (stored) return stored;
    if (planned.state === 'pinned') {
      throw new NodeError('pinned-lost', 'Its pinned result is gone.', 'Unpin the node, then run again.');
    }
    try {
      return await this.#compute(id, node, planned);
    } catch (error) {
      if (!(error instanceof InputLostError)) throw error;
      // The value was evicted or damaged behind our back: its producer computes it anew, once.
      const producer = node.inputs.get(error.port)?.node;
      if (producer !== undefined) this.#outcomes.delete(producer);
      return this.#compute(id, node, planned);
    }
  }

  #blockError(planned: PlannedNode | undefined, node: GraphNode | undefined): KineographError {
    const because = planned?.reasons.join(' ') || 'It cannot run.';
    const inputs = [...(node?.inputs.values() ?? [])];
    const ownFault = (node?.problems.length ?? 0) > 0;
    const isUpstreamBlocked = inputs.some((address) => this.plan.nodes[address.node]?.key === undefined);
    if (isUpstreamBlocked && !ownFault) return new UpstreamError(because);
    return new NodeError('blocked', because, 'Correct this, then run again.');
  }

  async #findStored(id: NodeId, key: string): Promise<NodeOutcome | undefined> {
    if (this.scope.forced.has(id) && !this.#computedKeys.has(key)) return undefined;
    const stored = await this.#host.stored(this, key);
    if (!stored) return undefined;
    this.#tell(id, { kind: 'cached', key, how: 'recipe', notices: stored.notices });
    return stored.outcome;
  }

  async #compute(id: NodeId, node: GraphNode, planned: PlannedNode): Promise<NodeOutcome> {
    const inputs = await this.#gatherInputs(node);
    this.signal.throwIfAborted();
    const key = planned.key ?? '';
    this.#computedKeys.add(key);
    this.#tell(id, { kind: 'queued', reason: planned.reasons[0] ?? 'asked for' });
    try {
      const outcome = await this.#host.compute(this, id, inputs, this.#report(id, node, key));
      const complete = outcome.complete.catch((error: unknown) => Promise.reject(blame(error, node, inputs)));
      complete.catch(() => undefined);
      return { outputs: outcome.outputs, complete };
    } catch (error) {
      throw blame(error, node, inputs);
    }
  }

  #report(id: NodeId, node: GraphNode, key: string): ComputationReport {
    let hasStarted = false;
    const lane = node.declaration?.lane ?? 'cpu';
    return {
      started: () => {
        if (!hasStarted) this.#tell(id, { kind: 'started', lane });
        hasStarted = true;
      },
      progress: (fraction, note) =>
        this.#tell(id, { kind: 'progress', fraction, ...(note === undefined ? {} : { note }) }),
      committed: (ms, bytes, notices) => this.#tell(id, { kind: 'committed', key, ms, bytes, notices }),
      cutOff: (notices) => this.#tell(id, { kind: 'cached', key, how: 'cutoff', notices }),
    };
  }

  /** @throws {UpstreamError} when a node before it failed */
  async #gatherInputs(node: GraphNode): Promise<ReadonlyMap<string, PortContent>> {
    const entries = [...node.inputs].map(async ([port, address]) => {
      const content = await this.#readOutput(address.node, address.port);
      const optional = node.declaration?.inputs[port]?.optional === true;
      if (!content && !optional) throw new UpstreamError(`"${address.node}" gave no ${address.port}.`);
      return [port, content] as const;
    });
    const inputs = new Map<string, PortContent>();
    for (const [port, content] of await Promise.all(entries)) if (content) inputs.set(port, content);
    return inputs;
  }

  async #readOutput(node: NodeId, port: string): Promise<PortContent | undefined> {
    try {
      return (await this.#outcome(node)).outputs.get(port);
    } catch (cause) {
      if (this.signal.aborted) throw cause;
      throw new UpstreamError(`"${node}" before it failed.`, { cause });
    }
  }

  /** A cancelled run tells nothing of computations that go on for others. */
  #tell(node: NodeId, body: NodeEventBody): void {
    if (this.signal.aborted) return;
    this.#host.emit({ ...body, run: this.id, at: performance.now(), node } as RunEvent);
  }

  #tellEnd(node: NodeId, error: unknown): void {
    if (this.#told.has(node)) return;
    this.#told.add(node);
    const common = { run: this.id, at: performance.now(), node };
    if (this.signal.aborted) {
      this.#host.emit({ kind: 'cancelled', ...common, because: 'The run was cancelled.' });
      return;
    }
    this.#failed = true;
    if (error instanceof UpstreamError) {
      this.#host.emit({ kind: 'cancelled', ...common, because: error.message });
    } else this.#host.emit({ kind: 'failed', ...common, error: reportError(error) });
  }
}

/** A node whose clip broke off while it was reading is not at fault itself. */
function blame(error: unknown, node: GraphNode, inputs: ReadonlyMap<string, PortContent>): unknown {
  for (const [port, content] of inputs) {
    if (content.kind !== 'clip' || !content.clip.failed) continue;
    return new UpstreamError(`"${node.inputs.get(port)?.node}" before it failed.`, { cause: error });
  }
  return error;
}
