import type { WorkflowDocument } from '../../runtime/document.ts';
import { noteBox, withIds } from '../document/furniture-edits.ts';
import type { Box } from '../document/place.ts';
import { registry } from '../registry.ts';
import type { FlowEdge } from './flow-elements.ts';
import { shownColour } from './furniture-toolbar.tsx';
import { nodeSize } from './node-size.ts';
import { endsOf, type Places, placeOf } from './wire-ends.ts';

/** So far at least a wire goes straight on from a port before it turns, px. */
const LEAST_BEND = 25;

/** Boxes of one colour. */
export interface ColouredBoxes {
  /** CSS class that gives the colour. */
  readonly className: string;
  readonly boxes: readonly Box[];
}

/** Boxes of all nodes but the left out ones, those of a category together. */
export function nodesByCategory(
  document: WorkflowDocument,
  leftOut?: ReadonlySet<string>,
): readonly ColouredBoxes[] {
  const byClass = new Map<string, Box[]>();
  for (const [index, [id, node]] of Object.entries(document.nodes).entries()) {
    if (leftOut?.has(id)) continue;
    const declaration = registry.of(node);
    const box = { ...placeOf(document, id, index), ...nodeSize(id, declaration) };
    put(byClass, `category-${declaration?.category ?? 'unknown'}`, box);
  }
  return coloured(byClass);
}

/** Boxes of groups and notes, those of a colour together. */
export function furnitureByColour({ view }: WorkflowDocument): readonly ColouredBoxes[] {
  const byClass = new Map<string, Box[]>();
  for (const { item } of withIds(view?.groups))
    put(byClass, `map-group tint-${shownColour(item.colour)}`, item);
  for (const { item } of withIds(view?.notes))
    put(byClass, `map-note tint-${shownColour(item.colour)}`, noteBox(item));
  return coloured(byClass);
}

/** Wires of one type. */
interface ColouredWires {
  readonly className: string;
  /** SVG path. */
  readonly path: string;
}

/** Wires as curves, those of a type together. */
export function wiresByType(
  document: WorkflowDocument,
  edges: readonly FlowEdge[],
  places: Places,
): readonly ColouredWires[] {
  const paths = new Map<string, string[]>();
  for (const edge of edges) {
    const ends = endsOf(document, places, edge);
    if (!ends) continue;
    const { from, to } = ends;
    const { className = '', selected } = edge;
    const bend = Math.max(Math.abs(to.x - from.x) / 2, LEAST_BEND);
    const path = `M${from.x} ${from.y}C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
    const look = selected ? `${className} selected` : className;
    const known = paths.get(look);
    if (known) known.push(path);
    else paths.set(look, [path]);
  }
  return [...paths].map(([className, parts]) => ({ className, path: parts.join('') }));
}

/** SVG path of rectangles. */
export function boxesPath(boxes: readonly Box[]): string {
  return boxes.map(({ x, y, width, height }) => `M${x} ${y}h${width}v${height}h${-width}z`).join('');
}

/** The box around all boxes; undefined when there is none. */
export function boxAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function put(byClass: Map<string, Box[]>, className: string, box: Box): void {
  const known = byClass.get(className);
  if (known) known.push(box);
  else byClass.set(className, [box]);
}

function coloured(byClass: ReadonlyMap<string, readonly Box[]>): readonly ColouredBoxes[] {
  return [...byClass].map(([className, boxes]) => ({ className, boxes }));
}
