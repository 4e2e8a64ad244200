import { describe, expect, it } from 'vitest';
import { fittedView, pannedView, zoomedView } from './time-view.ts';

describe('the part of a take that a graph shows', () => {
  it('comes nearer with a moment staying where it is', () => {
    const view = zoomedView({ from: 0, to: 4 }, 4, 2, 1);
    expect(view).toEqual({ from: 0.5, to: 2.5 });
    expect((1 - view.from) / (view.to - view.from)).toBe(0.25);
  });

  it('is never shorter than a few frames, nor longer than the take', () => {
    const near = zoomedView({ from: 0, to: 4 }, 4, 1000, 3);
    expect(near.to - near.from).toBe(0.25);
    expect(zoomedView({ from: 1, to: 2 }, 4, 0.001, 1.5)).toEqual({ from: 0, to: 4 });
    expect(zoomedView({ from: 0, to: 0.1 }, 0.1, 8, 0)).toEqual({ from: 0, to: 0.1 });
  });

  it('is moved up to the ends of the take, and follows a take that became shorter', () => {
    expect(pannedView({ from: 1, to: 2 }, 4, 0.5)).toEqual({ from: 1.5, to: 2.5 });
    expect(pannedView({ from: 1, to: 2 }, 4, 9)).toEqual({ from: 3, to: 4 });
    expect(pannedView({ from: 1, to: 2 }, 4, -9)).toEqual({ from: 0, to: 1 });
    expect(fittedView({ from: 3, to: 6 }, 4)).toEqual({ from: 1, to: 4 });
  });
});
