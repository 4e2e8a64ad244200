import { describe, expect, it } from 'vitest';
import { samplePhoto } from '../../../tests/support/photos.ts';
import type { ImageValue } from '../../values/value.ts';
import { cosine } from './embedding-similarity.ts';
import { describePicture } from './picture-descriptor.ts';

const all = (): number => 1;
const describeWhole = ({ data, width, height }: ImageValue): Float32Array =>
  describePicture(data, width, height, all);

/** The picture moved to the right, its left border repeated. */
function moved(image: ImageValue, by: number): ImageValue {
  const data = image.data.slice();
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const from = 4 * (y * image.width + Math.max(0, x - by));
      data.set(image.data.subarray(from, from + 4), 4 * (y * image.width + x));
    }
  }
  return { ...image, data };
}

describe('describePicture', () => {
  const cat = samplePhoto('chelsea');

  it('is the same for the same picture, close for one that moved a little, far for another', () => {
    const whole = describeWhole(cat);
    expect(cosine(whole, describeWhole(cat))).toBeCloseTo(1, 6);
    expect(cosine(whole, describeWhole(moved(cat, 3)))).toBeGreaterThan(0.98);
    const cup = samplePhoto('coffee');
    expect(cosine(whole, describeWhole(cup))).toBeLessThan(0.8);
  });

  it('does not see what the weights leave out', () => {
    const left = (pixel: number): number => (pixel % cat.width < cat.width / 2 ? 1 : 0);
    const painted = { ...cat, data: cat.data.slice() };
    for (let k = 0; k < cat.width * cat.height; k++) if (!left(k)) painted.data.fill(0, 4 * k, 4 * k + 3);
    const of = ({ data, width, height }: ImageValue): Float32Array =>
      describePicture(data, width, height, (k) => (k % width < width / 2 - 8 ? 1 : 0));
    expect(cosine(of(cat), of(painted))).toBeCloseTo(1, 6);
    expect(describePicture(cat.data, cat.width, cat.height, () => 0).every((v) => v === 0)).toBe(true);
  });
});
