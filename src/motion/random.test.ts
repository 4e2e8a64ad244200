import { describe, expect, it } from 'vitest';
import { cosTurns, portableExp, portableLn, sinTurns } from './portable-math.ts';
import { Random } from './random.ts';

describe('Random', () => {
  it('gives the same numbers on every machine', () => {
    const random = new Random(1);
    expect([random.uint32(), random.uint32(), random.uint32(), random.uint32()]).toMatchInlineSnapshot(`
      [
        393288148,
        2174103013,
        3814759091,
        2092745082,
      ]
    `);
    expect([
      random.uniform(),
      random.normal(),
      random.normal(),
      random.logNormal(2, 0.5),
    ]).toMatchInlineSnapshot(`
      [
        0.43427017709149285,
        0.3803943146421063,
        -0.5700680940401325,
        2.68649122999903,
      ]
    `);
    expect(new Random(1).fork('blinks').uint32()).toMatchInlineSnapshot(`3495239510`);
  });

  it('follows the xoshiro128** recurrence', () => {
    // Reference: the published algorithm, run on 64-bit integers.
    const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & 0xffffffffn;
    const mix = (input: bigint) => {
      let z = input;
      z = ((z ^ (z >> 16n)) * 0x21f0aaadn) & 0xffffffffn;
      z = ((z ^ (z >> 15n)) * 0x735a2d97n) & 0xffffffffn;
      return z ^ (z >> 15n);
    };
    const s: bigint[] = [];
    for (let i = 1n; i <= 4n; i++) s.push(mix((77n + i * 0x9e3779b9n) & 0xffffffffn));
    const random = new Random(77);
    for (let n = 0; n < 100; n++) {
      const expected = (rotate((s[1] * 5n) & 0xffffffffn, 7n) * 9n) & 0xffffffffn;
      const t = (s[1] << 9n) & 0xffffffffn;
      s[2] ^= s[0];
      s[3] ^= s[1];
      s[1] ^= s[2];
      s[0] ^= s[3];
      s[2] ^= t;
      s[3] = rotate(s[3], 11n);
      expect(BigInt(random.uint32())).toBe(expected);
    }
  });

  it('draws uniform and normal numbers with the right moments', () => {
    const random = new Random(5);
    const uniform = Array.from({ length: 40000 }, () => random.uniform());
    const normal = Array.from({ length: 40000 }, () => random.normal());
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(mean(normal)).toBeCloseTo(0, 1.5);
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1);
    expect(mean(normal.map((value) => value ** 4))).toBeGreaterThan(2.8);
    expect(mean(normal.map((value) => value ** 4))).toBeLessThan(3.2);
  });

  it('keeps a fork independent of what was drawn before', () => {
    const one = new Random(9);
    const other = new Random(9);
    other.normal();
    expect(one.fork('gaze').uniform()).toBe(other.fork('gaze').uniform());
    expect(one.fork('gaze').uniform()).not.toBe(one.fork('head').uniform());
  });
});

describe('portable functions', () => {
  it('agree with the built-in ones to 1e-13', () => {
    for (let n = -400; n <= 400; n++) {
      const x = n * 0.0373;
      expect(Math.abs(sinTurns(x) - Math.sin(2 * Math.PI * x))).toBeLessThan(1e-13);
      expect(Math.abs(cosTurns(x) - Math.cos(2 * Math.PI * x))).toBeLessThan(1e-13);
      expect(portableExp(x) / Math.exp(x)).toBeCloseTo(1, 13);
      expect(portableLn(portableExp(x))).toBeCloseTo(x, 12);
    }
    expect(portableLn(1e-300)).toBeCloseTo(Math.log(1e-300), 11);
  });
});
