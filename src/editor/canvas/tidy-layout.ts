import type { GraphLabel } from '@dagrejs/dagre';
import { produce } from 'immer';
import type { WorkflowDocument } from '../../runtime/document.ts';
import { edit, useDocument } from '../document/document-store.ts';
import { placeNode } from '../document/edits.ts';
import {
  changeGroup,
  findItem,
  frameAround,
  furnitureId,
  noteBox,
  placeFurniture,
  splitFurnitureId,
  withIds,
} from '../document/furniture-edits.ts';
import type { Draft } from '../document/history.ts';
import { type Box, onGrid, type Position } from '../document/place.ts';
import { strings } from '../strings/en.ts';
import { clearWires, type LaidPiece, type LaidWire } from './clear-wires.ts';
import { flowEdges, flowNodes } from './flow-elements.ts';
import { boxOf, groupMembers, nodesInGroup } from './group-members.ts';
import { hiddenWires } from './hidden-wires.ts';
import { endsOf, placesIn } from './wire-ends.ts';

type Dagre = typeof import('@dagrejs/dagre');

/** Room that a group's frame and title need around its nodes, px. */
const GROUP_ROOM = 40;
/** Gaps between cards of a column, between columns, and between wires that pass a column, px. */
const GAPS = { nodesep: 40, ranksep: 80, edgesep: 30 };
/** Ways to lay out, of which none is the best for every graph; large graphs are laid out in the first. */
const WAYS: readonly GraphLabel[] = [
  { ranker: 'network-simplex' },
  { ranker: 'network-simplex', align: 'UL' },
  { ranker: 'tight-tree' },
  { ranker: 'tight-tree', align: 'UL' },
];
/** Up to so many nodes all ways are tried, and cards are moved away from wires: that takes some tenths of a second. */
const COMPARED_NODES = 60;

type Places = ReadonlyMap<string, Position>;

/**
 * Lays the graph out from left to right, as one undoable step: nodes of a group stay together in its frame, reroutes
 * stay on their wires, notes stay beside the node they were nearest to. The layout library loads on first use.
 */
export async function tidyLayout(): Promise<void> {
  const tidy = await tidied(useDocument.getState().document);
  edit(strings.menu.layout, tidy);
}

/** How a document is laid out tidily. */
export async function tidied(document: WorkflowDocument): Promise<(draft: Draft<WorkflowDocument>) => void> {
  const places = await bestLayout(document);
  return (draft) => {
    for (const [id, place] of places) move(draft, id, place);
    keepNotes(draft, document, places);
    for (const { id } of withIds(document.view?.groups)) fitToMembers(draft, document, id);
  };
}

/** The first layout that hides no piece of a wire behind a card, else the one that hides the fewest. */
async function bestLayout(document: WorkflowDocument): Promise<Places> {
  const dagre = await import('@dagrejs/dagre');
  if (Object.keys(document.nodes).length > COMPARED_NODES) return layOut(document, WAYS[0] ?? {}, dagre);
  let best: { readonly places: Places; readonly hidden: number } | undefined;
  for (const way of WAYS) {
    const places = withClearWires(document, layOut(document, way, dagre));
    const hidden = hiddenWires(placedAt(document, places)).length;
    if (best === undefined || hidden < best.hidden) best = { places, hidden };
    if (hidden === 0) break;
  }
  return best?.places ?? new Map();
}

/** The same columns with cards moved up or down, away from wires; what lies in groups stays. */
function withClearWires(document: WorkflowDocument, places: Places): Places {
  const placed = placedAt(document, places);
  const groups = withIds(document.view?.groups).map(({ id }) => nodesInGroup(document, id));
  const grouped = new Set(groups.flat());
  const found = flowNodes(placed, new Set(), []).filter(({ id }) => places.has(id));
  const cards = found.map(({ id, type, position, width = 0, height = 0 }): LaidPiece => {
    // A dot's place is its middle.
    if (type === 'reroute') return { ...position, width: 0, height: 0, kind: 'dot', isFixed: true };
    return { ...position, width, height, kind: 'card', isFixed: grouped.has(id) };
  });
  const frames = groups.flatMap((members): LaidPiece[] => {
    const boxes = members.flatMap((id) => boxOf(placed, id) ?? []);
    return boxes.length === 0 ? [] : [{ ...frameAround(boxes), kind: 'frame', isFixed: true }];
  });
  const indices = new Map(found.map(({ id }, index) => [id, index]));
  const ends = placesIn(placed);
  const wires = flowEdges(placed, new Set(), []).flatMap((edge): LaidWire[] => {
    const [from, to, wire] = [indices.get(edge.source), indices.get(edge.target), endsOf(placed, ends, edge)];
    if (from === undefined || to === undefined || !wire) return [];
    const offset = (end: Position, piece: number) => ({
      x: end.x - (cards[piece]?.x ?? 0),
      y: end.y - (cards[piece]?.y ?? 0),
    });
    return [{ from, fromAt: offset(wire.from, from), to, toAt: offset(wire.to, to) }];
  });
  const tops = clearWires([...cards, ...frames], wires);
  return new Map(
    found.map(({ id, position }, index) => [id, { x: position.x, y: tops[index] ?? position.y }]),
  );
}

