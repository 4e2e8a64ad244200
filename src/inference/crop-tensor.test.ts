import { describe, expect, it } from 'vitest';
import { plainImage } from '../../tests/support/photos.ts';
import type { ImageValue } from '../values/value.ts';
import { cropTensor, cropToPicture, SIGNED_RANGE, UNIT_RANGE, uprightCrop } from './crop-tensor.ts';

/** Red rises by 1 a pixel across, green by 1 a pixel down. */
function ramps(width: number, height: number): ImageValue {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set([i % width, Math.floor(i / width), 0, 255], i * 4);
  return { type: 'Image', width, height, data };
}

describe('cropTensor', () => {
  it('takes the picture as it is when the crop has the size of the input', () => {
    const tensor = cropTensor(
      ramps(8, 8),
      uprightCrop({ x: 2, y: 3, width: 4, height: 4 }),
      4,
      UNIT_RANGE,
      'border',
    );
    expect(tensor[0]! * 255).toBeCloseTo(2, 4);
    expect(tensor[1]! * 255).toBeCloseTo(3, 4);
    expect(tensor[(3 * 4 + 3) * 3]! * 255).toBeCloseTo(5, 4);
  });

  it('agrees with cropToPicture under rotation', () => {
    const crop = { centre: { x: 100, y: 90 }, width: 60, height: 60, rotation: 0.4 };
    const size = 32;
    const tensor = cropTensor(ramps(200, 200), crop, size, UNIT_RANGE, 'border');
    for (const [i, j] of [
      [0, 0],
      [31, 0],
      [7, 25],
    ] as const) {
      const { x, y } = cropToPicture(crop, (i + 0.5) / size, (j + 0.5) / size);
      expect(tensor[(j * size + i) * 3]! * 255).toBeCloseTo(x - 0.5, 2);
      expect(tensor[(j * size + i) * 3 + 1]! * 255).toBeCloseTo(y - 0.5, 2);
    }
  });

  it('keeps places when it shrinks a large crop', () => {
    const crop = uprightCrop({ x: 10, y: 20, width: 200, height: 200 });
    for (const size of [8, 20]) {
      const tensor = cropTensor(ramps(240, 240), crop, size, UNIT_RANGE, 'border');
      const middle = (size / 2) * (size + 1) * 3;
      expect(Math.abs(tensor[middle]! * 255 - (110 + 100 / size - 0.5))).toBeLessThan(1.1);
      expect(Math.abs(tensor[middle + 1]! * 255 - (120 + 100 / size - 0.5))).toBeLessThan(1.1);
    }
  });

  it('is black or repeats the border outside of the picture', () => {
    const white = plainImage(4, 4, [255, 255, 255]);
    const crop = uprightCrop({ x: -8, y: 0, width: 4, height: 4 });
    expect(cropTensor(white, crop, 4, SIGNED_RANGE, 'black')[0]).toBe(-1);
    expect(cropTensor(white, crop, 4, SIGNED_RANGE, 'border')[0]).toBe(1);
  });
});
