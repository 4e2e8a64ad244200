import type { Lease } from '../cache/lease.ts';
import type { CancelSignal } from './cancellation.ts';
import type { ComputationReport, NodeOutcome } from './computation.ts';
import { computeNode } from './compute-node.ts';
import type { Workshop } from './node-task.ts';
import type { RunWork, WorkflowRun } from './run.ts';
import { SharedComputation } from './shared-computation.ts';
import type { Standing } from './task-queue.ts';

/**
 * What a place further down its list costs in priority, ms: more than any path is long. So the first element reaches
 * the end of the graph before others are begun, and people see a whole result early.
 */
const LATER_ELEMENT = 1e9;

/** Everything that is computed now, by recipe key: runs that want the same key share one computation. */
export class Computations {
  readonly #workshop: Workshop;
  readonly #underWay = new Map<string, SharedComputation<WorkflowRun>>();

  constructor(workshop: Workshop) {
    this.#workshop = workshop;
  }

  /** Computes for a run, or joins it to who computes this already. */
  compute(run: WorkflowRun, work: RunWork, report: ComputationReport): Promise<NodeOutcome> {
    const { key } = work.recipe;
    const running = this.#underWay.get(key);
    if (running && !running.isAborted) {
      running.join(run, report);
      return running.outcome;
    }
    const shared: SharedComputation<WorkflowRun> = this.#begin(run, work, () => {
      if (this.#underWay.get(key) === shared) this.#underWay.delete(key);
    });
    this.#underWay.set(key, shared);
    shared.join(run, report);
    return shared.outcome;
  }

  /** The outcome under this key, while it is computed. */
  outcome(key: string): Promise<NodeOutcome> | undefined {
    return this.#underWay.get(key)?.outcome;
  }

  /** A run wants nothing any more; what nobody else wants ends. */
  leave(run: WorkflowRun): void {
    for (const computation of this.#underWay.values()) computation.leave(run, run.signal.reason);
  }

  #begin(run: WorkflowRun, { node, element, recipe, inputs, notices }: RunWork, onEnd: () => void) {
    const graphNode = run.plan.graph.nodes.get(node);
    const declaration = graphNode?.declaration;
    if (!declaration) throw new TypeError(`node ${node} has no declaration`);
    const compute = (signal: CancelSignal, lease: Lease, report: ComputationReport) =>
      computeNode(this.#workshop, {
        declaration,
        recipe,
        params: graphNode.params,
        element: declaration.elements
          ? { index: element ?? 0, count: graphNode.elements ?? 1 }
          : { index: 0, count: 1 },
        inputs,
        notices,
        standing: standingOf(run, node, element ?? 0),
        budget: run.budget,
        force: run.scope.forced.has(node),
        signal,
        lease,
        report,
      });
    const lease = this.#workshop.cache.lease({ storesLater: run.isDraft });
    return new SharedComputation<WorkflowRun>(lease, compute, onEnd);
  }
}

/** Within a run the first elements of lists go first, and then the longest way to the end. */
function standingOf({ id, scope, isBatch }: WorkflowRun, node: string, element: number): Standing {
  const expectedMs = scope.elementMs.get(node) ?? 0;
  const priority = (scope.remainingMs.get(node) ?? 0) - element * LATER_ELEMENT;
  return { run: id, isBatch, priority, expectedMs };
}
