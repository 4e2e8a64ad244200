import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import { boxMean } from './box-mean.ts';
import { guidedFilter } from './guided-filter.ts';

/** Left half red, right half blue; the edge is at `edge` px. */
function twoColours(width: number, height: number, edge: number): ImageValue {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    data.set(i % width < edge ? [200, 40, 30, 255] : [30, 60, 180, 255], i * 4);
  }
  return { type: 'Image', width, height, data };
}

describe('boxMean', () => {
  it('equals the direct mean of the clipped window', () => {
    const width = 7;
    const height = 5;
    const source = Float32Array.from({ length: width * height }, (_, i) => Math.sin(i * 1.7));
    for (const radius of [0, 1, 2, 9]) {
      const means = boxMean(source, width, height, radius);
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const window: number[] = [];
          for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
            for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
              window.push(source[v * width + u]!);
            }
          }
          const mean = window.reduce((a, b) => a + b) / window.length;
          expect(means[y * width + x]).toBeCloseTo(mean, 5);
        }
      }
    }
  });
});

describe('guidedFilter', () => {
  it('moves a blurred, displaced mask edge onto the picture edge', () => {
    const image = twoColours(96, 64, 48);
    const mask = new Float32Array(24 * 16);
    for (let i = 0; i < mask.length; i++) mask[i] = Math.min(1, Math.max(0, (13.5 - (i % 24)) / 4));
    const refined = guidedFilter(image, { width: 24, height: 16, data: mask }, { radius: 12, epsilon: 1e-4 });
    const row = refined.subarray(32 * 96, 33 * 96);
    expect(row[10]).toBeGreaterThan(0.97);
    expect(row[90]).toBeLessThan(0.03);
    expect(row[47]! - row[48]!).toBeGreaterThan(0.5);
    expect(row[46]! - row[47]!).toBeLessThan(0.05);
  });

  it('gives the same edge when fitted at a smaller size', () => {
    const image = twoColours(200, 100, 100);
    const mask = Float32Array.from({ length: 50 * 25 }, (_, i) => (i % 50 < 24 ? 1 : 0));
    const options = { radius: 8, epsilon: 1e-4 };
    const refined = guidedFilter(
      image,
      { width: 50, height: 25, data: mask },
      { ...options, workingSide: 50 },
    );
    const row = refined.subarray(50 * 200, 51 * 200);
    expect(row[97]! - row[102]!).toBeGreaterThan(0.8);
  });

  it('leaves a flat picture with the smoothed mask, in range', () => {
    const image = twoColours(40, 40, 0);
    const mask = Float32Array.from({ length: 1600 }, (_, i) => (i % 40 < 20 ? 1 : 0));
    const refined = guidedFilter(image, { width: 40, height: 40, data: mask }, { radius: 3, epsilon: 1e-3 });
    expect(Math.min(...refined)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...refined)).toBeLessThanOrEqual(1);
    expect(refined[20 * 40 + 2]).toBeCloseTo(1, 3);
    expect(refined[20 * 40 + 20]).toBeGreaterThan(0.2);
    expect(refined[20 * 40 + 20]).toBeLessThan(0.8);
  });
});
