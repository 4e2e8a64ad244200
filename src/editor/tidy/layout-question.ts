import type { WorkflowDocument } from '../../runtime/document.ts';
import { flowEdges } from '../canvas/flow-elements.ts';
import { nodeSize } from '../canvas/node-size.ts';
import { endsOf, placeOf, placesIn, REROUTE_SIZE } from '../canvas/wire-ends.ts';
import { boundarySide } from '../document/boundary.ts';
import {
  furnitureId,
  isWithin,
  liesIn,
  noteBox,
  splitFurnitureId,
  withIds,
} from '../document/furniture-edits.ts';
import type { Box } from '../document/place.ts';
import { registry } from '../registry.ts';
import type { LayoutGraph, LayoutPiece, LayoutWire } from './layout-graph.ts';

/** What there is to lay out of a document: its graph, with the canvas ids of pieces and groups. */
export interface LayoutQuestion {
  readonly graph: LayoutGraph;
  readonly pieces: readonly string[];
  readonly groups: readonly string[];
  /** The upper left corner of everything, px. */
  readonly corner: { readonly x: number; readonly y: number };
}

/** A piece as it lies now. */
interface Found {
  readonly id: string;
  readonly kind: LayoutPiece['kind'];
  readonly box: Box;
}

/** @param aspect width over height of the screen */
export function layoutQuestion(document: WorkflowDocument, aspect: number): LayoutQuestion {
  const groups = withIds(document.view?.groups).map(({ id, item }) => ({ id, frame: item }));
  const frames = groups.map(({ frame }) => frame);
  const parents = frames.map((frame) =>
    innermost(frames, (other) => other !== frame && isWithin(frame, other)),
  );
  const inside = [...cardsOf(document), ...notesOf(document), ...dotsOf(document)];
  const owners = inside.map(({ id, box }) =>
    boundarySide(id) === undefined ? innermost(frames, (frame) => liesIn(box, frame)) : undefined,
  );
  const filled = new Set([...owners, ...parents]);
  const empty = groups.flatMap(({ id, frame }, index) =>
    filled.has(index)
      ? []
      : [{ id: furnitureId('group', id), kind: 'frame' as const, box: frame, owner: parents[index] }],
  );
  const pieces = [...inside.map((piece, index) => ({ ...piece, owner: owners[index] })), ...empty];
  const cards = pieces.flatMap(({ kind, box }, index) => (kind === 'card' ? [{ index, box }] : []));
  return {
    pieces: pieces.map(({ id }) => id),
    groups: groups.map(({ id }) => id),
    corner: { x: least(pieces, 'x'), y: least(pieces, 'y') },
    graph: {
      aspect,
      groups: parents.map((parent) => (parent === undefined ? {} : { parent })),
      pieces: pieces.map(({ id, kind, box: { width, height }, owner }, index): LayoutPiece => {
        const side = boundarySide(id);
        const beside = kind === 'note' ? nearest(pieces[index]?.box, cards) : undefined;
        return {
          kind,
          width,
          height,
          ...(owner === undefined ? {} : { group: owner }),
          ...(kind === 'dot' ? { rank: rankOf(document, id) } : {}),
          ...(side ? { end: side === 'inputs' ? 'first' : 'last' } : {}),
          ...(beside === undefined ? {} : { beside }),
        };
      }),
      wires: wiresOf(document, pieces),
    },
  };
}

function cardsOf(document: WorkflowDocument): Found[] {
  return Object.entries(document.nodes).map(([id, node], index) => {
    const size = nodeSize(id, registry.of(node));
    return { id, kind: 'card', box: { ...placeOf(document, id, index), ...size } };
  });
}

function notesOf({ view }: WorkflowDocument): Found[] {
  return withIds(view?.notes).map(({ id, item }) => ({
    id: furnitureId('note', id),
    kind: 'note',
    box: noteBox(item),
  }));
}

/** A dot's place is its middle. */
function dotsOf({ view }: WorkflowDocument): Found[] {
  const [width, height] = [REROUTE_SIZE, REROUTE_SIZE];
  return Object.entries(view?.reroutes ?? {}).map(([id, { x, y }]) => ({
    id: furnitureId('reroute', id),
    kind: 'dot',
    box: { x: x - width / 2, y: y - height / 2, width, height },
  }));
}

/** How many dots come before one on its wire; documents may hold circles of them. */
function rankOf({ view }: WorkflowDocument, canvasId: string): number {
  const seen = new Set<string>();
  let before = view?.reroutes?.[splitFurnitureId(canvasId)?.id ?? '']?.from ?? '';
  while (!seen.has(before) && Object.hasOwn(view?.reroutes ?? {}, before)) {
    seen.add(before);
    before = view?.reroutes?.[before]?.from ?? '';
  }
  return seen.size;
}

function wiresOf(document: WorkflowDocument, pieces: readonly Found[]): LayoutWire[] {
  const indices = new Map(pieces.map(({ id }, index) => [id, index]));
  const places = placesIn(document);
  return flowEdges(document, new Set(), []).flatMap((edge): LayoutWire[] => {
    const [from, to] = [indices.get(edge.source), indices.get(edge.target)];
    const ends = endsOf(document, places, edge);
    if (from === undefined || to === undefined || !ends) return [];
    const { from: a, to: b } = ends;
    return [
      {
        from,
        fromAt: { x: a.x - a.box.x, y: a.y - a.box.y },
        to,
        toAt: { x: b.x - b.box.x, y: b.y - b.box.y },
      },
    ];
  });
}

function least(pieces: readonly Found[], side: 'x' | 'y'): number {
  return pieces.reduce((sum, { box }) => Math.min(sum, box[side]), pieces[0]?.box[side] ?? 0);
}

/** The smallest frame of which something is true. */
function innermost(frames: readonly Box[], isTrue: (frame: Box) => boolean): number | undefined {
  const area = (index: number) => (frames[index]?.width ?? 0) * (frames[index]?.height ?? 0);
  const found = [...frames.entries()].flatMap(([index, frame]) => (isTrue(frame) ? [index] : []));
  return found.sort((a, b) => area(a) - area(b))[0];
}

/** The card that is nearest to a note; of several, the one whose middle is. */
function nearest(
  note: Box | undefined,
  cards: readonly { readonly index: number; readonly box: Box }[],
): number | undefined {
  if (!note) return undefined;
  const distance = ({ x, y, width, height }: Box) => {
    const across = Math.abs(x + width / 2 - note.x - note.width / 2);
    const down = Math.abs(y + height / 2 - note.y - note.height / 2);
    const gapX = Math.max(0, across - (width + note.width) / 2);
    const gapY = Math.max(0, down - (height + note.height) / 2);
    return { gap: Math.hypot(gapX, gapY), middles: Math.hypot(across, down) };
  };
  const near = cards.map(({ index, box }) => ({ index, ...distance(box) }));
  return near.sort((a, b) => a.gap - b.gap || a.middles - b.middles)[0]?.index;
}
