import type { NodeId, WorkflowDocument } from '../../runtime/document.ts';
import { splitFurnitureId } from '../document/furniture-edits.ts';
import type { Box, Position } from '../document/place.ts';
import { registry } from '../registry.ts';
import { NODE_WIDTH, nodeSize, portOffset } from './node-size.ts';

/** Side of the square around a reroute's dot, px. */
export const REROUTE_SIZE = 20;

/** Where a piece of the canvas lies, by its canvas id. */
export type Places = (canvasId: string) => Position | undefined;

/** One end of a wire, and the box of the card or dot that it is at. */
export interface WireEndPlace extends Position {
  readonly box: Box;
}

/** What of a drawn wire says where it ends. */
interface Wire {
  readonly source: string;
  readonly sourceHandle?: string | null;
  readonly target: string;
  readonly targetHandle?: string | null;
}

/** Where a node lies. @param index its number: what has no place yet lies in a row */
export function placeOf({ view }: WorkflowDocument, id: NodeId, index: number): Position {
  const { x, y } = view?.nodes?.[id] ?? { x: index * (NODE_WIDTH + 60), y: 0 };
  return { x, y };
}

/** Where pieces lie that nothing moves. */
export function placesIn(document: WorkflowDocument): Places {
  const order = new Map(Object.keys(document.nodes).map((id, index) => [id, index]));
  return (canvasId) => {
    const piece = splitFurnitureId(canvasId);
    if (piece) return document.view?.reroutes?.[piece.id];
    const index = order.get(canvasId);
    return index === undefined ? undefined : placeOf(document, canvasId, index);
  };
}

/** Both ends of a wire; undefined when one of them is not on the canvas. */
export function endsOf(
  document: WorkflowDocument,
  places: Places,
  { source, sourceHandle, target, targetHandle }: Wire,
): { readonly from: WireEndPlace; readonly to: WireEndPlace } | undefined {
  const from = endOf(document, places, source, sourceHandle, 'outputs');
  const to = from && endOf(document, places, target, targetHandle, 'inputs');
  return to && { from, to };
}

/** Where a wire ends at a port or at a reroute. */
function endOf(
  document: WorkflowDocument,
  places: Places,
  id: string,
  port: string | null | undefined,
  side: 'inputs' | 'outputs',
): WireEndPlace | undefined {
  const place = places(id);
  if (!place) return undefined;
  const { x, y } = place;
  if (splitFurnitureId(id)) {
    const half = REROUTE_SIZE / 2;
    return { x, y, box: { x: x - half, y: y - half, width: REROUTE_SIZE, height: REROUTE_SIZE } };
  }
  const declaration = registry.of(document.nodes[id]);
  const index = Object.keys(declaration?.[side] ?? {}).indexOf(port ?? '');
  if (!declaration || index < 0) return undefined;
  const size = nodeSize(id, declaration);
  return { x: side === 'outputs' ? x + size.width : x, y: y + portOffset(index), box: { x, y, ...size } };
}