/** The document with its nodes and reroutes at these places. */
function placedAt(document: WorkflowDocument, places: Places): WorkflowDocument {
  return produce(document, (draft) => {
    for (const [id, place] of places) move(draft, id, place);
  });
}

function move(draft: Draft<WorkflowDocument>, id: string, place: Position): void {
  if (splitFurnitureId(id)) placeFurniture(draft, id, place);
  else placeNode(draft, id, place);
}

/** New places of nodes and reroutes by canvas id. */
function layOut(document: WorkflowDocument, way: GraphLabel, { Graph, layout }: Dagre): Places {
  const graph = new Graph({ compound: true });
  graph.setGraph({ rankdir: 'LR', marginx: 0, marginy: 0, ...GAPS, ...way });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, type, width, height } of flowNodes(document, new Set(), [])) {
    if (type === 'workflow' || type === 'boundary' || type === 'reroute')
      graph.setNode(id, { width, height });
  }
  for (const { id } of withIds(document.view?.groups)) {
    const members = nodesInGroup(document, id).filter((node) => graph.parent(node) === undefined);
    if (members.length === 0) continue;
    const frame = furnitureId('group', id);
    graph.setNode(frame, { width: GROUP_ROOM, height: GROUP_ROOM });
    for (const node of members) graph.setParent(node, frame);
  }
  for (const { source, target } of flowEdges(document, new Set(), [])) graph.setEdge(source, target);
  layout(graph);
  const places = new Map<string, Position>();
  for (const id of graph.nodes()) {
    const { x, y, width, height } = graph.node(id);
    const kind = splitFurnitureId(id)?.kind;
    if (kind === 'group') continue;
    const isDot = kind === 'reroute';
    places.set(id, onGrid(isDot ? { x, y } : { x: x - width / 2, y: y - height / 2 }));
  }
  return places;
}

/** Notes go where the node went that they lay nearest to. */
function keepNotes(
  draft: Draft<WorkflowDocument>,
  document: WorkflowDocument,
  places: ReadonlyMap<string, Position>,
): void {
  const boxes = Object.keys(document.nodes).flatMap((id) => {
    const box = boxOf(document, id);
    return box ? [{ id, box }] : [];
  });
  for (const { id, item } of withIds(document.view?.notes)) {
    const note = noteBox(item);
    const [nearest] = boxes.toSorted((a, b) => distance(a.box, note) - distance(b.box, note));
    const place = nearest && places.get(nearest.id);
    if (!nearest || !place) continue;
    const { box } = nearest;
    placeFurniture(draft, furnitureId('note', id), {
      x: note.x + place.x - box.x,
      y: note.y + place.y - box.y,
    });
  }
}

/** A frame goes around what was in it before. */
function fitToMembers(draft: Draft<WorkflowDocument>, document: WorkflowDocument, id: string): void {
  const boxes = groupMembers(document, id).flatMap((member): Box[] => {
    const box = boxOf(draft as WorkflowDocument, member);
    return box ? [box] : [];
  });
  if (boxes.length > 0 && findItem(draft.view?.groups, id)) changeGroup(draft, id, frameAround(boxes));
}

/** Between the middles of two boxes, px. */
function distance(a: Box, b: Box): number {
  const x = a.x + a.width / 2 - b.x - b.width / 2;
  const y = a.y + a.height / 2 - b.y - b.height / 2;
  return Math.sqrt(x * x + y * y);
}
