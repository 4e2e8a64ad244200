import { describe, expect, it } from 'vitest';
import type { Face } from '../values/faces.ts';
import type { ImageValue } from '../values/value.ts';
import { bestFirst } from './face-suitability.ts';

const SIDE = 400;

/** Stripes of four pixels on the left half, of forty on the right: sharp there, soft here. */
const picture: ImageValue = {
  type: 'Image',
  width: SIDE,
  height: SIDE,
  data: Uint8ClampedArray.from({ length: SIDE * SIDE * 4 }, (_, k) => {
    const x = (k >> 2) % SIDE;
    const period = x < SIDE / 2 ? 8 : 160;
    return 128 + 100 * Math.sin((2 * Math.PI * x) / period);
  }),
};

/** @param nose place of the nose between the ears, 0 right .. 1 left */
function face(x: number, size: number, nose = 0.5, lean = 0): Face {
  const at = (across: number, down: number) => ({
    x: x + size * (across - lean * down),
    y: size * (down + lean * across),
  });
  const keypoints = [at(0.3, 0.4), at(0.7, 0.4), at(nose, 0.6), at(nose, 0.8), at(0, 0.5), at(1, 0.5)];
  return { box: { x, y: 0, width: size, height: size }, confidence: 0.9, keypoints };
}

const order = (...faces: Face[]): number[] => bestFirst(picture, faces).map((one) => faces.indexOf(one));

describe('faces that are best to animate first', () => {
  it('are the largest of those that look into the camera', () => {
    expect(order(face(0, 60), face(0, 90), face(0, 75, 0.55))).toEqual([1, 2, 0]);
  });

  it('are not those that are turned away, unless they are much larger', () => {
    expect(order(face(0, 100, 0.02), face(0, 80))).toEqual([1, 0]);
    expect(order(face(0, 180, 0.98), face(0, 60))).toEqual([0, 1]);
  });

  it('may lean to the side', () => {
    expect(order(face(0, 90, 0.02, 0.5), face(0, 80, 0.5, 0.5))).toEqual([1, 0]);
    expect(order(face(0, 90, 0.5, 0.5), face(0, 80))).toEqual([0, 1]);
  });

  it('are not blurred ones, unless they are much larger', () => {
    expect(order(face(210, 100), face(0, 80))).toEqual([1, 0]);
    expect(order(face(210, 180), face(0, 60))).toEqual([0, 1]);
  });

  it('count those without points as turned away', () => {
    expect(order({ ...face(0, 100), keypoints: [] }, face(0, 80))).toEqual([1, 0]);
  });
});
