import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../runtime/parse-document.ts';
import type { Box, Position } from '../document/place.ts';
import { flowEdges, flowNodes } from './flow-elements.ts';
import { boxAround } from './graph-picture.ts';
import { endsOf, placesIn, type WireEndPlace } from './wire-ends.ts';
import { cornersAround, goesBack } from './wire-path.ts';

const TEMPLATES = ['living-portrait', 'blink-and-breathe', 'cinemagraph', 'parallax-still'];
/** Canvas of a window of 1440 × 900 px, and the least zoom at which cards are read with ease. */
const CANVAS = { width: 916, height: 826 };
const LEAST_ZOOM = 0.7;
/** The view leaves so much room around the graph. */
const PADDING = 1.06;
/** A wire may run along the very edge of a card, px. */
const TOUCH = 1;
/** Points of a wire that are looked at. */
const SAMPLES = 120;

describe.each(TEMPLATES)('the template %s', (name) => {
  const path = resolve(import.meta.dirname, `../../../workflows/${name}.json`);
  const document = parseDocument(readFileSync(path, 'utf8'));
  const cards = flowNodes(document, new Set(), []).flatMap(({ id, type, position, width, height }) =>
    type === 'workflow' ? [{ id, ...position, width: width ?? 0, height: height ?? 0 }] : [],
  );

  it('hides no piece of a wire behind a card', () => {
    const places = placesIn(document);
    const hidden = flowEdges(document, new Set(), []).flatMap((edge) => {
      const ends = endsOf(document, places, edge);
      if (!ends) return [`${edge.id} has no ends`];
      const points = pointsOf(ends.from, ends.to);
      return cards
        .filter((card) => points.some((point) => isInside(point, card)))
        .map(({ id }) => `${edge.id} behind ${id}`);
    });
    expect(hidden).toEqual([]);
  });

  it('leads from left to right, or down', () => {
    const boxes = new Map(cards.map((card) => [card.id, card]));
    const back = Object.entries(document.nodes).flatMap(([id, { inputs }]) =>
      Object.values(inputs ?? {}).filter((reference) => {
        const [from, to] = [boxes.get(reference.split('.')[0] ?? ''), boxes.get(id)];
        return !from || !to || to.x < from.x || (to.x === from.x && to.y < from.y + from.height);
      }),
    );
    expect(back).toEqual([]);
  });

  it('can be read when all of it is in view', () => {
    const whole = boxAround(cards);
    const zoom = Math.min(CANVAS.width / (whole?.width ?? 0), CANVAS.height / (whole?.height ?? 0)) / PADDING;
    expect(zoom).toBeGreaterThan(LEAST_ZOOM);
  });
});

/** Places along a wire, as the canvas draws it. */
function pointsOf(from: WireEndPlace, to: WireEndPlace): Position[] {
  const steps = Array.from({ length: SAMPLES + 1 }, (_, index) => index / SAMPLES);
  if (goesBack(from, to)) {
    const corners = cornersAround(from, to);
    return corners.slice(1).flatMap((end, index) => {
      const start = corners[index] ?? end;
      return steps.map((t) => ({ x: start.x + (end.x - start.x) * t, y: start.y + (end.y - start.y) * t }));
    });
  }
  // A cubic Bézier curve with its inner points halfway between the ends.
  const bend = (to.x - from.x) / 2;
  return steps.map((t) => {
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    return {
      x: a * from.x + b * (from.x + bend) + c * (to.x - bend) + d * to.x,
      y: (a + b) * from.y + (c + d) * to.y,
    };
  });
}

function isInside({ x, y }: Position, box: Box): boolean {
  return (
    x > box.x + TOUCH && x < box.x + box.width - TOUCH && y > box.y + TOUCH && y < box.y + box.height - TOUCH
  );
}
