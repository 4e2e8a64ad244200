import type { NodeId } from '../document.ts';
import type { RunRequest } from '../plan.ts';
import { downstreamOf, type PlannedWorkflow, upstreamOf } from '../plan-workflow.ts';

/** Which nodes a run is about. */
export interface RunScope {
  /** Where the run begins to ask. */
  readonly wanted: ReadonlySet<NodeId>;
  /** Everything that may be needed for that, inputs first. */
  readonly nodes: readonly NodeId[];
  /** Computed even when their results are stored. */
  readonly forced: ReadonlySet<NodeId>;
  /** Expected ms from the start of each node to the end of the longest chain below it. */
  readonly remainingMs: ReadonlyMap<NodeId, number>;
}

/** Works out what a request means for a plan. Targets that do not exist are left out. */
export function scopeOf(plan: PlannedWorkflow, request: RunRequest): RunScope {
  const forced = forcedNodes(plan, request);
  const targets = targetsOf(plan, request);
  const scope = upstreamOf(plan.graph, targets);
  const nodes = plan.order.filter((id) => scope.has(id));
  const wanted = new Set(targets);
  for (const id of nodes) {
    const state = plan.nodes[id]?.state;
    // Stored nodes upstream of stored ones are not needed, but people want to see them as done.
    if ((state === 'fresh' || state === 'pinned') && !forced.has(id)) wanted.add(id);
    // A blocked node asks for nothing, but what feeds it is wanted as far as it goes.
    if (state === 'blocked') for (const { node } of inputsOf(plan, id)) wanted.add(node);
  }
  return { wanted, nodes, forced, remainingMs: remainingPaths(plan, nodes) };
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

function remainingPaths(plan: PlannedWorkflow, nodes: readonly NodeId[]): ReadonlyMap<NodeId, number> {
  const below = new Map<NodeId, number>();
  const paths = new Map<NodeId, number>();
  for (const id of [...nodes].reverse()) {
    const path = (plan.nodes[id]?.estimatedMs ?? 0) + (below.get(id) ?? 0);
    paths.set(id, path);
    for (const { node } of inputsOf(plan, id)) below.set(node, Math.max(below.get(node) ?? 0, path));
  }
  return paths;
}
