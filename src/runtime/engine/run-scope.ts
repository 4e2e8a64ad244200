import type { NodeId } from '../document.ts';
import { elementsOf } from '../list-elements.ts';
import type { RunRequest } from '../plan.ts';
import { downstreamOf, type PlannedWorkflow, upstreamOf } from '../plan-workflow.ts';
import type { GraphNode } from '../workflow-graph.ts';

/** A node, or one element of the list that it gives. */
export interface NodeElement {
  readonly node: NodeId;
  readonly element?: number;
}

/** Which nodes a run is about. */
export interface RunScope {
  /** Where the run begins to ask: elements of these nodes. */
  readonly wanted: readonly NodeElement[];
  /** Everything that may be needed for that, inputs first. */
  readonly nodes: readonly NodeId[];
  /** Computed even when their results are stored. */
  readonly forced: ReadonlySet<NodeId>;
  /** Expected ms of one element of each node that is computed; nothing for what is stored. */
  readonly elementMs: ReadonlyMap<NodeId, number>;
  /** Expected ms from the start of each node to the end of the longest chain below it. */
  readonly remainingMs: ReadonlyMap<NodeId, number>;
}

/** What one element of a node costs, ms, also when it is stored already. */
export type EstimateWork = (node: GraphNode) => number;

/** Works out what a request means for a plan. Targets that do not exist are left out. */
export function scopeOf(plan: PlannedWorkflow, request: RunRequest, estimate: EstimateWork): RunScope {
  const forced = forcedNodes(plan, request);
  const targets = targetsOf(plan, request);
  const scope = upstreamOf(plan.graph, targets);
  const nodes = plan.order.filter((id) => scope.has(id));
  const whole = new Set(targets);
  const wanted: NodeElement[] = [];
  for (const id of nodes) {
    // A blocked node asks for nothing, but what feeds it is wanted as far as it goes.
    if (isBlocked(plan, id)) for (const { node } of inputsOf(plan, id)) whole.add(node);
  }
  for (const id of nodes) {
    const node = plan.graph.nodes.get(id);
    if (!node) continue;
    for (const element of isBlocked(plan, id) ? [undefined] : elementsOf(node)) {
      // Stored nodes upstream of stored ones are not needed, but people want to see them as done.
      const isStored = isDone(plan, id, element) && !forced.has(id);
      if (whole.has(id) || isStored)
        wanted.push(element === undefined ? { node: id } : { node: id, element });
    }
  }
  const elementMs = elementTimes(plan, nodes, forced, estimate);
  return { wanted, nodes, forced, elementMs, remainingMs: remainingPaths(plan, nodes, elementMs) };
}

function isBlocked(plan: PlannedWorkflow, id: NodeId): boolean {
  return plan.nodes[id]?.state === 'blocked';
}

function isDone(plan: PlannedWorkflow, id: NodeId, element: number | undefined): boolean {
  const planned = plan.nodes[id];
  const state = (element === undefined ? planned : planned?.elements?.[element])?.state;
  return state === 'fresh' || state === 'pinned';
}

function inputsOf(plan: PlannedWorkflow, id: NodeId) {
  return plan.graph.nodes.get(id)?.inputs.values() ?? [];
}

/** The request's targets, or everything that nothing else uses; bypassed nodes have no result to ask for. */
function targetsOf(plan: PlannedWorkflow, request: RunRequest): NodeId[] {
  const isActive = (id: NodeId) => plan.graph.nodes.get(id)?.bypassed === false;
  const asked = (request.targets ?? []).filter(isActive);
  if (request.mode === 'to' || request.mode === 'only') return asked;
  const used = new Set<NodeId>();
  for (const id of plan.order.filter(isActive)) {
    for (const { node } of inputsOf(plan, id)) used.add(node);
  }
  const candidates = request.mode === 'from' ? downstreamOf(plan.graph, request.targets ?? []) : plan.order;
  // Nodes on a circle use each other; as blocked ones they are asked all the same, so that the run tells of them.
  return [...candidates].filter(
    (id) => isActive(id) && (!used.has(id) || plan.nodes[id]?.state === 'blocked'),
  );
}

/** Pinned nodes keep their results even then. */
function forcedNodes(plan: PlannedWorkflow, request: RunRequest): ReadonlySet<NodeId> {
  const named = namedForForce(plan, request);
  return new Set([...named].filter((id) => plan.nodes[id]?.state !== 'pinned'));
}

function namedForForce(plan: PlannedWorkflow, request: RunRequest): Iterable<NodeId> {
  if (request.mode === 'from') return downstreamOf(plan.graph, request.targets ?? []);
  if (request.mode === 'only') return request.targets ?? [];
  if (!request.force) return [];
  return request.mode === 'to' ? (request.targets ?? []) : plan.order;
}

/** Elements of a list do not wait for each other: the longest counts. */
function elementTimes(
  plan: PlannedWorkflow,
  nodes: readonly NodeId[],
  forced: ReadonlySet<NodeId>,
  estimate: EstimateWork,
): ReadonlyMap<NodeId, number> {
  const times = new Map<NodeId, number>();
  for (const id of nodes) {
    const node = plan.graph.nodes.get(id);
    const planned = plan.nodes[id];
    if (!node || !planned || planned.state === 'blocked') continue;
    let longest = 0;
    for (const { estimatedMs } of planned.elements ?? [planned]) longest = Math.max(longest, estimatedMs);
    times.set(id, longest === 0 && forced.has(id) ? estimate(node) : longest);
  }
  return times;
}

function remainingPaths(
  plan: PlannedWorkflow,
  nodes: readonly NodeId[],
  elementMs: ReadonlyMap<NodeId, number>,
): ReadonlyMap<NodeId, number> {
  const below = new Map<NodeId, number>();
  const paths = new Map<NodeId, number>();
  for (const id of [...nodes].reverse()) {
    const path = (elementMs.get(id) ?? 0) + (below.get(id) ?? 0);
    paths.set(id, path);
    for (const { node } of inputsOf(plan, id)) below.set(node, Math.max(below.get(node) ?? 0, path));
  }
  return paths;
}
