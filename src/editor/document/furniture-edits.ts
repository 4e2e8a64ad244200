import type { CanvasGroup, CanvasNote, WorkflowDocument, WorkflowView } from '../../runtime/document.ts';
import { DOCUMENT_LIMITS } from '../../runtime/document-limits.ts';
import type { Draft } from './history.ts';
import { type Box, GRID, type Position } from './place.ts';

type Changing = Draft<WorkflowDocument>;

/** Colours of groups and notes by name, in the order of the swatches; any other name is shown as the first. */
export const FURNITURE_COLOURS = ['grey', 'blue', 'green', 'amber', 'red', 'purple'] as const;
export type FurnitureColour = (typeof FURNITURE_COLOURS)[number];

/** Kinds of furniture that lie on the canvas by themselves. */
export type FurnitureKind = 'group' | 'note' | 'reroute';

/** Size of a note that says none, px. */
export const NOTE_SIZE = { width: 220, height: 120 } as const;
/** Smallest sizes, px. */
export const SMALLEST_GROUP = { width: 160, height: 80 } as const;
export const SMALLEST_NOTE = { width: 120, height: 60 } as const;
/** Height of a group's title bar, px. */
export const GROUP_HEADER = 32;
/** Room between a group's frame and what is inside, px. */
const GROUP_PADDING = 20;

/** The canvas's id of a piece of furniture. Ids of nodes hold no dot, so none collide. */
export function furnitureId(kind: FurnitureKind, id: string): string {
  return `${kind}.${id}`;
}

/** `group.a` -> kind `group`, id `a`; undefined for the id of a node. */
export function splitFurnitureId(
  canvasId: string,
): { readonly kind: FurnitureKind; readonly id: string } | undefined {
  const dot = canvasId.indexOf('.');
  const kind = canvasId.slice(0, Math.max(0, dot));
  return kind === 'group' || kind === 'note' || kind === 'reroute'
    ? { kind, id: canvasId.slice(dot + 1) }
    : undefined;
}

/** Groups or notes with the ids they are known by: their own, else their place. */
export function withIds<T extends { readonly id?: string }>(
  items: readonly T[] | undefined,
): { readonly id: string; readonly item: T }[] {
  return (items ?? []).map((item, index) => ({ id: item.id ?? String(index), item }));
}

/** The group or note of this id. */
export function findItem<T extends { readonly id?: string }>(
  items: readonly T[] | undefined,
  id: string,
): T | undefined {
  return items?.find((item, index) => (item.id ?? String(index)) === id);
}

export function noteBox(note: CanvasNote): Box {
  const { x, y, width = NOTE_SIZE.width, height = NOTE_SIZE.height } = note;
  return { x, y, width, height };
}

/** The frame around boxes, with room for the title and at the borders, on the grid. */
export function frameAround(boxes: readonly Box[]): Box {
  const down = (value: number) => Math.floor(value / GRID) * GRID;
  const up = (value: number) => Math.ceil(value / GRID) * GRID;
  const x = down(Math.min(...boxes.map((box) => box.x)) - GROUP_PADDING);
  const y = down(Math.min(...boxes.map((box) => box.y)) - GROUP_PADDING - GROUP_HEADER);
  const right = up(Math.max(...boxes.map((box) => box.x + box.width)) + GROUP_PADDING);
  const bottom = up(Math.max(...boxes.map((box) => box.y + box.height)) + GROUP_PADDING);
  return { x, y, width: right - x, height: bottom - y };
}

/** Adds a group and returns its id; undefined when there are too many. */
export function addGroup(draft: Changing, group: Omit<CanvasGroup, 'id'>): string | undefined {
  const view = viewOf(draft);
  view.groups ??= [];
  if (view.groups.length >= DOCUMENT_LIMITS.furniture) return undefined;
  const id = freeId('group', view.groups);
  view.groups.push({ id, ...group, ...bounded(group, SMALLEST_GROUP) });
  return id;
}

/** Adds a note and returns its id; undefined when there are too many. */
export function addNote(draft: Changing, note: Omit<CanvasNote, 'id'>): string | undefined {
  const view = viewOf(draft);
  view.notes ??= [];
  if (view.notes.length >= DOCUMENT_LIMITS.furniture) return undefined;
  const id = freeId('note', view.notes);
  view.notes.push({ id, ...note, ...bounded(noteBox(note), SMALLEST_NOTE) });
  return id;
}

/** Changes members of a group. */
export function changeGroup(draft: Changing, id: string, change: Partial<Omit<CanvasGroup, 'id'>>): void {
  const group = findItem(draft.view?.groups, id);
  if (group) Object.assign(group, change, bounded({ ...group, ...change }, SMALLEST_GROUP));
}

/** Changes members of a note. */
export function changeNote(draft: Changing, id: string, change: Partial<Omit<CanvasNote, 'id'>>): void {
  const note = findItem(draft.view?.notes, id);
  if (!note) return;
  const text = (change.text ?? note.text).slice(0, DOCUMENT_LIMITS.textLength);
  Object.assign(note, change, { text }, bounded(noteBox({ ...note, ...change }), SMALLEST_NOTE));
}

/** Moves a piece of furniture to a place; of a reroute that is its middle. */
export function placeFurniture(draft: Changing, canvasId: string, { x, y }: Position): void {
  const piece = splitFurnitureId(canvasId);
  const view = draft.view;
  if (!piece || !view) return;
  const item =
    piece.kind === 'reroute'
      ? view.reroutes?.[piece.id]
      : findItem<{ id?: string; x: number; y: number }>(
          piece.kind === 'group' ? view.groups : view.notes,
          piece.id,
        );
  if (!item) return;
  item.x = Math.round(x);
  item.y = Math.round(y);
}

/** Takes groups and notes away; what lies in a group stays. */
export function removeFurniture(draft: Changing, canvasIds: readonly string[]): void {
  const gone = new Set(canvasIds);
  const { view } = draft;
  if (!view) return;
  if (view.groups) view.groups = staying(view.groups, 'group', gone);
  if (view.notes) view.notes = staying(view.notes, 'note', gone);
}

function staying<T extends { id?: string }>(items: T[], kind: FurnitureKind, gone: ReadonlySet<string>): T[] {
  return items.filter((item, index) => !gone.has(furnitureId(kind, item.id ?? String(index))));
}

/** Does the middle of a box lie in a frame? Then it belongs to the group. */
export function liesIn(box: Box, frame: Box): boolean {
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  return x >= frame.x && x <= frame.x + frame.width && y >= frame.y && y <= frame.y + frame.height;
}

/** Does a box lie in a frame as a whole? Groups inside groups do. */
export function isWithin(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height &&
    (box.width < frame.width || box.height < frame.height)
  );
}

export function viewOf(draft: Changing): Draft<WorkflowView> {
  draft.view ??= {};
  return draft.view;
}

function bounded(box: Box, least: { readonly width: number; readonly height: number }): Box {
  return {
    x: Math.round(box.x),
    y: Math.round(box.y),
    width: Math.max(least.width, Math.round(box.width)),
    height: Math.max(least.height, Math.round(box.height)),
  };
}

/** `note`, `note-2` ...: no item has it, by name or by place. */
export function freeId(base: string, items: readonly { readonly id?: string }[]): string {
  const taken = new Set(withIds(items).map(({ id }) => id));
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  return id;
}
