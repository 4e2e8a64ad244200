import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import { resampleImage } from './resample.ts';

type Pixel = readonly [number, number, number, number];

function paint(width: number, height: number, colour: (x: number, y: number) => Pixel): ImageValue {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * 4);
  }
  return { type: 'Image', width, height, data };
}

function pixel(image: ImageValue, x: number, y: number): number[] {
  return [...image.data.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 4)];
}

const noise = paint(23, 17, (x, y) => [(x * 37 + y * 91) % 256, (x * 11) % 256, (y * 53) % 256, 255]);
const whole = (image: ImageValue) => ({ x: 0, y: 0, width: image.width, height: image.height });

describe('resampleImage', () => {
  it('copies bytes exactly when nothing is scaled', () => {
    expect(resampleImage(noise, whole(noise), 23, 17).data).toEqual(noise.data);
    const cut = resampleImage(noise, { x: 5, y: 4, width: 6, height: 7 }, 6, 7);
    expect(pixel(cut, 2, 3)).toEqual(pixel(noise, 7, 7));
  });

  it('repeats the border beyond the picture', () => {
    const cut = resampleImage(noise, { x: -10, y: -3, width: 43, height: 23 }, 43, 23);
    expect(pixel(cut, 0, 3)).toEqual(pixel(noise, 0, 0));
    expect(pixel(cut, 10, 3)).toEqual(pixel(noise, 0, 0));
    expect(pixel(cut, 42, 22)).toEqual(pixel(noise, 22, 16));
    expect(pixel(cut, 15, 9)).toEqual(pixel(noise, 5, 6));
  });

  it('keeps one colour the same whatever the rectangle and size', () => {
    const grey = paint(9, 7, () => [10, 128, 250, 255]);
    const side = fc.integer({ min: 1, max: 40 });
    const place = fc.double({ min: -20, max: 20, noNaN: true });
    const extent = fc.double({ min: 0.1, max: 60, noNaN: true });
    fc.assert(
      fc.property(place, place, extent, extent, side, side, (x, y, width, height, w, h) => {
        for (const kernel of ['lanczos', 'area'] as const) {
          const result = resampleImage(grey, { x, y, width, height }, w, h, kernel);
          for (let i = 0; i < w * h; i++) {
            expect([...result.data.subarray(i * 4, i * 4 + 4)]).toEqual([10, 128, 250, 255]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('averages whole blocks with the area kernel', () => {
    const half = resampleImage(noise, { x: 0, y: 0, width: 22, height: 16 }, 11, 8, 'area');
    const block = [pixel(noise, 4, 6), pixel(noise, 5, 6), pixel(noise, 4, 7), pixel(noise, 5, 7)];
    const mean = [0, 1, 2].map((c) => Math.round(block.reduce((sum, p) => sum + (p[c] ?? 0), 0) / 4));
    for (const c of [0, 1, 2]) expect(Math.abs(pixel(half, 2, 3)[c]! - mean[c]!)).toBeLessThanOrEqual(1);
  });

  it('reproduces a slope at sub-pixel positions', () => {
    const slope = paint(64, 64, (x, y) => [x * 3, y * 3, 100, 255]);
    const result = resampleImage(slope, { x: 20.25, y: 10.5, width: 20, height: 20 }, 20, 20);
    for (const [x, y] of [
      [0, 0],
      [7, 13],
      [19, 19],
    ] as const) {
      expect(Math.abs(pixel(result, x, y)[0]! - (20.25 + x) * 3)).toBeLessThanOrEqual(1);
      expect(Math.abs(pixel(result, x, y)[1]! - (10.5 + y) * 3)).toBeLessThanOrEqual(1);
    }
  });

  it('does not alias when reducing', () => {
    const stripes = paint(256, 16, (x) => (x % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
    const residue = { lanczos: 6, area: 27 };
    for (const kernel of ['lanczos', 'area'] as const) {
      const result = resampleImage(stripes, whole(stripes), 52, 4, kernel);
      for (let x = 4; x < 48; x++)
        expect(Math.abs(pixel(result, x, 2)[0]! - 127.5)).toBeLessThan(residue[kernel]);
    }
  });

  it('does not let hidden colours bleed out of transparent pixels', () => {
    const edge = paint(32, 8, (x) => (x < 16 ? [200, 40, 40, 255] : [0, 255, 0, 0]));
    const result = resampleImage(edge, whole(edge), 13, 5);
    for (let x = 0; x < 13; x++) {
      const [r, g, , a] = pixel(result, x, 2);
      if (a! > 8) expect([Math.abs(r! - 200) <= 2, Math.abs(g! - 40) <= 2]).toEqual([true, true]);
    }
  });

  it('refuses sizes that make no picture', () => {
    expect(() => resampleImage(noise, whole(noise), 0, 5)).toThrow(/cannot be cut/);
    expect(() => resampleImage(noise, whole(noise), 2.5, 5)).toThrow(/cannot be cut/);
    expect(() => resampleImage(noise, { x: 0, y: 0, width: 0, height: 4 }, 5, 5)).toThrow(/cannot be cut/);
    expect(() => resampleImage(noise, { x: Number.NaN, y: 0, width: 4, height: 4 }, 5, 5)).toThrow();
  });
});
