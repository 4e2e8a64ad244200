import type { CanvasGroup, CanvasNote, WorkflowView } from '../../runtime/document.ts';
import type { NodeRegistry } from '../../runtime/registry.ts';
import { NODE_WIDTH, nodeHeight } from '../canvas/node-size.ts';
import { type FurnitureColour, frameAround, liesIn } from '../document/furniture-edits.ts';
import { type Box, GRID, onGrid } from '../document/place.ts';
import { columnsOf } from './columns.ts';
import type { ComfyGraph } from './comfy-graph.ts';
import type { ImportedNote } from './note-text.ts';
import type { Growing } from './wire-imported.ts';

/** Something that gets a place: a node here, or a note. */
export interface Piece {
  readonly id: string;
  /** The node there that it stands for. */
  readonly origin: string | undefined;
  /** Where that lay. */
  readonly box: Box | undefined;
  /** It stands beside the node whose box it has. */
  readonly isExtra: boolean;
}

interface Placed {
  readonly piece: Piece;
  readonly note?: ImportedNote;
  readonly width: number;
  readonly height: number;
}

/** Nodes here are larger: places are pulled apart until none overlap, at most so far. */
const MOST_SCALE = 2.2;
/** Room between two pieces, px. */
const GAP = 40;

const NOTE = { width: 256, lineHeight: 18, lineLetters: 34, head: 52, least: 96, most: 320 } as const;

/** Places of nodes, notes and groups: as they lay, pulled apart; in columns where nothing lay anywhere. */
export function layOutImported(
  graph: ComfyGraph,
  growing: Growing,
  notes: readonly ImportedNote[],
  registry: NodeRegistry,
): WorkflowView {
  const nodes = growing.pieces.map((piece): Placed => {
    const height = nodeHeight(registry.get(growing.nodes.get(piece.id)?.type ?? ''));
    return { piece, width: NODE_WIDTH, height };
  });
  const cards = notes.map((note): Placed => {
    const box = graph.nodes.get(note.origin)?.box;
    const piece = { id: note.origin, origin: note.origin, box, isExtra: false };
    return { piece, note, width: NOTE.width, height: heightOf(note) };
  });
  const all = [...nodes, ...cards];
  const hasPlaces = all.filter(({ piece }) => piece.box).length * 2 > all.length;
  const boxes = hasPlaces ? pulledApart(all) : columnsOf(graph, all, GAP);
  const isNote = (placed: Placed) => placed.note !== undefined;
  return {
    nodes: Object.fromEntries(
      all
        .filter((placed) => !isNote(placed))
        .map((placed) => [placed.piece.id, onGrid(boxFor(boxes, placed))]),
    ),
    notes: cards.map((placed, index): CanvasNote => {
      const { title, text, colour } = placed.note ?? { text: '' };
      const { x, y } = onGrid(boxFor(boxes, placed));
      const { width, height } = placed;
      return {
        id: `note-${index + 1}`,
        ...(title === undefined ? {} : { title }),
        text,
        colour: colour ?? 'grey',
        x,
        y,
        width,
        height,
      };
    }),
    groups: hasPlaces ? groupsOf(graph, all, boxes) : [],
  };
}

function boxFor(boxes: ReadonlyMap<Placed, Box>, placed: Placed): Box {
  return boxes.get(placed) ?? { x: 0, y: 0, width: placed.width, height: placed.height };
}

function heightOf({ text }: ImportedNote): number {
  const lines = text
    .split('\n')
    .reduce((sum, line) => sum + 1 + Math.floor(line.length / NOTE.lineLetters), 0);
  const height = NOTE.head + lines * NOTE.lineHeight;
  return Math.round(Math.max(NOTE.least, Math.min(NOTE.most, height)) / GRID) * GRID;
}

/** Scaled from the top left corner so far that most pieces lie free; what still overlaps moves down. */
function pulledApart(all: readonly Placed[]): ReadonlyMap<Placed, Box> {
  const known = all.flatMap(({ piece }) => (piece.box ? [piece.box] : []));
  const left = Math.min(...known.map(({ x }) => x));
  const top = Math.min(...known.map(({ y }) => y));
  const factor = scaleFor(all);
  const boxes = new Map<Placed, Box>();
  const place = (placed: Placed, x: number, y: number) =>
    boxes.set(placed, moveDown({ x, y, width: placed.width, height: placed.height }, [...boxes.values()]));
  const inOrder = all.toSorted((a, b) => (a.piece.box?.y ?? 0) - (b.piece.box?.y ?? 0));
  for (const placed of inOrder) {
    const { box, isExtra } = placed.piece;
    if (box && !isExtra) place(placed, (box.x - left) * factor, (box.y - top) * factor);
  }
  for (const placed of inOrder) {
    const { box, isExtra } = placed.piece;
    if (box && isExtra) place(placed, (box.x - left) * factor, (box.y - top) * factor);
    else if (!box) place(placed, -placed.width - 2 * GAP, 0);
  }
  return boxes;
}

function scaleFor(all: readonly Placed[]): number {
  let factor = 1;
  for (const [index, a] of all.entries()) {
    for (const b of all.slice(index + 1)) {
      if (!a.piece.box || !b.piece.box || a.piece.isExtra || b.piece.isExtra) continue;
      const across = Math.abs(a.piece.box.x - b.piece.box.x);
      const down = Math.abs(a.piece.box.y - b.piece.box.y);
      const needed = Math.min((NOTE.width + GAP) / across, (Math.max(a.height, b.height) + GAP) / down);
      if (needed <= MOST_SCALE) factor = Math.max(factor, needed);
    }
  }
  return factor;
}

/** The first place at or below the wanted one that overlaps nothing. */
function moveDown(box: Box, taken: readonly Box[]): Box {
  const inTheWay = taken
    .filter((other) => box.x < other.x + other.width + GAP / 2 && other.x < box.x + box.width + GAP / 2)
    .toSorted((a, b) => a.y - b.y);
  let y = box.y;
  for (const other of inTheWay) {
    if (y + box.height + GAP / 2 > other.y && y < other.y + other.height + GAP / 2)
      y = other.y + other.height + GAP / 2;
  }
  return { ...box, y };
}

/** Frames around what lay in them. */
function groupsOf(graph: ComfyGraph, all: readonly Placed[], boxes: ReadonlyMap<Placed, Box>): CanvasGroup[] {
  return graph.groups.flatMap(({ title, box, colour }, index) => {
    const inside = all.filter(({ piece }) => piece.box && liesIn(piece.box, box));
    if (inside.length === 0) return [];
    const frame = frameAround(inside.map((placed) => boxFor(boxes, placed)));
    return [{ id: `group-${index + 1}`, title, ...frame, colour: nearestColour(colour) }];
  });
}

/** Our colour of the same hue. */
function nearestColour(colour: string | undefined): FurnitureColour {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour ?? '')?.[1];
  if (!digits) return 'grey';
  const wide = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16));
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  // A seventh of the range: below it nobody would call it a colour.
  if (most - least < 36) return 'grey';
  if (most === red)
    return green - least > (most - least) / 3
      ? 'amber'
      : blue - least > (most - least) / 2
        ? 'purple'
        : 'red';
  if (most === green) return 'green';
  return red - least > (most - least) / 3 ? 'purple' : 'blue';
}
