import type { Lane, NodeDeclaration } from '../node.ts';
import type { LanePool } from './lane-pool.ts';
import type { WorkflowRun } from './run.ts';

/** Workers start and load code while the first nodes run; each takes some 100 ms until it is of use. */
export function warmLanes(run: WorkflowRun, pools: Readonly<Record<Lane, LanePool>>): void {
  const due: Record<Lane, Set<NodeDeclaration>> = { gpu: new Set(), cpu: new Set(), codec: new Set() };
  for (const declaration of dueTypes(run)) due[declaration.lane].add(declaration);
  for (const lane of ['gpu', 'cpu', 'codec'] as const) {
    const types = [...due[lane]];
    if (types.length === 0) continue;
    // Ranges of frames keep all workers busy; other nodes may well follow one another.
    const workers = types.some(({ framewise }) => framewise) ? pools[lane].size : 1;
    pools[lane].warm([...new Set(types.map(({ type }) => type))], workers);
  }
}

/** Of all nodes that are not stored yet. */
function* dueTypes({ plan, scope }: WorkflowRun): Iterable<NodeDeclaration> {
  for (const id of scope.nodes) {
    const isStored = plan.nodes[id]?.state === 'fresh' && !scope.forced.has(id);
    const declaration = isStored ? undefined : plan.graph.nodes.get(id)?.declaration;
    if (declaration) yield declaration;
  }
}
