import type { NodeId, SubgraphDefinition, WorkflowDocument, WorkflowNode } from '../../runtime/document.ts';
import { definitionOf, innerId, subgraphIdOf } from '../../runtime/subgraph-type.ts';

/** Which graph of a document is meant: ids of instances from the document's own graph, which is empty, inwards. */
export type Place = readonly NodeId[];

/** The document's own graph. */
export const ROOT: Place = [];

/** What ids of the flat graph begin with for nodes at a place: '' or `eyes/lids/`. */
export function prefixOf(place: Place): string {
  return place.reduce((prefix, id) => innerId(prefix + id, ''), '');
}

export function isSamePlace(a: Place, b: Place): boolean {
  return a.length === b.length && a.every((id, index) => b[index] === id);
}

/** One subgraph on the way to a place. */
export interface Step {
  /** Of the instance, in the graph around it. */
  readonly instance: NodeId;
  readonly definitionId: string;
  readonly definition: SubgraphDefinition;
}

/**
 * The subgraphs that lead to a place. It ends early where an instance is gone, or where a subgraph would be entered
 * inside of itself.
 */
export function stepsTo(document: WorkflowDocument, place: Place): readonly Step[] {
  const steps: Step[] = [];
  let nodes = document.nodes;
  for (const instance of place) {
    const type = Object.hasOwn(nodes, instance) ? (nodes[instance]?.type ?? '') : '';
    const definition = definitionOf(document, type);
    const definitionId = subgraphIdOf(type);
    if (!definition || definitionId === undefined) break;
    if (steps.some((step) => step.definitionId === definitionId)) break;
    steps.push({ instance, definitionId, definition });
    nodes = definition.nodes;
  }
  return steps;
}

/** The subgraph whose inside a place is; undefined for the document's own graph, and where there is none. */
export function subgraphAt(document: WorkflowDocument, place: Place): Step | undefined {
  const steps = stepsTo(document, place);
  return steps.length === place.length ? steps.at(-1) : undefined;
}

/** As much of a place as there is. */
export function nearestPlace(document: WorkflowDocument, place: Place): Place {
  const steps = stepsTo(document, place);
  return steps.length === place.length ? place : place.slice(0, steps.length);
}

/** A node of the flat graph, where the document has it. */
export interface LocatedNode {
  readonly place: Place;
  /** In the graph at that place. */
  readonly id: NodeId;
  readonly node: WorkflowNode;
}

/** Finds a node by its id in the flat graph: `eyes/crop` lies in the instance `eyes`. */
export function locate(document: WorkflowDocument, flatId: NodeId): LocatedNode | undefined {
  return locateIn(document, document.nodes, flatId, ROOT);
}

function locateIn(
  document: WorkflowDocument,
  nodes: WorkflowDocument['nodes'],
  rest: string,
  place: Place,
): LocatedNode | undefined {
  const node = Object.hasOwn(nodes, rest) ? nodes[rest] : undefined;
  if (node) return { place, id: rest, node };
  // An id may hold a slash itself, so that any of the beginnings may be the instance.
  for (let slash = rest.indexOf('/'); slash > 0; slash = rest.indexOf('/', slash + 1)) {
    const instance = rest.slice(0, slash);
    const type = Object.hasOwn(nodes, instance) ? nodes[instance]?.type : undefined;
    const definition = type === undefined ? undefined : definitionOf(document, type);
    const found =
      definition && locateIn(document, definition.nodes, rest.slice(slash + 1), [...place, instance]);
    if (found) return found;
  }
  return undefined;
}
