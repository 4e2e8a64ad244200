import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { produce } from 'immer';
import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../runtime/parse-document.ts';
import { layOut } from '../tidy/lay-out.ts';
import { layoutQuestion } from '../tidy/layout-question.ts';
import { placeAll } from '../tidy/place-all.ts';
import { flowNodes } from './flow-elements.ts';
import { boxAround } from './graph-picture.ts';
import { hiddenWires } from './hidden-wires.fixture.ts';

const TEMPLATES = ['living-portrait', 'blink-and-breathe', 'cinemagraph', 'parallax-still'];
/** Canvas of a window of 1440 × 900 px, and the least zoom at which cards are read with ease. */
const CANVAS = { width: 916, height: 826 };
const LEAST_ZOOM = 0.7;
/** The same for a layout that no hand has made. */
const LEAST_TIDY_ZOOM = 0.65;
/** The view leaves so much room around the graph. */
const PADDING = 1.06;

describe.each(TEMPLATES)('the template %s', (name) => {
  const path = resolve(import.meta.dirname, `../../../workflows/${name}.json`);
  const document = parseDocument(readFileSync(path, 'utf8'));
  const question = layoutQuestion(document, CANVAS.width / CANVAS.height);
  const tidied = produce(document, placeAll(question, layOut(question.graph)));

  describe.each([
    ['as it is', document, LEAST_ZOOM],
    ['laid out tidily', tidied, LEAST_TIDY_ZOOM],
  ])('%s', (_, laid, leastZoom) => {
    const cards = flowNodes(laid, new Set(), []).flatMap(({ id, type, position, width, height }) =>
      type === 'workflow' ? [{ id, ...position, width: width ?? 0, height: height ?? 0 }] : [],
    );

    it('hides no piece of a wire behind a card', () => {
      expect(hiddenWires(laid)).toEqual([]);
    });

    it('leads from left to right, or down', () => {
      const boxes = new Map(cards.map((card) => [card.id, card]));
      const back = Object.entries(laid.nodes).flatMap(([id, { inputs }]) =>
        Object.values(inputs ?? {}).filter((reference) => {
          const [from, to] = [boxes.get(reference.split('.')[0] ?? ''), boxes.get(id)];
          return !from || !to || to.x < from.x || (to.x === from.x && to.y < from.y + from.height);
        }),
      );
      expect(back).toEqual([]);
    });

    it('can be read when all of it is in view', () => {
      const whole = boxAround(cards);
      const zoom =
        Math.min(CANVAS.width / (whole?.width ?? 0), CANVAS.height / (whole?.height ?? 0)) / PADDING;
      expect(zoom).toBeGreaterThan(leastZoom);
    });
  });
});
