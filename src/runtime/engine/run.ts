import { KineographError, NodeError, reportError } from '../../values/errors.ts';
import type { Lease } from '../cache/lease.ts';
import type { NodeId } from '../document.ts';
import type { RunEvent, RunId } from '../events.ts';
import { type ElementSource, sourcesOf } from '../list-elements.ts';
import { elementId, type PlannedElement, type PlannedNode, type RunRequest } from '../plan.ts';
import type { PlannedWorkflow } from '../plan-workflow.ts';
import type { Recipe } from '../recipe.ts';
import { Cancellation, type CancelSignal } from './cancellation.ts';
import { type ComputationReport, InputLostError, type NodeOutcome } from './computation.ts';
import { ElementReport, type NodeEventBody } from './element-report.ts';
import { type GatheredInputs, gatherInputs, type ObtainedOutcome, UpstreamError } from './gather-inputs.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { type EstimateWork, type NodeElement, type RunScope, scopeOf } from './run-scope.ts';

/** What a run asks of the engine. */
export interface RunHost {
  /** A stored result, or undefined: at once when nothing is known of it. What it holds is kept for the run. */
  stored(
    run: WorkflowRun,
    key: string,
  ): Promise<{ readonly outcome: NodeOutcome; readonly notices: readonly string[] } | undefined> | undefined;
  /** Computes a node or one element of its list; what has the same key shares one computation. */
  compute(run: WorkflowRun, work: RunWork, report: ComputationReport): Promise<NodeOutcome>;
  emit(event: RunEvent): void;
  /** The engine's time, ms. */
  now(): number;
  readonly estimate: EstimateWork;
  readonly budget: MemoryBudget;
  /** How long the run will probably take, ms. */
  expect(run: WorkflowRun): number;
}

/** What a run wants computed. */
export interface RunWork extends Pick<GatheredInputs, 'inputs' | 'notices'> {
  readonly node: NodeId;
  /** Undefined of a node that gives a single value. */
  readonly element: number | undefined;
  readonly recipe: Recipe;
}

/** One run of a snapshot of a workflow. Every node is a promise that waits for those before it. */
export class WorkflowRun {
  readonly id: RunId;
  readonly plan: PlannedWorkflow;
  readonly scope: RunScope;
  readonly isBatch: boolean;
  /** What it makes is stored when it has ended. */
  readonly isDraft: boolean;
  readonly lease: Lease;
  /** What its tasks may have under way. */
  readonly budget: MemoryBudget;
  readonly #host: RunHost;
  readonly #cancellation = new Cancellation();
  /** By {@link elementId}. */
  readonly #outcomes = new Map<string, Promise<ObtainedOutcome>>();
  /** Elements that were asked for and have not ended. */
  readonly #open = new Set<NodeElement>();
  #endedAll: () => void = () => undefined;
  /** Elements whose end was told. */
  readonly #told = new Set<string>();
  /** Recipes other than planned: parts of a list are missing somewhere above. */
  readonly #changedRecipes = new Map<string, Recipe>();
  /** Forced nodes with equal recipes are computed once. */
  readonly #computedKeys = new Set<string>();
  #failed = false;

  constructor(id: RunId, plan: PlannedWorkflow, request: RunRequest, lease: Lease, host: RunHost) {
    this.id = id;
    this.plan = plan;
    this.lease = lease;
    this.budget = host.budget;
    this.#host = host;
    this.scope = scopeOf(plan, request, host.estimate);
    this.isBatch = request.urgency === 'batch';
    this.isDraft = request.draft ?? false;
  }

  get signal(): CancelSignal {
    return this.#cancellation;
  }

  /** The recipe by which an element was really made. */
  recipeOf(id: string): Recipe | undefined {
    return this.#changedRecipes.get(id) ?? this.plan.recipes.get(id);
  }

