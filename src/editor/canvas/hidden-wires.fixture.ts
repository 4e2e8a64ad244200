import type { WorkflowDocument } from '../../runtime/document.ts';
import type { Box, Position } from '../document/place.ts';
import { registry } from '../registry.ts';
import { flowEdges } from './flow-elements.ts';
import { nodeSize } from './node-size.ts';
import { endsOf, placeOf, placesIn, type WireEndPlace } from './wire-ends.ts';
import { cornersAround, goesBack } from './wire-path.ts';

/** A wire may run along the very edge of a card, px. */
const TOUCH = 1;
/** Points of a curve, or of each straight piece, that are looked at. */
const SAMPLES = 60;
const STEPS = Array.from({ length: SAMPLES + 1 }, (_, index) => index / SAMPLES);

/** Wires of which a piece lies behind a card, with that card's id: "animate.image behind depth". */
export function hiddenWires(document: WorkflowDocument): readonly string[] {
  const places = placesIn(document);
  const cards = Object.entries(document.nodes).map(([id, node], index) => ({
    id,
    ...placeOf(document, id, index),
    ...nodeSize(id, registry.of(node)),
  }));
  return flowEdges(document, new Set(), []).flatMap((edge) => {
    const ends = endsOf(document, places, edge);
    if (!ends) return [];
    const points = pointsOf(ends.from, ends.to);
    return cards
      .filter((card) => points.some((point) => isInside(point, card)))
      .map(({ id }) => `${edge.id} behind ${id}`);
  });
}

/** Places along a wire, as the canvas draws it. */
function pointsOf(from: WireEndPlace, to: WireEndPlace): readonly Position[] {
  if (goesBack(from, to)) {
    const corners = cornersAround(from, to);
    return corners.slice(1).flatMap((end, index) => {
      const start = corners[index] ?? end;
      return STEPS.map((t) => ({ x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t }));
    });
  }
  // A cubic Bézier curve whose inner points lie halfway between the ends.
  const bend = (to.x - from.x) / 2;
  return STEPS.map((t) => {
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    return {
      x: a * from.x + b * (from.x + bend) + c * (to.x - bend) + d * to.x,
      y: (a + b) * from.y + (c + d) * to.y,
    };
  });
}

function isInside({ x, y }: Position, box: Box): boolean {
  const [left, top] = [box.x + TOUCH, box.y + TOUCH];
  return x > left && x < box.x + box.width - TOUCH && y > top && y < box.y + box.height - TOUCH;
}
