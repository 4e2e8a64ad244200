import { create } from 'zustand';
import { splitFurnitureId } from '../document/furniture-edits.ts';

interface CanvasSelection {
  /** Canvas ids of selected groups, notes and reroutes. Selected nodes are part of the document's store. */
  readonly furniture: ReadonlySet<string>;
  /** Ids of selected wires. */
  readonly wires: ReadonlySet<string>;
  /** Canvas ids of what a drag moves now. */
  readonly moving: ReadonlySet<string>;
  /** The group or note whose words are being written. */
  readonly editing: string | undefined;
}

const NONE: ReadonlySet<string> = new Set();

/** What is selected on the canvas beside nodes. */
export const useCanvasSelection = create<CanvasSelection>(() => ({
  furniture: NONE,
  wires: NONE,
  moving: NONE,
  editing: undefined,
}));

export function selectFurniture(ids: Iterable<string>): void {
  const furniture = new Set(ids);
  if (!isSame(furniture, useCanvasSelection.getState().furniture)) useCanvasSelection.setState({ furniture });
}

/** Selects wires or takes them out of the selection. */
export function selectWires(changes: readonly { readonly id: string; readonly selected: boolean }[]): void {
  const { wires } = useCanvasSelection.getState();
  const next = new Set(wires);
  for (const { id, selected } of changes) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  if (!isSame(next, wires)) useCanvasSelection.setState({ wires: next });
}

export function clearWires(): void {
  if (useCanvasSelection.getState().wires.size > 0) useCanvasSelection.setState({ wires: NONE });
}

/** Tells what a drag moves; nothing ends it. */
export function showMoving(ids: Iterable<string> = NONE): void {
  useCanvasSelection.setState({ moving: new Set(ids) });
}

/** Begins to write the words of a group or note; undefined ends it. */
export function editWords(editing: string | undefined): void {
  useCanvasSelection.setState({ editing });
}

/** Ids of the selected pieces of one kind. */
export function selectedFurniture(kind: 'group' | 'note' | 'reroute'): string[] {
  return [...useCanvasSelection.getState().furniture].flatMap((canvasId) => {
    const piece = splitFurnitureId(canvasId);
    return piece?.kind === kind ? [piece.id] : [];
  });
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
