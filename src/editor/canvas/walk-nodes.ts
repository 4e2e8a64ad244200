import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitPortReference } from '../../runtime/registry.ts';
import type { Box, Position } from '../document/place.ts';

/** Which way keys lead on the canvas. */
export type Direction = 'left' | 'right' | 'up' | 'down';

/** Steps to the right and down. */
export const STEPS: Readonly<Record<Direction, Position>> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/** A way to the side counts as so much longer than one ahead. */
const SIDE_WEIGHT = 2.5;

/**
 * The node that lies next in a direction: near ahead, little to the side. Undefined when none lies there.
 * @param boxes of all nodes on the canvas, px
 */
export function nextInDirection(
  boxes: ReadonlyMap<NodeId, Box>,
  from: NodeId,
  direction: Direction,
): NodeId | undefined {
  const start = boxes.get(from);
  if (!start) return undefined;
  const step = STEPS[direction];
  let nearest: { readonly id: NodeId; readonly way: number } | undefined;
  for (const [id, box] of boxes) {
    const gap = { x: middle(box).x - middle(start).x, y: middle(box).y - middle(start).y };
    const ahead = gap.x * step.x + gap.y * step.y;
    const aside = Math.abs(gap.x * step.y) + Math.abs(gap.y * step.x);
    // What lies more beside than ahead is reached by the other arrows, unless it overlaps the way ahead.
    const reach = step.x === 0 ? start.width : start.height;
    if (id === from || ahead <= 0 || aside > Math.max(ahead * SIDE_WEIGHT, reach)) continue;
    const way = ahead + aside * SIDE_WEIGHT;
    if (!nearest || way < nearest.way) nearest = { id, way };
  }
  return nearest?.id;
}

/** Nodes that feed this one, or that it feeds, from top to bottom. */
export function wiredNodes(
  document: WorkflowDocument,
  boxes: ReadonlyMap<NodeId, Box>,
  from: NodeId,
  towards: 'sources' | 'consumers',
): NodeId[] {
  const found =
    towards === 'sources'
      ? Object.values(document.nodes[from]?.inputs ?? {}).map(sourceOf)
      : Object.entries(document.nodes).flatMap(([id, { inputs }]) =>
          Object.values(inputs ?? {}).some((reference) => sourceOf(reference) === from) ? [id] : [],
        );
  const known = [...new Set(found)].filter((id) => Object.hasOwn(document.nodes, id));
  return known.toSorted((a, b) => (boxes.get(a)?.y ?? 0) - (boxes.get(b)?.y ?? 0));
}

/** Where to begin when nothing is selected: the node nearest to a place. */
export function nearestNode(boxes: ReadonlyMap<NodeId, Box>, place: Position): NodeId | undefined {
  const distance = (box: Box) => Math.hypot(middle(box).x - place.x, middle(box).y - place.y);
  return [...boxes].toSorted(([, a], [, b]) => distance(a) - distance(b))[0]?.[0];
}

/**
 * A place of this size at which nothing lies, at or below the wanted one.
 * @param step px by which to go on down
 */
export function freePlace(
  boxes: Iterable<Box>,
  wanted: Position,
  size: { readonly width: number; readonly height: number },
  step: number,
): Position {
  const taken = [...boxes];
  let { x, y } = wanted;
  // Every box is passed at most once.
  for (let round = 0; round <= taken.length; round++) {
    const place = { x, y, ...size };
    const inTheWay = taken.find((box) => overlap(box, place));
    if (!inTheWay) break;
    y = Math.ceil((inTheWay.y + inTheWay.height + step) / step) * step;
  }
  return { x, y };
}

/** Of this many boxes nearest to a wanted place, the sides are where something else may stand. */
const NEIGHBOURS = 24;

/**
 * The nearest place to the wanted one at which nothing lies, in any direction.
 * @param step px of the grid that places lie on, and the least distance to what lies there
 */
export function nearestFreePlace(
  boxes: Iterable<Box>,
  wanted: Position,
  size: { readonly width: number; readonly height: number },
  step: number,
): Position {
  const far = (place: Position) => Math.hypot(place.x - wanted.x, place.y - wanted.y);
  const aim = { x: wanted.x + size.width / 2, y: wanted.y + size.height / 2 };
  const off = (box: Box) => Math.hypot(middle(box).x - aim.x, middle(box).y - aim.y);
  // Each with the room that must stay free around it.
  const taken = [...boxes].map(({ x, y, width, height }) => ({
    x: Math.floor((x - step - size.width) / step) * step,
    y: Math.floor((y - step - size.height) / step) * step,
    right: Math.ceil((x + width + step) / step) * step,
    bottom: Math.ceil((y + height + step) / step) * step,
    off: off({ x, y, width, height }),
  }));
  const near = taken.toSorted((a, b) => a.off - b.off).slice(0, NEIGHBOURS);
  const across = [wanted.x, ...near.flatMap(({ x, right }) => [x, right])];
  const down = [wanted.y, ...near.flatMap(({ y, bottom }) => [y, bottom])];
  const places = across.flatMap((x) => down.map((y) => ({ x, y })));
  const isFree = ({ x, y }: Position) =>
    taken.every((box) => x <= box.x || x >= box.right || y <= box.y || y >= box.bottom);
  return places.toSorted((a, b) => far(a) - far(b)).find(isFree) ?? wanted;
}

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function middle({ x, y, width, height }: Box): Position {
  return { x: x + width / 2, y: y + height / 2 };
}

function sourceOf(reference: string): NodeId {
  return splitPortReference(reference)?.node ?? '';
}
