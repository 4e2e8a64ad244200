import { splitPortReference } from '../../runtime/registry.ts';
import { edit, select, useDocument } from '../document/document-store.ts';
import { removeNodes, setFlag } from '../document/edits.ts';
import {
  addGroup,
  addNote,
  changeGroup,
  changeNote,
  type FurnitureColour,
  frameAround,
  furnitureId,
  NOTE_SIZE,
  noteBox,
  removeFurniture,
  splitFurnitureId,
  withIds,
} from '../document/furniture-edits.ts';
import { type Box, GRID, onGrid, type Position } from '../document/place.ts';
import { insertReroute, removeReroutes, type WireEnd } from '../document/reroute-edits.ts';
import { toast } from '../notices/toast.ts';
import { startRun } from '../run/run-store.ts';
import { strings } from '../strings/en.ts';
import { graphStrings } from '../strings/graph-en.ts';
import { editWords, selectedFurniture, selectFurniture, useCanvasSelection } from './canvas-selection.ts';
import { bringIntoView, isInView, middleOfView } from './canvas-view.ts';
import { boxOf, groupMembers, nodesInGroup } from './group-members.ts';
import { allBoxes } from './walk.ts';
import { nearestFreePlace } from './walk-nodes.ts';

/** Size of a group around nothing, px. */
const EMPTY_GROUP = { width: 400, height: 280 };

/** A frame around the selection, or an empty one in the middle of the view; its title is written next. */
export function groupSelection(): void {
  const { document, selection } = useDocument.getState();
  const chosen = [...selection, ...useCanvasSelection.getState().furniture];
  const boxes = boxesOf(chosen);
  const frame =
    boxes.length > 0
      ? frameAround(boxes)
      : { ...onGrid(around(middleOfView(), EMPTY_GROUP)), ...EMPTY_GROUP };
  let id: string | undefined;
  const title = numbered(
    graphStrings.group.untitled,
    (document.view?.groups ?? []).map((group) => group.title),
  );
  edit(graphStrings.group.add, (draft) => {
    id = addGroup(draft, { title, ...frame });
  });
  if (id !== undefined) beginWriting(furnitureId('group', id));
}

/** An empty note near the selection, or near the middle of the view, where nothing lies; its text is written next. */
export function addNoteHere(): void {
  const boxes = boxesOf([...useDocument.getState().selection]);
  const place =
    boxes.length > 0
      ? {
          x: Math.min(...boxes.map(({ x }) => x)),
          y: Math.min(...boxes.map(({ y }) => y)) - NOTE_SIZE.height - 20,
        }
      : around(middleOfView(), NOTE_SIZE);
  const free = nearestFreePlace(pieces(), onGrid(place), NOTE_SIZE, GRID);
  let id: string | undefined;
  edit(graphStrings.note.add, (draft) => {
    id = addNote(draft, { text: '', ...free });
  });
  if (id === undefined) return;
  beginWriting(furnitureId('note', id));
  if (!isInView({ ...free, ...NOTE_SIZE })) void bringIntoView([furnitureId('note', id)]);
}

/** Makes the selected groups as large as what they hold, or as the nodes selected beside them. */
export function fitGroups(): void {
  const { document, selection } = useDocument.getState();
  const groups = chosenGroups();
  edit(graphStrings.group.fit, (draft) => {
    for (const id of groups) {
      const held = selection.size > 0 ? [...selection] : groupMembers(document, id);
      const boxes = boxesOf(held);
      if (boxes.length > 0) changeGroup(draft, id, frameAround(boxes));
    }
  });
}

/** Runs all nodes of the selected groups, and what they need. */
export function runGroups(): void {
  const targets = nodesOfGroups(chosenGroups());
  if (targets.length > 0) void startRun({ mode: 'to', targets });
}

/** Bypasses the nodes of the selected groups; when all are bypassed, enables them. */
export function toggleGroupBypass(): void {
  const { document } = useDocument.getState();
  const nodes = nodesOfGroups(chosenGroups());
  if (nodes.length === 0) return;
  const on = !nodes.every((id) => document.nodes[id]?.bypassed === true);
  edit(on ? graphStrings.group.bypass : graphStrings.group.enable, (draft) =>
    setFlag(draft, nodes, 'bypassed', on),
  );
}

/** Is every node of this group bypassed? */
export function isGroupBypassed(id: string): boolean {
  const { document } = useDocument.getState();
  const nodes = nodesInGroup(document, id);
  return nodes.length > 0 && nodes.every((node) => document.nodes[node]?.bypassed === true);
}

