import type { Edge, Node, NodeChange } from '@xyflow/react';
import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import { boundarySide } from '../document/boundary.ts';
import { furnitureId, noteBox, withIds } from '../document/furniture-edits.ts';
import { nodeTitles } from '../document/node-titles.ts';
import type { Box } from '../document/place.ts';
import { rerouteSource, routeOf } from '../document/reroute-edits.ts';
import { registry } from '../registry.ts';
import { connectStrings } from '../strings/connect-en.ts';
import { wireLabel } from '../strings/flow-labels.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { nodeSize } from './node-size.ts';
import { endsOf, placeOf, placesIn, REROUTE_SIZE } from './wire-ends.ts';
import { goesBack } from './wire-path.ts';

export type FlowNode = Node<Record<string, never>, 'workflow' | 'boundary' | 'group' | 'note' | 'reroute'>;
export type FlowEdge = Edge;

/** Groups lie under the wires, also a selected one, which the canvas raises by 1000. */
const GROUP_DEPTH = -3000;
const NO_DATA: Record<string, never> = {};

/**
 * What lies on the canvas: groups at the back, nodes, notes, reroutes. What did not change keeps its identity, so
 * that it is not drawn again.
 * @param selection ids of nodes and canvas ids of furniture
 */
export function flowNodes(
  document: WorkflowDocument,
  selection: ReadonlySet<NodeId>,
  before: readonly FlowNode[],
): FlowNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const names = nodeNames(document);
  const flow = (id: string, type: FlowNode['type'], box: Box): FlowNode =>
    flowNode(old.get(id), id, type, box, selection.has(id), names.get(id));
  const { groups, notes, reroutes } = document.view ?? {};
  return [
    ...withIds(groups).map(({ id, item }) => flow(furnitureId('group', id), 'group', item)),
    ...Object.entries(document.nodes).map(([id, node], index) => {
      const type = boundarySide(id) === undefined ? 'workflow' : 'boundary';
      return flow(id, type, { ...placeOf(document, id, index), ...nodeSize(id, registry.of(node)) });
    }),
    ...withIds(notes).map(({ id, item }) => flow(furnitureId('note', id), 'note', noteBox(item))),
    ...Object.entries(reroutes ?? {}).map(([id, { x, y }]) =>
      flow(furnitureId('reroute', id), 'reroute', { x, y, width: REROUTE_SIZE, height: REROUTE_SIZE }),
    ),
  ];
}

function flowNode(
  known: FlowNode | undefined,
  id: string,
  type: FlowNode['type'],
  { x, y, width, height }: Box,
  selected: boolean,
  ariaLabel: string | undefined,
): FlowNode {
  if (
    known &&
    known.selected === selected &&
    known.ariaLabel === ariaLabel &&
    known.position.x === x &&
    known.position.y === y &&
    known.width === width &&
    known.height === height
  ) {
    return known;
  }
  const measured = known?.measured ? { measured: known.measured } : {};
  return {
    id,
    type,
    position: { x, y },
    data: NO_DATA,
    selected,
    width,
    height,
    ...(ariaLabel === undefined ? {} : { ariaLabel }),
    ...measured,
    ...manner(type),
  };
}

/** What screen readers hear of each node: its title, what feeds it, and what it feeds. */
function nodeNames(document: WorkflowDocument): ReadonlyMap<NodeId, string> {
  const titles = nodeTitles(document, registry);
  const consumers = new Map<NodeId, Set<string>>();
  const sources = new Map<NodeId, Set<string>>();
  for (const [id, { inputs }] of Object.entries(document.nodes)) {
    const feeding = new Set<string>();
    for (const reference of Object.values(inputs ?? {})) {
      const source = splitPortReference(reference)?.node ?? '';
      const title = titles.get(source);
      if (title === undefined) continue;
      feeding.add(title);
      const fed = consumers.get(source) ?? new Set();
      consumers.set(source, fed.add(titles.get(id) ?? id));
    }
    sources.set(id, feeding);
  }
  const list = (names: ReadonlySet<string> | undefined) => [...(names ?? [])].join(', ');
  const words = [...titles].map(
    ([id, title]) =>
      [id, connectStrings.node.wired(title, list(sources.get(id)), list(consumers.get(id)))] as const,
  );
  return new Map(words);
}

