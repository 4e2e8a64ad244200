import { describe, expect, it } from 'vitest';
import type { Framing } from '../../nodes/camera-path/framing.ts';
import { fitFraming, framingCorners, movedFraming, resizedFraming, turnedFraming } from './drag-framing.ts';

const WHOLE: Framing = { x: 0, y: 0, zoom: 1, roll: 0 };

describe('a framing that is dragged', () => {
  it('never shows a border of the photo', () => {
    for (const aspect of [0.6, 1, 1.8]) {
      for (const roll of [-9, -2, 0, 1, 3]) {
        for (const [x, y, zoom] of [
          [1, -1, 1.25],
          [-0.05, 0.02, 1.1],
          [0, 0, 0.5],
          [0.2, 0.2, 9],
        ] as const) {
          const fitted = fitFraming({ x, y, zoom, roll }, aspect);
          for (const corner of framingCorners(fitted, aspect)) {
            expect(Math.abs(corner.x)).toBeLessThanOrEqual(0.5 + 1e-9);
            expect(Math.abs(corner.y)).toBeLessThanOrEqual(0.5 / aspect + 1e-9);
          }
        }
      }
    }
  });

  it('moves where there is room, and not where there is none', () => {
    expect(movedFraming(WHOLE, { x: 0.1, y: 0.1 }, 1)).toEqual(WHOLE);
    const near = movedFraming({ ...WHOLE, zoom: 1.2 }, { x: 0.03, y: -0.02 }, 1);
    expect([near.x, near.y]).toEqual([0.03, -0.02]);
  });

  it('is as large as the pointer says, about its middle', () => {
    const small = resizedFraming(WHOLE, { x: 0.45, y: 0.45 }, 1);
    expect(small.zoom).toBeCloseTo(0.5 / 0.45, 6);
    expect(resizedFraming(WHOLE, { x: 0.1, y: 0.1 }, 1).zoom).toBe(1.25);
    expect(resizedFraming(small, { x: 2, y: 2 }, 1).zoom).toBe(1);
  });

  it('leans with the pointer and comes nearer for it', () => {
    const leaning = turnedFraming(WHOLE, { x: 0.02, y: -0.6 }, 1);
    expect(leaning.roll).toBeCloseTo(1.91, 2);
    expect(leaning.zoom).toBeGreaterThan(1.03);
    expect(turnedFraming(WHOLE, { x: 1, y: 0 }, 1).roll).toBe(3);
  });
});
