import type { NodeId } from './document.ts';
import { findCircles } from './find-circles.ts';
import type { GraphNode } from './workflow-graph.ts';

/** Who takes from whom, by place in the document: documents may have thousands of nodes. */
interface Wiring {
  readonly ids: readonly NodeId[];
  /** Consumers of the node at a place: those of `consumers` from `first[place]` to `first[place + 1]`. */
  readonly first: Int32Array;
  readonly consumers: Int32Array;
  /** How many nodes each one takes from. */
  readonly sources: Int32Array;
}

/**
 * Orders nodes so that inputs come before consumers and otherwise as in the document, by Kahn's algorithm
 * (Communications of the ACM 5, 1962). Circles count as resolved once nothing else is left. O(nodes + edges).
 */
export function sortByDependence(nodes: ReadonlyMap<NodeId, GraphNode>): {
  readonly order: readonly NodeId[];
  readonly circular: ReadonlySet<NodeId>;
} {
  const { ids, first, consumers, sources } = wiringOf(nodes);
  const waiting = sources.slice();
  const isSorted = new Uint8Array(ids.length);
  const order: number[] = [];
  const sort = (place: number) => {
    isSorted[place] = 1;
    order.push(place);
  };
  let next = 0;
  const resolve = () => {
    for (; next < order.length; next++) {
      const place = order[next] as number;
      for (let at = first[place] as number; at < (first[place + 1] as number); at++) {
        const consumer = consumers[at] as number;
        (waiting[consumer] as number) -= 1;
        if ((waiting[consumer] as number) <= 0 && isSorted[consumer] === 0) sort(consumer);
      }
    }
  };
  for (let place = 0; place < ids.length; place++) if (sources[place] === 0) sort(place);
  resolve();
  const circular = order.length < ids.length ? circlesAmong(nodes, ids, isSorted) : new Set<NodeId>();
  for (const [place, id] of ids.entries()) if (circular.has(id)) sort(place);
  resolve();
  return { order: order.map((place) => ids[place] as NodeId), circular };
}

/** Circles among nodes that are not sorted yet; upstream, since either direction will do. */
function circlesAmong(
  nodes: ReadonlyMap<NodeId, GraphNode>,
  ids: readonly NodeId[],
  isSorted: Uint8Array,
): ReadonlySet<NodeId> {
  const unsorted = new Set(ids.filter((_id, place) => isSorted[place] === 0));
  const upstream = new Map<NodeId, NodeId[]>();
  for (const id of unsorted) {
    const inputs = [...(nodes.get(id)?.inputs.values() ?? [])];
    upstream.set(
      id,
      [...new Set(inputs.map(({ node }) => node))].filter((source) => unsorted.has(source)),
    );
  }
  return findCircles(unsorted, (id) => upstream.get(id) ?? []);
}

function wiringOf(nodes: ReadonlyMap<NodeId, GraphNode>): Wiring {
  const ids = [...nodes.keys()];
  const placeOf = new Map<NodeId, number>();
  for (const [place, id] of ids.entries()) placeOf.set(id, place);
  const from: number[] = [];
  const to: number[] = [];
  const sources = new Int32Array(ids.length);
  /** The consumer that was counted last for a source: two wires from one node count once. */
  const counted = new Int32Array(ids.length).fill(-1);
  for (const [place, id] of ids.entries()) {
    for (const { node } of nodes.get(id)?.inputs.values() ?? []) {
      const source = placeOf.get(node);
      if (source === undefined || counted[source] === place) continue;
      counted[source] = place;
      (sources[place] as number) += 1;
      from.push(source);
      to.push(place);
    }
  }
  const first = new Int32Array(ids.length + 1);
  for (const source of from) (first[source + 1] as number) += 1;
  for (let place = 0; place < ids.length; place++) (first[place + 1] as number) += first[place] as number;
  const free = first.slice();
  const consumers = new Int32Array(to.length);
  for (const [edge, source] of from.entries()) {
    consumers[free[source] as number] = to[edge] as number;
    (free[source] as number) += 1;
  }
  return { ids, first, consumers, sources };
}