/** Gives groups or notes a colour. */
export function paintFurniture(canvasId: string, colour: FurnitureColour): void {
  const piece = splitFurnitureId(canvasId);
  if (!piece) return;
  edit(graphStrings.colour, (draft) => {
    if (piece.kind === 'group') changeGroup(draft, piece.id, { colour });
    else changeNote(draft, piece.id, { colour });
  });
}

/** Begins to write the words of the one selected group or note, or goes to the name of the selected node. */
export function renameSelection(): void {
  const [only, ...others] = useCanvasSelection.getState().furniture;
  if (only !== undefined && others.length === 0) editWords(only);
  else globalThis.document.querySelector<HTMLInputElement>('.inspector .inspector-title')?.select();
}

/** Puts a reroute into the middle of the selected wires. */
export function rerouteSelection(): void {
  const { wires } = useCanvasSelection.getState();
  if (wires.size === 0) {
    toast.message(graphStrings.reroute.noWire);
    return;
  }
  for (const wire of wires) {
    const end = wireEnd(wire);
    const place = middleOfWire(wire);
    if (end && place) rerouteWire(end, place);
  }
}

/** Puts a reroute on a wire and selects it. @param gesture the drag that it is part of @returns its id */
export function rerouteWire(end: WireEnd, place: Position, gesture?: string): string | undefined {
  let id: string | undefined;
  edit(
    graphStrings.reroute.step,
    (draft) => {
      id = insertReroute(draft, end, onGrid(place));
    },
    gesture,
  );
  if (id !== undefined) {
    select([]);
    selectFurniture([furnitureId('reroute', id)]);
  }
  return id;
}

/** What a wire of the canvas leads to, by its id. */
export function wireEnd(wire: string): WireEnd | undefined {
  return wire.startsWith('.') ? { reroute: wire.slice(1) } : splitPortReference(wire);
}

/** Deletes all that is selected: nodes, frames, notes, reroutes. */
export function removeSelection(): void {
  const { selection } = useDocument.getState();
  const { furniture } = useCanvasSelection.getState();
  removePieces([...selection], [...furniture], strings.menu.remove);
}

/** Deletes nodes and furniture in one step. Wires stay joined where a reroute was. */
export function removePieces(nodes: readonly string[], furniture: readonly string[], label: string): void {
  edit(label, (draft) => {
    removeReroutes(
      draft,
      furniture.flatMap((canvasId) => {
        const piece = splitFurnitureId(canvasId);
        return piece?.kind === 'reroute' ? [piece.id] : [];
      }),
    );
    removeFurniture(draft, furniture);
    removeNodes(draft, nodes);
  });
}

function middleOfWire(wire: string): Position | undefined {
  const selector = `.react-flow__edge[data-id="${CSS.escape(wire)}"] .react-flow__edge-path`;
  const path = globalThis.document.querySelector<SVGPathElement>(selector);
  return path?.getPointAtLength(path.getTotalLength() / 2);
}

function chosenGroups(): string[] {
  const groups = selectedFurniture('group');
  if (groups.length === 0) toast.message(graphStrings.group.none);
  return groups;
}

function nodesOfGroups(groups: readonly string[]): string[] {
  const { document } = useDocument.getState();
  return [...new Set(groups.flatMap((id) => nodesInGroup(document, id)))];
}

function boxesOf(canvasIds: readonly string[]): Box[] {
  const { document } = useDocument.getState();
  return canvasIds.flatMap((id) => boxOf(document, id) ?? []);
}

/** Boxes of all cards and notes. */
function pieces(): Box[] {
  const notes = withIds(useDocument.getState().document.view?.notes).map(({ item }) => noteBox(item));
  return [...allBoxes().values(), ...notes];
}

function beginWriting(canvasId: string): void {
  select([]);
  selectFurniture([canvasId]);
  // The piece is drawn first.
  requestAnimationFrame(() => editWords(canvasId));
}

function around({ x, y }: Position, size: { readonly width: number; readonly height: number }): Position {
  return { x: x - size.width / 2, y: y - size.height / 2 };
}

/** "Group", "Group 2" ...: none of the taken ones. */
function numbered(base: string, taken: readonly string[]): string {
  let title = base;
  for (let number = 2; taken.includes(title); number++) title = `${base} ${number}`;
  return title;
}
