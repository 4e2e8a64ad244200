import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../runtime/parse-document.ts';
import { flowNodes } from './flow-elements.ts';
import { boxAround } from './graph-picture.ts';
import { hiddenWires } from './hidden-wires.ts';
import { tidied } from './tidy-layout.ts';

const TEMPLATES = ['living-portrait', 'blink-and-breathe', 'cinemagraph', 'parallax-still'];
/** Canvas of a window of 1440 × 900 px, and the least zoom at which cards are read with ease. */
const CANVAS = { width: 916, height: 826 };
const LEAST_ZOOM = 0.7;
/** The view leaves so much room around the graph. */
const PADDING = 1.06;

describe.each(TEMPLATES)('the template %s', (name) => {
  const path = resolve(import.meta.dirname, `../../../workflows/${name}.json`);
  const document = parseDocument(readFileSync(path, 'utf8'));
  const cards = flowNodes(document, new Set(), []).flatMap(({ id, type, position, width, height }) =>
    type === 'workflow' ? [{ id, ...position, width: width ?? 0, height: height ?? 0 }] : [],
  );

  it('hides no piece of a wire behind a card', () => {
    expect(hiddenWires(document)).toEqual([]);
  });

  it('hides none either when it is laid out tidily', async () => {
    expect(hiddenWires(produce(document, await tidied(document)))).toEqual([]);
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