/** What is particular about a kind of piece. */
function manner(type: FlowNode['type']): Partial<FlowNode> {
  if (type === 'reroute') return { origin: [0.5, 0.5] };
  if (type === 'boundary') return { deletable: false };
  if (type !== 'group') return {};
  // Inside a frame the pointer finds the canvas and its nodes; the title bar moves the group.
  return { zIndex: GROUP_DEPTH, dragHandle: '.group-header', style: { pointerEvents: 'none' } };
}

/**
 * Wires of a document, coloured by what flows, in pieces where they go through reroutes. Dangling wires are left out:
 * the node tells of them. Those that did not change keep their identity.
 */
export function flowEdges(
  document: WorkflowDocument,
  selection: ReadonlySet<string>,
  before: readonly FlowEdge[],
): FlowEdge[] {
  const old = new Map(before.map((edge) => [edge.id, edge]));
  const edges = [...rerouteEdges(document)];
  for (const [target, node] of Object.entries(document.nodes)) {
    for (const [port, reference] of Object.entries(node.inputs ?? {})) {
      const source = splitPortReference(reference);
      const type = typeOf(document, reference);
      // A port that this build does not know cannot be drawn to; the wire stays in the document.
      if (!source || type === undefined || !registry.of(node)?.inputs[port]) continue;
      const last = document.view?.wires ? routeOf(document, target, port).at(-1) : undefined;
      edges.push({
        id: `${target}.${port}`,
        ...(last === undefined
          ? { source: source.node, sourceHandle: source.port }
          : { source: furnitureId('reroute', last), sourceHandle: 'out' }),
        target,
        targetHandle: port,
        className: `edge type-${type.toLowerCase()}`,
        ariaLabel: wireLabel(nameOf(document, source.node), nameOf(document, target)),
      });
    }
  }
  const places = placesIn(document);
  return edges.map((edge) => {
    const ends = endsOf(document, places, edge);
    const routed: FlowEdge = ends && goesBack(ends.from, ends.to) ? { ...edge, type: 'around' } : edge;
    return keepEdge(old.get(edge.id), routed, selection.has(edge.id));
  });
}

/** The piece of a wire that leads to each reroute. Ids of nodes are not empty, so ids beginning with a dot are free. */
function* rerouteEdges(document: WorkflowDocument): Generator<FlowEdge> {
  for (const [id, reroute] of Object.entries(document.view?.reroutes ?? {})) {
    const source = rerouteSource(document.view, id);
    const type = source === undefined ? undefined : typeOf(document, source);
    if (type === undefined) continue;
    const direct = splitPortReference(reroute.from);
    yield {
      id: `.${id}`,
      ...(direct
        ? { source: direct.node, sourceHandle: direct.port }
        : { source: furnitureId('reroute', reroute.from), sourceHandle: 'out' }),
      target: furnitureId('reroute', id),
      targetHandle: 'in',
      className: `edge type-${type.toLowerCase()}`,
      ariaLabel: wireLabel(
        nameOf(document, splitPortReference(source ?? '')?.node),
        graphStrings.reroute.name(type),
      ),
    };
  }
}

/** Type of what flows out of a `node.port`; undefined when there is no such port. */
export function typeOf(document: WorkflowDocument, reference: string): string | undefined {
  const source = splitPortReference(reference);
  const node = source && document.nodes[source.node];
  return node && registry.get(node.type)?.outputs[source.port]?.type;
}

/** What a node is called, for the names of its wires. */
function nameOf(document: WorkflowDocument, id = ''): string {
  const node = document.nodes[id];
  return node?.label ?? registry.get(node?.type ?? '')?.title ?? id;
}

function keepEdge(known: FlowEdge | undefined, edge: FlowEdge, selected: boolean): FlowEdge {
  const isSame =
    known &&
    known.selected === selected &&
    known.type === edge.type &&
    known.source === edge.source &&
    known.sourceHandle === edge.sourceHandle &&
    known.className === edge.className &&
    known.ariaLabel === edge.ariaLabel;
  return isSame ? known : { ...edge, selected };
}

/** The moves among canvas changes that no drag makes: those by arrow keys, which carry `dragging: false`. */
export function keyMoves(
  changes: readonly NodeChange<FlowNode>[],
): readonly { readonly id: NodeId; readonly position: { readonly x: number; readonly y: number } }[] {
  return changes.flatMap((change) =>
    change.type === 'position' && change.dragging === false && change.position
      ? [{ id: change.id, position: change.position }]
      : [],
  );
}
