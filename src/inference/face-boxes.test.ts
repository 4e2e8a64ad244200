import { describe, expect, it } from 'vitest';
import type { Face } from '../values/faces.ts';
import { decodeFaces, dropRepeats, intersectionOverUnion, mergeFaces } from './face-boxes.ts';

function face(x: number, y: number, size: number, confidence: number): Face {
  const point = { x: x + size / 2, y: y + size / 2 };
  return { box: { x, y, width: size, height: size }, confidence, keypoints: Array(6).fill(point) };
}

describe('decodeFaces', () => {
  it('places boxes and points relative to the anchor', () => {
    const regressors = new Float32Array(896 * 16);
    const logits = new Float32Array(896).fill(-20);
    // Anchor 512 + 6 * 9 + 2 lies in the 8 x 8 layer, second row, second column: centre 1.5 / 8.
    const anchor = 512 + 6 * 9 + 2;
    logits[anchor] = 3;
    regressors.set([12.8, -6.4, 25.6, 25.6, 1.28, 2.56], anchor * 16);
    const [found, ...rest] = decodeFaces(regressors, logits, 0.5);
    expect(rest).toHaveLength(0);
    expect(found!.confidence).toBeCloseTo(1 / (1 + Math.exp(-3)), 6);
    expect(found!.box.x).toBeCloseTo(0.1875 + 0.1 - 0.1, 6);
    expect(found!.box.y).toBeCloseTo(0.1875 - 0.05 - 0.1, 6);
    expect(found!.keypoints[0]!.x).toBeCloseTo(0.1975, 6);
    expect(found!.keypoints[0]!.y).toBeCloseTo(0.2075, 6);
  });
});

describe('mergeFaces', () => {
  it('averages overlapping boxes by confidence and keeps the best confidence', () => {
    const merged = mergeFaces([face(0, 0, 10, 0.6), face(2, 0, 10, 0.9), face(50, 50, 10, 0.7)]);
    expect(merged.map(({ confidence }) => confidence)).toEqual([0.9, 0.7]);
    expect(merged[0]!.box.x).toBeCloseTo((2 * 0.9) / 1.5, 6);
  });
});

describe('dropRepeats', () => {
  it('keeps the surer find of one face, also at another scale', () => {
    const kept = dropRepeats([face(0, 0, 100, 0.7), face(30, 30, 40, 0.9), face(200, 0, 50, 0.8)]);
    expect(kept.map(({ box }) => box.width)).toEqual([40, 50]);
  });
});

it('measures overlap', () => {
  expect(intersectionOverUnion(face(0, 0, 2, 1).box, face(1, 0, 2, 1).box)).toBeCloseTo(1 / 3, 6);
  expect(intersectionOverUnion(face(0, 0, 2, 1).box, face(5, 5, 2, 1).box)).toBe(0);
});
