import type { NodeId } from '../document.ts';
import type { Lane } from '../node.ts';
import type { PlannedWorkflow } from '../plan-workflow.ts';

/**
 * How long a run will probably take, ms: no shorter than its longest chain, and than its work over the workers there
 * are. Schedules come within some tenths of that (docs/decisions/0013-scheduling.md).
 *
 * @param nodes what is computed, inputs first @param workMs expected work of a node, of a list that of all elements
 * @param sizes workers by lane; those of `cpu` are as many as the machine has cores
 */
export function expectedRunMs(
  plan: PlannedWorkflow,
  nodes: Iterable<NodeId>,
  workMs: (node: NodeId) => number,
  sizes: Readonly<Record<Lane, number>>,
): number {
  const ends = new Map<NodeId, number>();
  const work: Record<Lane, number> = { gpu: 0, cpu: 0, codec: 0 };
  let longest = 0;
  for (const id of nodes) {
    const node = plan.graph.nodes.get(id);
    const lane = node?.declaration?.lane;
    if (!node || !lane) continue;
    const ms = workMs(id);
    work[lane] += ms;
    // Ranges of frames and elements of lists are worked on by all workers of the lane.
    const width = node.declaration?.framewise ? sizes[lane] : Math.min(node.elements ?? 1, sizes[lane]);
    let start = 0;
    for (const { node: source } of node.inputs.values()) start = Math.max(start, ends.get(source) ?? 0);
    const end = start + ms / width;
    ends.set(id, end);
    longest = Math.max(longest, end);
  }
  const { gpu, cpu, codec } = work;
  return Math.max(
    longest,
    gpu / sizes.gpu,
    cpu / sizes.cpu,
    codec / sizes.codec,
    (gpu + cpu + codec) / sizes.cpu,
  );
}
