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
import { flowEdges, flowNodes } from './flow-elements.ts';
import { boxOf, groupMembers, nodesInGroup } from './group-members.ts';
import { hiddenWires } from './hidden-wires.ts';

type Dagre = typeof import('@dagrejs/dagre');

/** Room that a group's frame and title need around its nodes, px. */
const GROUP_ROOM = 40;
/** Gaps between cards of a column, between columns, and between wires that pass a column, px. */
const GAPS = { nodesep: 40, ranksep: 80, edgesep: 30 };
/** Ways to lay out, of which none is the best for every graph. The first is that of large graphs, which none compares. */
const WAYS: readonly GraphLabel[] = [
  { ranker: 'network-simplex' },
  { ranker: 'network-simplex', align: 'UL' },
  { ranker: 'tight-tree' },
  { ranker: 'tight-tree', align: 'UL' },
];
/** Up to so many nodes all ways are tried: that takes some hundredths of a second. */
const COMPARED_NODES = 60;

type Places = ReadonlyMap<string, Position>;

/**
 * Lays the graph out from left to right, as one undoable step: nodes of a group stay together in its frame, reroutes
 * stay on their wires, notes stay beside the node they were nearest to. The layout library loads on first use.
 */
export async function tidyLayout(): Promise<void> {
  const { document } = useDocument.getState();
  const places = await bestLayout(document);
  edit(strings.menu.layout, (draft) => {
    for (const [id, place] of places) move(draft, id, place);
    keepNotes(draft, document, places);
    for (const { id } of withIds(document.view?.groups)) fitToMembers(draft, document, id);
  });
}

/** The layout that hides the fewest pieces of wires behind cards. */
async function bestLayout(document: WorkflowDocument): Promise<Places> {
  const dagre = await import('@dagrejs/dagre');
  const ways = Object.keys(document.nodes).length <= COMPARED_NODES ? WAYS : WAYS.slice(0, 1);
  const tried = ways.map((way) => {
    const places = layOut(document, way, dagre);
    return { places, hidden: ways.length > 1 ? hiddenWires(placedAt(document, places)).length : 0 };
  });
  const [best] = tried.toSorted((a, b) => a.hidden - b.hidden);
  return best?.places ?? new Map();
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
