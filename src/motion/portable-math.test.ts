import { describe, expect, it } from 'vitest';
import { angleTurns, hypotenuse } from './portable-math.ts';

describe('portable mathematics', () => {
  it('finds angles in all quadrants as the built-in does', () => {
    for (let n = 0; n < 400; n++) {
      const [x, y] = [Math.cos(n * 0.37) * (1 + n), Math.sin(n * 0.37) * (1 + n)];
      expect(Math.abs(angleTurns(y, x) - Math.atan2(y, x) / (2 * Math.PI))).toBeLessThan(1e-14);
    }
    expect(angleTurns(0, 0)).toBe(0);
    expect(angleTurns(0, -2)).toBe(0.5);
    expect(angleTurns(-3, 0)).toBe(-0.25);
  });

  it('measures lengths', () => {
    expect(hypotenuse(3, -4)).toBe(5);
    expect(hypotenuse(0, 0)).toBe(0);
  });
});
