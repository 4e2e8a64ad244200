import { describe, expect, it } from 'vitest';
import { followPoints } from './follow-points.ts';
import type { Grey } from './optical-flow.ts';

const SIDE = 160;
const POINTS = [33, 263, 4];

/** A smooth pattern moved by (dx, dy) px. */
function pattern(dx: number, dy: number, gain = 1, period = 9): Grey {
  const data = Float32Array.from({ length: SIDE * SIDE }, (_, k) => {
    const [x, y] = [(k % SIDE) - dx, Math.floor(k / SIDE) - dy];
    const waves =
      Math.sin((2 * Math.PI * x) / period) +
      Math.sin((2 * Math.PI * (y + 0.3 * x)) / 13) +
      Math.sin((x * y) / 150);
    return gain * (128 + 30 * waves);
  });
  return { width: SIDE, height: SIDE, data };
}

/** Landmarks in the photo, and what a model says of the frame: right to about two pixels. */
function landmarks(dx: number, dy: number): Float32Array {
  const out = new Float32Array(478 * 3);
  out.set([50, 70, 0], 3 * 33);
  out.set([110, 72, 0], 3 * 263);
  out.set([80, 95, 0], 3 * 4);
  for (const point of POINTS) {
    out[3 * point]! += dx;
    out[3 * point + 1]! += dy;
  }
  return out;
}

describe('followPoints', () => {
  it('finds to a twentieth of a pixel where the photo’s pixels went, also when the light changed', () => {
    const found = followPoints(
      pattern(0, 0),
      pattern(1.4, -0.7, 1.06),
      landmarks(0, 0),
      landmarks(3, 0.8),
      POINTS,
    );
    for (const point of POINTS) {
      expect(found.trust[point]).toBeGreaterThan(0.5);
      expect(found.landmarks[3 * point]! - landmarks(1.4, 0)[3 * point]!).toBeCloseTo(0, 1.1);
      expect(found.landmarks[3 * point + 1]! - landmarks(0, -0.7)[3 * point + 1]!).toBeCloseTo(0, 1.1);
    }
    expect(found.trust.reduce((a, b) => a + b)).toBeLessThanOrEqual(POINTS.length);
  });

  it('leaves the model’s points, untrusted, where the frame shows something else', () => {
    const start = landmarks(3, 0.8);
    const found = followPoints(pattern(0, 0), pattern(0, 0, 1, 31), landmarks(0, 0), start, POINTS);
    expect(found.trust.every((value) => value === 0)).toBe(true);
    expect(found.landmarks).toEqual(start);
  });
});
