import type { NodeId } from './document.ts';
import { slotOf } from './input-slots.ts';
import { elementId } from './plan.ts';
import type { GraphNode, WorkflowGraph } from './workflow-graph.ts';

/** Longest list. */
const MAX_ELEMENTS = 1_000;
/** Elements of all lists of a document together: a plan must stay a matter of milliseconds. */
const MAX_ELEMENTS_IN_ALL = 20_000;

/** Where one piece of a node's input comes from. */
export interface ElementSource {
  readonly slot: string;
  /** The input port. */
  readonly port: string;
  readonly node: NodeId;
  readonly outputPort: string;
  /** Absent when the source gives a single value. */
  readonly element?: number;
  /** {@link elementId} of the source. */
  readonly id: string;
}

/**
 * Finds out which nodes give lists and how long those are. What does not fit becomes the nodes' `problems`.
 * @param order inputs first
 * @returns whether there are any
 */
export function measureLists(nodes: Map<NodeId, GraphNode>, order: readonly NodeId[]): boolean {
  let inAll = 0;
  for (const id of order) {
    const node = nodes.get(id);
    // Most documents have no list at all.
    if (!node || node.bypassed || (inAll === 0 && !node.declaration?.elements)) continue;
    const length = listLength(node, nodes);
    if (length === undefined) continue;
    if (typeof length === 'string') {
      nodes.set(id, { ...node, problems: [...node.problems, length] });
      continue;
    }
    inAll += length;
    const problem = `The lists have more than ${MAX_ELEMENTS_IN_ALL} elements in all: make them shorter.`;
    const problems = inAll > MAX_ELEMENTS_IN_ALL ? [...node.problems, problem] : node.problems;
    nodes.set(id, { ...node, elements: length, problems });
  }
  return inAll > 0;
}

/** How many elements a node gives, or why it cannot; undefined for a single value. */
function listLength(node: GraphNode, nodes: ReadonlyMap<NodeId, GraphNode>): number | string | undefined {
  const { declaration } = node;
  if (!declaration) return undefined;
  let longest: { readonly length: number; readonly label: string } | undefined;
  for (const [port, address] of node.inputs) {
    const spec = declaration.inputs[port];
    const length = nodes.get(address.node)?.elements;
    if (length === undefined || spec === undefined || spec.gather) continue;
    if (longest && longest.length > 1 && length > 1 && longest.length !== length) {
      return `Its inputs "${longest.label}" and "${spec.label}" are lists of ${longest.length} and ${length}: make them equally long.`;
    }
    if (!longest || length > longest.length) longest = { length, label: spec.label };
  }
  const own = ownLength(node, nodes);
  if (own === undefined || typeof own === 'string') return own ?? longest?.length;
  if (longest && longest.length > 1 && own > 1 && longest.length !== own) {
    return `It makes ${own} elements, but its input "${longest.label}" is a list of ${longest.length}: make them equally many.`;
  }
  return Math.max(own, longest?.length ?? 1);
}

/** What the node's own declaration says. */
function ownLength(node: GraphNode, nodes: ReadonlyMap<NodeId, GraphNode>): number | string | undefined {
  const elements = node.declaration?.elements;
  if (!elements) return undefined;
  if ('port' in elements) {
    const address = node.inputs.get(elements.port);
    return (address && nodes.get(address.node)?.elements) ?? 1;
  }
  const length = node.params[elements.param];
  const fits =
    typeof length === 'number' && Number.isInteger(length) && length >= 1 && length <= MAX_ELEMENTS;
  return fits ? length : `${node.id}.${elements.param} needs a whole number from 1 to ${MAX_ELEMENTS}.`;
}

/** Everything that enters one element of a node. Lists of length 1 and single values enter every element. */
export function sourcesOf(graph: WorkflowGraph, node: GraphNode, element: number): ElementSource[] {
  const sources: ElementSource[] = [];
  for (const [port, address] of node.inputs) {
    const length = graph.nodes.get(address.node)?.elements;
    const { node: source, port: outputPort } = address;
    const gather = node.declaration?.inputs[port]?.gather === true;
    if (length === undefined) {
      const slot = slotOf(port, gather ? 0 : undefined);
      sources.push({ slot, port, node: source, outputPort, id: source });
      continue;
    }
    const first = gather || length === 1 ? 0 : element;
    const end = gather ? length : first + 1;
    for (let index = first; index < end; index++) {
      const slot = slotOf(port, gather ? index : undefined);
      sources.push({ slot, port, node: source, outputPort, element: index, id: elementId(source, index) });
    }
  }
  return sources;
}

/** Indices of the elements that a node gives; `undefined` stands for a single value. */
export function elementsOf(node: GraphNode): readonly (number | undefined)[] {
  return node.elements === undefined
    ? [undefined]
    : Array.from({ length: node.elements }, (_, index) => index);
}
