import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import { partLayers } from './part-layers.ts';

const [WIDTH, HEIGHT, EDGE] = [64, 32, 32];
const [SUBJECT, BEHIND] = [40, 160];

/** A dark subject at the left, a light background at the right, and `beside` two pixels beyond the subject's edge. */
function parted(beside: number) {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  const plate = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(BEHIND);
  const alpha = new Float32Array(WIDTH * HEIGHT);
  for (let k = 0; k < WIDTH * HEIGHT; k++) {
    const x = k % WIDTH;
    const light = x < EDGE ? SUBJECT : x === EDGE + 1 ? beside : BEHIND;
    data.fill(light, 4 * k, 4 * k + 3);
    alpha[k] = x < EDGE ? 1 : x === EDGE ? 0.4 : 0;
  }
  const image: ImageValue = { type: 'Image', width: WIDTH, height: HEIGHT, data };
  const layer = partLayers(image, alpha, plate);
  const at = (x: number): number => 4 * (16 * WIDTH + x);
  return { data, plate, layer, at };
}

describe('the photo in two layers', () => {
  it.each([BEHIND, 130, 190, 20])(
    'gives the photo when laid together, with %d beside the outline',
    (beside) => {
      const { data, plate, layer } = parted(beside);
      for (let k = 0; k < WIDTH * HEIGHT; k++) {
        const sum = layer[4 * k]! + (1 - layer[4 * k + 3]!) * plate[4 * k]!;
        expect(Math.abs(sum - data[4 * k]!)).toBeLessThan(1e-3);
      }
    },
  );

  it.each([130, 190])('lets the trace of an outline (%d) go with the subject', (beside) => {
    const { plate, layer, at } = parted(beside);
    expect(Math.abs(plate[at(EDGE + 1)]! - BEHIND)).toBeLessThan(8);
    expect(Math.abs(layer[at(EDGE + 1)]! - (beside - BEHIND))).toBeLessThan(8);
  });

  it('leaves another thing beside the outline where it is', () => {
    const { plate, layer, at } = parted(20);
    expect(plate[at(EDGE + 1)]).toBe(20);
    expect(layer[at(EDGE + 1)]).toBe(0);
  });
});
