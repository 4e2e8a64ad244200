import { describe, expect, it } from 'vitest';
import { contactLine } from './lid-rims.ts';
import { localFrame } from './local-frame.ts';

const frame = localFrame([35, 50], [85, 50]);
const [first, half] = [-33, frame.half];

/** An eye whose lids rise and hang like parabolas, px in its middle. */
function eyeOf(rises: number, hangs: number) {
  const arc = (height: number): Float32Array =>
    Float32Array.from({ length: 2 * -first + 1 }, (_, n) => height * (1 - ((first + n) / half) ** 2));
  return { frame, first, upper: arc(-rises), lower: arc(hangs) };
}

const sagOf = (line: Float32Array): number => {
  const at = (x: number): number => line[Math.round(x * half) - first]!;
  return at(0) - (at(-0.96) + at(0.96)) / 2;
};

describe('the line on which closed lids meet', () => {
  it('hangs below its ends also where the open lower lid is straight, and follows one that hangs lower', () => {
    for (const hangs of [0, 2]) expect(sagOf(contactLine(eyeOf(9, hangs)))).toBeGreaterThan(0.25 * half);
    expect(sagOf(contactLine(eyeOf(4, 11)))).toBeGreaterThan(0.35 * half);
  });

  it('lies below the rim of the open lower lid, and is even', () => {
    const { lower, ...eye } = eyeOf(8, 5);
    const line = contactLine({ ...eye, lower });
    for (let n = -20; n <= 20; n++) {
      expect(line[n - first]!).toBeGreaterThan(lower[n - first]!);
      const bend = line[n - first - 1]! + line[n - first + 1]! - 2 * line[n - first]!;
      expect(bend).toBeLessThan(0);
      expect(bend).toBeGreaterThan(-0.05);
    }
  });
});