  cancel(): void {
    const reason = new KineographError('cancelled', 'The run was cancelled.', 'Run again to continue.');
    this.#cancellation.abort(reason);
    const open = [...this.#open];
    this.#open.clear();
    for (const element of open) this.#tellEnd(element, reason);
    this.#endedAll();
  }

  /** Resolves when every node of the run has ended, one way or another; on cancel without waiting for workers. */
  async finish(): Promise<void> {
    const started = this.#host.now();
    const { id: run, scope } = this;
    const expectedMs = this.#host.expect(this);
    this.#host.emit({ kind: 'run-started', run, at: started, nodes: scope.nodes, expectedMs });
    await this.#endAll(scope.wanted);
    const outcome = this.signal.aborted ? 'cancelled' : this.#failed ? 'failed' : 'done';
    const at = this.#host.now();
    this.#host.emit({ kind: 'run-ended', run, at, outcome, ms: at - started });
  }

  /** Asks for these elements, and resolves when they and all that they asked for have ended. */
  #endAll(wanted: readonly NodeElement[]): Promise<void> {
    return new Promise((resolve) => {
      this.#endedAll = resolve;
      for (const element of wanted) {
        if (this.signal.aborted) this.#tellEnd(element, this.signal.reason);
        else void this.#outcome(element);
      }
      if (this.#open.size === 0) resolve();
    });
  }

  #outcome(element: NodeElement): Promise<ObtainedOutcome> {
    const id = elementId(element.node, element.element);
    return this.#outcomes.get(id) ?? this.#begin(element, id);
  }

  readonly #outcomeOf = ({ id, node, element }: ElementSource): Promise<ObtainedOutcome> =>
    this.#outcomes.get(id) ?? this.#begin(element === undefined ? { node } : { node, element }, id);

  #begin(element: NodeElement, id: string): Promise<ObtainedOutcome> {
    const outcome = this.#obtain(element, id);
    this.#outcomes.set(id, outcome);
    this.#open.add(element);
    const fail = (error: unknown) => this.#end(element, { error });
    outcome.then(({ growing }) => {
      if (growing) growing.then(() => this.#end(element), fail);
      else this.#end(element);
    }, fail);
    return outcome;
  }

  #end(element: NodeElement, failure?: { readonly error: unknown }): void {
    // A cancelled run has told of all ends already.
    if (!this.#open.delete(element)) return;
    if (failure) this.#tellEnd(element, failure.error);
    if (this.#open.size === 0) this.#endedAll();
  }

  /** @param id its {@link elementId} */
  #obtain(element: NodeElement, id: string): Promise<ObtainedOutcome> {
    const planned = this.#planned(element);
    const recipe = this.plan.recipes.get(id);
    if (this.signal.aborted) return Promise.reject(this.signal.reason);
    if (!planned || !recipe) return Promise.reject(this.#blockError(element.node));
    const make = () =>
      planned.state === 'pinned' ? pinnedLost() : this.#make(element, recipe, planned.reasons[0]);
    const finding = this.#findStored(element, recipe.key);
    return finding ? finding.then((stored) => stored ?? make()) : make();
  }

  /** Computes it of what enters, which is asked for first. */
  async #make(element: NodeElement, planned: Recipe, reason?: string): Promise<ObtainedOutcome> {
    // Asking for what enters asks for what enters that: a long chain does not fit on the stack at once.
    await undefined;
    let isSecond = false;
    for (;;) {
      const gathered = await this.#gather(element);
      this.signal.throwIfAborted();
      const recipe = gathered.recipe(planned);
      const stored = recipe === planned ? undefined : await this.#takeOther(element, recipe);
      if (stored) return stored;
      try {
        const outcome = await this.#compute(element, recipe, gathered, reason);
        return obtained(outcome, recipe.key, gathered);
      } catch (error) {
        const cause = blame(error, gathered);
        // A value that was evicted or damaged behind our back is computed anew by its producer, once.
        if (!(cause instanceof InputLostError) || isSecond) throw cause;
        isSecond = true;
        const producer = gathered.producerOf(cause.port);
        if (producer) this.#outcomes.delete(producer.id);
      }
    }
  }

