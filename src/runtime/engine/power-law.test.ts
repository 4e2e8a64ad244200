import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PowerLaw } from './power-law.ts';

const inProportion = { believed: 1, firmness: 0.1 };
const withoutEffect = { believed: 0, firmness: 0.1 };

describe('a power law', () => {
  it('knows nothing before an example, and follows its belief after one', () => {
    const law = new PowerLaw([inProportion, withoutEffect]);
    expect(law.predict([0, 0], '')).toBeUndefined();
    law.learn([Math.log(10), Math.log(3)], 200, '');
    expect(law.predict([Math.log(10), Math.log(3)], '')).toBeCloseTo(200);
    expect(law.predict([Math.log(20), Math.log(3)], '')).toBeCloseTo(400);
    expect(law.predict([Math.log(10), Math.log(6)], '')).toBeCloseTo(200);
    expect(law.predict([Number.NaN, Number.NaN], '')).toBeCloseTo(200);
  });

  it('finds out within a few examples which sizes matter', () => {
    const truth = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }));
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 })), {
      minLength: 8,
      maxLength: 16,
    });
    fc.assert(
      fc.property(truth, sizes, ([a, b], seen) => {
        const law = new PowerLaw([inProportion, withoutEffect]);
        const amountOf = (x: number, y: number) => 5 * x ** a * y ** b;
        for (const [x, y] of seen) law.learn([Math.log(x), Math.log(y)], amountOf(x, y), '');
        const spread = (values: readonly number[]) => Math.max(...values) / Math.min(...values);
        fc.pre(spread(seen.map(([x]) => x)) > 8 && spread(seen.map(([, y]) => y)) > 8);
        const [x, y] = seen[seen.length - 1]!;
        const error = law.predict([Math.log(x), Math.log(y)], '')! / amountOf(x, y);
        expect(Math.abs(Math.log(error))).toBeLessThan(Math.log(2));
      }),
    );
  });

  it('keeps choices apart, and forgets what is long past', () => {
    const law = new PowerLaw([]);
    for (let index = 0; index < 5; index++) {
      law.learn([], 100, 'draft');
      law.learn([], 1000, 'best');
    }
    expect(law.predict([], 'draft')).toBeLessThan(150);
    expect(law.predict([], 'best')).toBeGreaterThan(650);
    for (let index = 0; index < 16; index++) law.learn([], 50, 'draft');
    expect(law.predict([], 'draft')).toBeCloseTo(50);
  });

  it('does not follow a size without end', () => {
    const law = new PowerLaw([inProportion]);
    law.learn([Math.log(1)], 1, '');
    expect(law.predict([Math.log(1e9)], '')).toBeCloseTo(64);
  });
});
