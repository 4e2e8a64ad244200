import type { RunEvent } from '../events.ts';
import type { Lane, NodeDeclaration } from '../node.ts';
import type { GraphNode } from '../workflow-graph.ts';
import { expectedRunMs } from './expected-run.ts';
import type { WorkflowRun } from './run.ts';
import type { EstimateWork } from './run-scope.ts';

/** The rest of a run is estimated anew at most this often, ms: it asks after every node. */
const INTERVAL_MS = 1_000;
/** A stage that got so far tells by its own pace what is left of it. */
const TELLING_FRACTION = 0.1;

interface OutlookOptions {
  readonly run: WorkflowRun;
  /** Estimates as of now. */
  readonly estimates: () => EstimateWork;
  readonly sizes: Readonly<Record<Lane, number>>;
}

/**
 * How long the rest of a run will take, told while it goes on: what has finished showed how fast this machine is today,
 * how large the pictures are, and what is under way shows its own pace.
 */
export class RunOutlook {
  readonly #options: OutlookOptions;
  /** How many elements of a node have ended. */
  readonly #ended = new Map<string, number>();
  readonly #startedAt = new Map<string, number>();
  readonly #fractions = new Map<string, number>();
  /** What a node's finished pieces took of their workers, ms. */
  readonly #workedMs = new Map<string, number>();
  #toldAt: number | undefined;

  constructor(options: OutlookOptions) {
    this.#options = options;
  }

  /** @returns expected ms until the run ends, when it is time to tell */
  take(event: RunEvent): number | undefined {
    this.#note(event);
    this.#toldAt ??= event.at;
    if (event.kind === 'run-ended' || event.at - this.#toldAt < INTERVAL_MS) return undefined;
    this.#toldAt = event.at;
    return this.#remainingMs(event.at);
  }

  #note(event: RunEvent): void {
    switch (event.kind) {
      case 'started':
        if (!this.#startedAt.has(event.node)) this.#startedAt.set(event.node, event.at);
        return;
      case 'progress':
        this.#fractions.set(event.node, event.fraction);
        return;
      case 'task':
        this.#workedMs.set(event.node, (this.#workedMs.get(event.node) ?? 0) + event.at - event.startedAt);
        return;
      case 'committed':
      case 'cached':
      case 'failed':
      case 'cancelled':
        this.#ended.set(event.node, (this.#ended.get(event.node) ?? 0) + 1);
        return;
      default:
    }
  }

  #remainingMs(now: number): number {
    const { run, estimates, sizes } = this.#options;
    const { plan, scope } = run;
    const estimate = estimates();
    const workMs = (id: string) => {
      const node = plan.graph.nodes.get(id);
      const state = plan.nodes[id]?.state;
      const isDue = scope.forced.has(id) || state === 'new' || state === 'stale';
      if (!node || !isDue) return 0;
      const left = (node.elements ?? 1) - (this.#ended.get(id) ?? 0);
      return left <= 0 ? 0 : this.#elementMs(node, estimate(node), now) + (left - 1) * estimate(node);
    };
    return expectedRunMs(plan, scope.nodes, workMs, sizes);
  }

  /** What is left of a single value's work, or of one element's. */
  #elementMs(node: GraphNode, expectedMs: number, now: number): number {
    const startedAt = this.#startedAt.get(node.id);
    const { declaration } = node;
    if (startedAt === undefined || !declaration || node.elements !== undefined) return expectedMs;
    const fraction = this.#fractions.get(node.id) ?? 0;
    // Whoever reads a clip that is being made waits for it: only its own share of the work is known.
    if (!declaration.framewise && readsClip(declaration)) return expectedMs * (1 - fraction);
    const doneMs = declaration.framewise ? (this.#workedMs.get(node.id) ?? 0) : now - startedAt;
    if (fraction >= TELLING_FRACTION) return (doneMs / fraction) * (1 - fraction);
    return Math.max(0, expectedMs - doneMs);
  }
}

function readsClip({ inputs }: NodeDeclaration): boolean {
  return Object.values(inputs).some(({ type }) => type === 'Clip');
}
