import type { NodeId } from './document.ts';
import { findCircles } from './find-circles.ts';

/** Wires that a {@link WireList} has room for at first. */
const FIRST_ROOM = 1024;

/** Who takes from whom, by place of the nodes in the document: documents may have thousands. */
export class WireList {
  #sources = new Int32Array(FIRST_ROOM);
  #consumers = new Int32Array(FIRST_ROOM);
  #length = 0;

  add(source: number, consumer: number): void {
    if (this.#length === this.#sources.length) {
      this.#sources = withRoom(this.#sources);
      this.#consumers = withRoom(this.#consumers);
    }
    this.#sources[this.#length] = source;
    this.#consumers[this.#length++] = consumer;
  }

  /** The wires sorted by where they come from. @param nodes how many nodes there are */
  bySource(nodes: number): Fanout {
    const sources = this.#sources.subarray(0, this.#length);
    const waiting = new Int32Array(nodes);
    const first = new Int32Array(nodes + 1);
    for (const source of sources) (first[source + 1] as number) += 1;
    for (let place = 0; place < nodes; place++) (first[place + 1] as number) += first[place] as number;
    const free = first.slice();
    const consumers = new Int32Array(sources.length);
    for (let wire = 0; wire < sources.length; wire++) {
      const source = sources[wire] as number;
      const consumer = this.#consumers[wire] as number;
      (waiting[consumer] as number) += 1;
      consumers[free[source] as number] = consumer;
      (free[source] as number) += 1;
    }
    return { first, consumers, waiting };
  }
}

function withRoom(places: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(places.length * 2);
  larger.set(places);
  return larger;
}

interface Fanout {
  /** Consumers of the node at a place: those of `consumers` from `first[place]` to `first[place + 1]`. */
  readonly first: Int32Array;
  readonly consumers: Int32Array;
  /** How many wires lead to each node. */
  readonly waiting: Int32Array;
}

/**
 * Orders nodes so that inputs come before consumers and otherwise as in the document, by Kahn's algorithm
 * (Communications of the ACM 5, 1962). Circles count as resolved once nothing else is left. O(nodes + wires).
 * @param ids in document order
 */
export function sortByDependence(
  ids: readonly NodeId[],
  wires: WireList,
): { readonly order: readonly NodeId[]; readonly circular: ReadonlySet<NodeId> } {
  const fanout = wires.bySource(ids.length);
  const { first, consumers, waiting } = fanout;
  const isSorted = new Uint8Array(ids.length);
  const order = new Int32Array(ids.length);
  let sorted = 0;
  let next = 0;
  const sort = (place: number) => {
    isSorted[place] = 1;
    order[sorted++] = place;
  };
  const resolve = () => {
    for (; next < sorted; next++) {
      const place = order[next] as number;
      for (let at = first[place] as number; at < (first[place + 1] as number); at++) {
        const consumer = consumers[at] as number;
        (waiting[consumer] as number) -= 1;
        if ((waiting[consumer] as number) <= 0 && isSorted[consumer] === 0) sort(consumer);
      }
    }
  };
  for (let place = 0; place < ids.length; place++) if (waiting[place] === 0) sort(place);
  resolve();
  const circular = sorted < ids.length ? circlesAmong(ids, fanout, isSorted) : NONE;
  for (const [place, id] of circular.size > 0 ? ids.entries() : []) if (circular.has(id)) sort(place);
  resolve();
  return { order: Array.from(order, (place) => ids[place] as NodeId), circular };
}

const NONE: ReadonlySet<NodeId> = new Set();

/** Circles among nodes that are not sorted yet; downstream, since either direction will do. */
function circlesAmong(
  ids: readonly NodeId[],
  { first, consumers }: Fanout,
  isSorted: Uint8Array,
): ReadonlySet<NodeId> {
  const unsorted = new Map<NodeId, NodeId[]>();
  for (const [place, id] of ids.entries()) {
    if (isSorted[place] !== 0) continue;
    const below = new Set(consumers.subarray(first[place], first[place + 1]));
    unsorted.set(
      id,
      [...below].filter((consumer) => isSorted[consumer] === 0).map((consumer) => ids[consumer] as NodeId),
    );
  }
  return findCircles(unsorted.keys(), (id) => unsorted.get(id) ?? []);
}
