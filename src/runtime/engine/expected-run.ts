import type { NodeId } from '../document.ts';
import type { Lane } from '../node.ts';
import type { PlannedWorkflow } from '../plan-workflow.ts';
import type { GraphNode } from '../workflow-graph.ts';

type LaneSizes = Readonly<Record<Lane, number>>;

/** A node's part in a run. */
interface Share {
  readonly node: GraphNode;
  readonly lane: Lane;
  /** Over all workers. */
  readonly workMs: number;
  /** On as many workers as it can use. */
  readonly ownMs: number;
  /** When it can begin at the earliest: the longest chain that leads to it. */
  readonly headMs: number;
  /** The longest chain that follows it. */
  tailMs: number;
}

/**
 * How long a run will probably take, ms: no shorter than its longest chain, than the work of a lane with what must come
 * before the first and after the last of it (heads and tails of one machine: Carlier, EJOR 11, 1982), and than all work
 * over the machine's cores. Schedules come within some tenths of that (docs/decisions/0013-scheduling.md).
 *
 * @param nodes what is computed, inputs first @param workMs expected work of a node, of a list that of all elements
 * @param sizes workers by lane; those of `cpu` are as many as the machine has cores
 */
export function expectedRunMs(
  plan: PlannedWorkflow,
  nodes: Iterable<NodeId>,
  workMs: (node: NodeId) => number,
  sizes: LaneSizes,
): number {
  const shares = sharesOf(plan, nodes, workMs, sizes);
  let longest = 0;
  let all = 0;
  const lanes: Record<Lane, { ms: number; headMs: number; tailMs: number }> = {
    gpu: { ms: 0, headMs: Number.POSITIVE_INFINITY, tailMs: Number.POSITIVE_INFINITY },
    cpu: { ms: 0, headMs: Number.POSITIVE_INFINITY, tailMs: Number.POSITIVE_INFINITY },
    codec: { ms: 0, headMs: Number.POSITIVE_INFINITY, tailMs: Number.POSITIVE_INFINITY },
  };
  for (const { lane: name, workMs: ms, ownMs, headMs, tailMs } of shares) {
    longest = Math.max(longest, headMs + ownMs + tailMs);
    all += ms;
    const lane = lanes[name];
    // What takes no time, because it is stored or trivial, is not what a lane waits for.
    if (ms <= 0) continue;
    lane.ms += ms;
    lane.headMs = Math.min(lane.headMs, headMs);
    lane.tailMs = Math.min(lane.tailMs, tailMs);
  }
  for (const name of ['gpu', 'cpu', 'codec'] as const) {
    const { ms, headMs, tailMs } = lanes[name];
    if (ms > 0) longest = Math.max(longest, headMs + ms / sizes[name] + tailMs);
  }
  return Math.max(longest, all / sizes.cpu);
}

/** Inputs first. */
function sharesOf(
  plan: PlannedWorkflow,
  nodes: Iterable<NodeId>,
  workMs: (node: NodeId) => number,
  sizes: LaneSizes,
): readonly Share[] {
  const shares = new Map<NodeId, Share>();
  for (const id of nodes) {
    const node = plan.graph.nodes.get(id);
    const lane = node?.declaration?.lane;
    if (!node || !lane) continue;
    const ms = workMs(id);
    // Ranges of frames and elements of lists are worked on by all workers of the lane.
    const width = node.declaration?.framewise ? sizes[lane] : Math.min(node.elements ?? 1, sizes[lane]);
    let headMs = 0;
    for (const { node: source } of node.inputs.values()) {
      const before = shares.get(source);
      if (before) headMs = Math.max(headMs, before.headMs + before.ownMs);
    }
    shares.set(id, { node, lane, workMs: ms, ownMs: ms / width, headMs, tailMs: 0 });
  }
  const inOrder = [...shares.values()];
  for (let index = inOrder.length - 1; index >= 0; index--) {
    const share = inOrder[index] as Share;
    for (const { node: source } of share.node.inputs.values()) {
      const before = shares.get(source);
      if (before) before.tailMs = Math.max(before.tailMs, share.ownMs + share.tailMs);
    }
  }
  return inOrder;
}