  #planned({ node, element }: NodeElement): PlannedNode | PlannedElement | undefined {
    const planned = this.plan.nodes[node];
    return element === undefined ? planned : planned?.elements?.[element];
  }

  #blockError(id: NodeId): KineographError {
    const node = this.plan.graph.nodes.get(id);
    const because = this.plan.nodes[id]?.reasons.join(' ') || 'It cannot run.';
    const inputs = [...(node?.inputs.values() ?? [])];
    const ownFault = (node?.problems.length ?? 0) > 0;
    const isUpstreamBlocked = inputs.some((address) => this.plan.nodes[address.node]?.key === undefined);
    if (isUpstreamBlocked && !ownFault) return new UpstreamError(because);
    return new NodeError('blocked', because, 'Correct this, then run again.');
  }

  /** At once where nothing is stored. */
  #findStored(element: NodeElement, key: string): Promise<ObtainedOutcome | undefined> | undefined {
    if (this.scope.forced.has(element.node) && !this.#computedKeys.has(key)) return undefined;
    const finding = this.#host.stored(this, key);
    return finding && this.#takeStored(element, key, finding);
  }

  async #takeStored(
    element: NodeElement,
    key: string,
    finding: NonNullable<ReturnType<RunHost['stored']>>,
  ): Promise<ObtainedOutcome | undefined> {
    const stored = await finding;
    if (!stored) return undefined;
    this.#tell(element, { kind: 'cached', key, how: 'recipe', notices: stored.notices });
    return { key, ...stored.outcome };
  }

  #gather({ node: id, element = 0 }: NodeElement): Promise<GatheredInputs> {
    const { graph } = this.plan;
    const node = graph.nodes.get(id);
    if (!node) throw new TypeError(`no node ${id}`);
    return gatherInputs(node, sourcesOf(graph, node, element), this.#outcomeOf, this.signal);
  }

  /** Parts of a list are missing somewhere above: what is made of the others may be stored. */
  async #takeOther(element: NodeElement, recipe: Recipe): Promise<ObtainedOutcome | undefined> {
    this.#changedRecipes.set(elementId(element.node, element.element), recipe);
    return this.#findStored(element, recipe.key);
  }

  #compute(
    element: NodeElement,
    recipe: Recipe,
    { inputs, notices }: GatheredInputs,
    reason = 'asked for',
  ): Promise<NodeOutcome> {
    this.#computedKeys.add(recipe.key);
    this.#tell(element, { kind: 'queued', reason });
    const work = { node: element.node, element: element.element, recipe, inputs, notices };
    return this.#host.compute(this, work, this.#report(element, recipe.key));
  }

  #report(element: NodeElement, key: string): ComputationReport {
    const lane = this.plan.graph.nodes.get(element.node)?.declaration?.lane ?? 'cpu';
    return new ElementReport((body) => this.#tell(element, body), key, lane);
  }

  /** A cancelled run tells nothing of computations that go on for others. */
  #tell(element: NodeElement, body: NodeEventBody): void {
    if (this.signal.aborted) return;
    const { node, element: index } = element;
    const at = this.#host.now();
    const common =
      index === undefined ? { run: this.id, at, node } : { run: this.id, at, node, element: index };
    // Of bodies of many forms V8 takes thirty times as long to make an object by two spreads.
    this.#host.emit(Object.assign(common, body) as RunEvent);
  }

  #tellEnd(element: NodeElement, error: unknown): void {
    const id = elementId(element.node, element.element);
    if (this.#told.has(id)) return;
    this.#told.add(id);
    const common = { run: this.id, at: this.#host.now(), ...element };
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

function pinnedLost(): Promise<never> {
  return Promise.reject(
    new NodeError('pinned-lost', 'Its pinned result is gone.', 'Unpin the node, then run again.'),
  );
}

function obtained({ outputs, growing }: NodeOutcome, key: string, gathered: GatheredInputs): ObtainedOutcome {
  const blamed = growing?.catch((error: unknown) => Promise.reject(blame(error, gathered)));
  blamed?.catch(() => undefined);
  return { outputs, growing: blamed, key };
}

/** A node whose clip broke off while it was reading is not at fault itself. */
function blame(error: unknown, gathered: GatheredInputs): unknown {
  for (const [slot, content] of Object.entries(gathered.inputs)) {
    if (content.kind !== 'clip' || !content.clip.failed) continue;
    return new UpstreamError(`"${gathered.producerOf(slot)?.node}" before it failed.`, { cause: error });
  }
  return error;
}
