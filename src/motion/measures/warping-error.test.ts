import { describe, expect, it } from 'vitest';
import { opticalFlow } from './optical-flow.ts';
import { continuation, smallFrame } from './warping-error.ts';

const [WIDTH, HEIGHT] = [96, 80];

/** Smooth texture moved by (dx, dy) px, brighter by `light`. */
function texture(dx: number, dy: number, light = 0): Uint8ClampedArray {
  const out = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let k = 0; k < WIDTH * HEIGHT; k++) {
    const [x, y] = [(k % WIDTH) - dx, Math.floor(k / WIDTH) - dy];
    const value = 128 + 50 * Math.sin(x / 5) * Math.cos(y / 6) + 30 * Math.sin((x + 2 * y) / 9) + light;
    out.fill(value, 4 * k, 4 * k + 3);
  }
  return out;
}

const small = (rgba: Uint8ClampedArray) => smallFrame(rgba, WIDTH, HEIGHT);

describe('opticalFlow', () => {
  it('finds how far a texture moved, also by several pixels', () => {
    for (const [dx, dy] of [
      [0.5, 0],
      [2, -1],
      [5, 3],
    ] as const) {
      const flow = opticalFlow(small(texture(0, 0)).grey, small(texture(dx, dy)).grey);
      const middle = 40 * WIDTH + 48;
      expect(flow.dx[middle]).toBeCloseTo(-dx, 0);
      expect(flow.dy[middle]).toBeCloseTo(-dy, 0);
    }
  });

  it('leaves a still picture alone', () => {
    const { grey } = small(texture(0, 0));
    expect(opticalFlow(grey, grey).dx.every((v) => v === 0)).toBe(true);
  });
});

describe('continuation', () => {
  const before = small(texture(0, 0));

  it('has a small error for motion and a large one for a flash', () => {
    const moved = continuation(before, small(texture(2, 1)));
    expect(moved.error).toBeLessThan(1.5);
    expect(moved.followed).toBeGreaterThan(0.95);
    expect(continuation(before, small(texture(0, 0, 12))).error).toBeGreaterThan(4);
  });

  it('cannot follow a tear', () => {
    const torn = texture(0, 0);
    for (let y = 20; y < 60; y++) torn.fill(255, 4 * (y * WIDTH + 40), 4 * (y * WIDTH + 56));
    const { followed } = continuation(before, small(torn));
    expect(followed).toBeLessThan(0.97);
  });

  it('is perfect without motion', () => {
    expect(continuation(before, before)).toEqual({ error: 0, followed: 1 });
  });
});

describe('smallFrame', () => {
  it('averages whole blocks down to 128 px', () => {
    const rgba = new Uint8ClampedArray(400 * 2 * 4).map((_, i) => (i % 4 === 0 ? 90 : 30));
    const { grey, colour } = smallFrame(rgba, 400, 2);
    expect(grey.width).toBe(100);
    expect(colour.length).toBe(3 * grey.width * grey.height);
  });
});
