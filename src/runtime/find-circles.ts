import type { NodeId } from './document.ts';

/**
 * Nodes that are part of a circle, by Tarjan's strongly connected components (SIAM J. Comput. 1, 1972), without
 * recursion because documents may be long chains. O(nodes + edges).
 * @param next the neighbours of a node, all of them among `nodes`; either direction of the edges will do
 */
export function findCircles(
  nodes: Iterable<NodeId>,
  next: (node: NodeId) => readonly NodeId[],
): ReadonlySet<NodeId> {
  const circles = new Set<NodeId>();
  const index = new Map<NodeId, number>();
  const low = new Map<NodeId, number>();
  const open: NodeId[] = [];
  const isOpen = new Set<NodeId>();
  for (const root of nodes) {
    const path: { node: NodeId; following: number }[] = index.has(root) ? [] : [enter(root)];
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const { node } = step;
      const neighbour = next(node)[step.following++];
      if (neighbour !== undefined) {
        if (!index.has(neighbour)) path.push(enter(neighbour));
        else if (isOpen.has(neighbour)) lower(node, index.get(neighbour) ?? 0);
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) lower(parent.node, low.get(node) ?? 0);
      if (low.get(node) === index.get(node)) close(node);
    }
  }
  return circles;

  function enter(node: NodeId) {
    low.set(node, index.size);
    index.set(node, index.size);
    open.push(node);
    isOpen.add(node);
    return { node, following: 0 };
  }

  function lower(node: NodeId, to: number): void {
    low.set(node, Math.min(low.get(node) ?? to, to));
  }

  function close(root: NodeId): void {
    const component = open.splice(open.lastIndexOf(root));
    for (const node of component) isOpen.delete(node);
    if (component.length > 1 || next(root).includes(root)) for (const node of component) circles.add(node);
  }
}
