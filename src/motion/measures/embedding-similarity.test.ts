import { describe, expect, it } from 'vitest';
import { consistency, cosine, drift } from './embedding-similarity.ts';

/** A unit vector at an angle, degrees. */
const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
const cos = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);

describe('cosine', () => {
  it('is that of the angle, whatever the lengths, and 0 for nothing', () => {
    expect(
      cosine(
        at(10),
        at(70).map((v) => 5 * v),
      ),
    ).toBeCloseTo(0.5, 6);
    expect(cosine(at(0), Float32Array.of(0, 0))).toBe(0);
  });
});

describe('drift', () => {
  it('compares every vector with the first and names the farthest', () => {
    const { mean, min, worst } = drift([at(0), at(10), at(30), at(-20)])!;
    expect(mean).toBeCloseTo((cos(10) + cos(30) + cos(20)) / 3, 5);
    expect(min).toBeCloseTo(cos(30), 5);
    expect(worst).toBe(2);
  });

  it('says nothing of a single vector', () => {
    expect(drift([at(0)])).toBeUndefined();
  });
});

describe('consistency', () => {
  it('takes the mean of the likeness to the first and to the one before', () => {
    expect(consistency([at(0), at(20), at(60)])).toBeCloseTo((cos(20) + (cos(60) + cos(40)) / 2) / 2, 5);
  });

  it('counts opposites as nothing in common', () => {
    expect(consistency([at(0), at(180)])).toBe(0);
  });
});
