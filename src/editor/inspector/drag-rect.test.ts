import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paramProblem } from '../../runtime/validate-params.ts';
import { dragRect } from './drag-rect.ts';

const RECT_SPEC = { kind: 'rect', label: 'Frame', help: '', default: [0, 0, 1, 1] } as const;

describe('dragging the frame', () => {
  it('moves it, stopping at the edges of the picture', () => {
    expect(dragRect([0.25, 0.25, 0.5, 0.5], 'move', 0.125, -0.125)).toEqual([0.375, 0.125, 0.5, 0.5]);
    expect(dragRect([0.25, 0.25, 0.5, 0.5], 'move', 2, -2)).toEqual([0.5, 0, 0.5, 0.5]);
  });

  it('moves one corner and keeps the opposite one', () => {
    expect(dragRect([0.25, 0.25, 0.5, 0.5], 'nw', 0.125, 0.25)).toEqual([0.375, 0.5, 0.375, 0.25]);
    expect(dragRect([0.25, 0.25, 0.5, 0.5], 'se', 0.25, 0.125)).toEqual([0.25, 0.25, 0.75, 0.625]);
  });

  it('always gives a frame that the crop node takes', () => {
    const rect = fc
      .record({
        x: fc.double({ min: 0, max: 0.9, noNaN: true }),
        y: fc.double({ min: 0, max: 0.9, noNaN: true }),
        w: fc.double({ min: 0.05, max: 1, noNaN: true }),
        h: fc.double({ min: 0.05, max: 1, noNaN: true }),
      })
      .map(({ x, y, w, h }) => [x, y, Math.min(w, 1 - x), Math.min(h, 1 - y)] as const);
    const step = fc.double({ min: -2, max: 2, noNaN: true });
    const corner = fc.constantFrom('move', 'nw', 'ne', 'sw', 'se');
    fc.assert(
      fc.property(rect, corner, step, step, (start, which, dx, dy) => {
        expect(paramProblem(RECT_SPEC, dragRect(start, which, dx, dy))).toBeUndefined();
      }),
    );
  });
});
