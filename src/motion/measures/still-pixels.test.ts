import { describe, expect, it } from 'vitest';
import { takeOf } from '../../../tests/support/portrait.ts';
import { movesPicture, stillPixels } from './still-pixels.ts';

describe('stillPixels', () => {
  it('keeps its distance from everything that is not surely background', () => {
    const [width, height, margin] = [20, 20, 3];
    const background = new Float32Array(width * height).fill(1);
    background[10 * width + 10] = 0.5;
    const still = stillPixels(background, width, height, margin);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const near = Math.max(Math.abs(x - 10), Math.abs(y - 10)) <= margin;
        expect(still[y * width + x]).toBe(near ? 0 : 1);
      }
    }
  });

  it('finds none in a picture that is all subject', () => {
    expect(stillPixels(new Float32Array(36), 6, 6, 1).every((v) => v === 0)).toBe(true);
  });
});

describe('movesPicture', () => {
  it('is true for camera and light alone, and only when they move', () => {
    expect(movesPicture(takeOf([{}, { 'camera.zoom': 0.02 }]))).toBe(true);
    expect(movesPicture(takeOf([{}, { light: 0.02 }]))).toBe(true);
    expect(movesPicture(takeOf([{}, { 'camera.zoom': 0 }, { 'head.yaw': 5 }]))).toBe(false);
  });
});
