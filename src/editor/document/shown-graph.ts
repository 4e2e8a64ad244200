import type {
  NodeId,
  SubgraphDefinition,
  WorkflowDocument,
  WorkflowNode,
  WorkflowView,
} from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { boundarySide, boundaryType, INPUTS_NODE, OUTPUTS_NODE } from './boundary.ts';
import type { Position } from './place.ts';
import { type Place, prefixOf, subgraphAt } from './places.ts';

/** Room between the nodes of a subgraph and its inputs and outputs, where those were not placed by hand, px. */
const BOUNDARY_GAP = 300;

/**
 * The graph at a place as a document of its own. Ids are those of the flat graph (`eyes/crop`), so that plans, runs
 * and results are found by them; the inputs and outputs of the subgraph are nodes (`boundary.ts`), exposed parameters
 * are controls. `put-back.ts` brings changes of it into the whole document. The document's own graph is the document.
 * @param before what was shown: nodes that are the same keep their identity
 */
export function shownGraph(
  whole: WorkflowDocument,
  place: Place,
  before?: WorkflowDocument,
): WorkflowDocument {
  const step = subgraphAt(whole, place);
  if (!step) return whole;
  const prefix = prefixOf(place);
  const { definition } = step;
  const nodes: Record<NodeId, WorkflowNode> = {};
  const show = (id: string, node: WorkflowNode) => {
    const known = before?.nodes[prefix + id];
    nodes[prefix + id] = known && isSameNode(known, node) ? known : node;
  };
  const { subgraphs } = whole;
  show(INPUTS_NODE, { type: `${boundaryType('inputs', step.definitionId)}@1` });
  const feeds = feedsOf(definition);
  for (const [id, node] of Object.entries(definition.nodes)) show(id, shownNode(id, node, prefix, feeds));
  const ends = Object.entries(definition.outputs).flatMap(([port, { from }]) =>
    from === undefined ? [] : [[port, prefix + from] as const],
  );
  show(OUTPUTS_NODE, {
    type: `${boundaryType('outputs', step.definitionId)}@1`,
    inputs: Object.fromEntries(ends),
  });
  return {
    kineograph: 1,
    name: definition.name,
    nodes,
    outputs: [],
    app: { controls: Object.values(definition.params).map(({ target }) => prefix + target) },
    ...(subgraphs ? { subgraphs } : {}),
    view: shownView(definition, prefix),
  };
}

/** input (`node.port`) inside -> the port of the subgraph that feeds it; where several do, the first counts. */
function feedsOf({ inputs }: SubgraphDefinition): ReadonlyMap<string, string> {
  const feeds = new Map<string, string>();
  for (const [port, { to }] of Object.entries(inputs)) {
    for (const target of to) if (!feeds.has(target)) feeds.set(target, port);
  }
  return feeds;
}

function shownNode(
  id: NodeId,
  node: WorkflowNode,
  prefix: string,
  feeds: ReadonlyMap<string, string>,
): WorkflowNode {
  const inputs: Record<string, string> = {};
  for (const [port, source] of Object.entries(node.inputs ?? {})) inputs[port] = prefix + source;
  for (const [target, port] of feeds) {
    const address = splitPortReference(target);
    if (address?.node === id) inputs[address.port] = `${prefix}${INPUTS_NODE}.${port}`;
  }
  return node.inputs || Object.keys(inputs).length > 0 ? { ...node, inputs } : node;
}

/** Are two nodes the same but for the identity of their inputs? */
function isSameNode(a: WorkflowNode, b: WorkflowNode): boolean {
  return isSameRecord({ ...a, inputs: undefined }, { ...b, inputs: undefined }) && hasSameInputs(a, b);
}

function hasSameInputs({ inputs: a }: WorkflowNode, { inputs: b }: WorkflowNode): boolean {
  return a === b || (a !== undefined && b !== undefined && isSameRecord(a, b));
}

function isSameRecord(a: object, b: object): boolean {
  const [one, other] = [a, b] as Record<string, unknown>[];
  const names = Object.keys(one ?? {});
  return (
    names.length === Object.keys(other ?? {}).length && names.every((name) => one?.[name] === other?.[name])
  );
}

function shownView(definition: SubgraphDefinition, prefix: string): WorkflowView {
  const { ends: _, wires, reroutes, nodes: places, ...rest } = definition.view ?? {};
  const at = boundaryPlaces(definition);
  const shown = { ...places, [INPUTS_NODE]: at.inputs, [OUTPUTS_NODE]: at.outputs };
  return {
    ...rest,
    nodes: Object.fromEntries(Object.entries(shown).map(([id, position]) => [prefix + id, position])),
    ...(reroutes
      ? { reroutes: mapRecord(reroutes, (dot) => ({ ...dot, from: prefixed(prefix, dot.from) })) }
      : {}),
    ...(wires
      ? { wires: Object.fromEntries(Object.entries(wires).map(([to, dot]) => [prefix + to, dot])) }
      : {}),
  };
}

/** A reroute hangs on a `node.port`, or on another reroute, whose id holds no dot. */
function prefixed(prefix: string, from: string): string {
  return splitPortReference(from) ? prefix + from : from;
}

/** Where the inputs and outputs lie: where they were put, else left and right of all nodes. */
function boundaryPlaces({
  nodes,
  view,
}: SubgraphDefinition): Readonly<Record<'inputs' | 'outputs', Position>> {
  const places = Object.keys(nodes).map((id) => view?.nodes?.[id] ?? { x: 0, y: 0 });
  const [x, y] = [places.map((place) => place.x), places.map((place) => place.y)];
  const top = y.length > 0 ? Math.min(...y) : 0;
  return {
    inputs: view?.ends?.inputs ?? { x: (x.length > 0 ? Math.min(...x) : 0) - BOUNDARY_GAP, y: top },
    outputs: view?.ends?.outputs ?? { x: (x.length > 0 ? Math.max(...x) : 0) + BOUNDARY_GAP, y: top },
  };
}

function mapRecord<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/** The nodes of a shown graph that its document has. */
export function ownNodes(shown: WorkflowDocument): [NodeId, WorkflowNode][] {
  return Object.entries(shown.nodes).filter(([id]) => boundarySide(id) === undefined);
}
