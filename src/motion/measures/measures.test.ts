import { describe, expect, it } from 'vitest';
import { borderStreaks } from './border-streaks.ts';
import { contactSheet } from './contact-sheet.ts';
import { temporalFlicker } from './flicker.ts';
import { holes } from './holes.ts';
import { loopSeam } from './loop-seam.ts';
import { psnr } from './picture-difference.ts';
import { laplacianVariance } from './sharpness.ts';

const SIDE = 16;

/** A grey frame with a bright column that stands at `x` (fractions are shared between neighbours). */
function bar(x: number): Uint8ClampedArray {
  const out = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  for (let k = 0; k < SIDE * SIDE; k++) {
    const near = Math.max(0, 1 - Math.abs((k % SIDE) - x) / 3);
    out.fill(60 + 180 * near, 4 * k, 4 * k + 3);
  }
  return out;
}

const swing = (count: number, at: (n: number) => number): Uint8ClampedArray[] =>
  Array.from({ length: count }, (_, n) => bar(8 + 4 * at(n)));

describe('measures of a take', () => {
  it('gives equal pictures endless PSNR and one grey level of difference 48 dB', () => {
    expect(psnr(bar(4), bar(4))).toBe(Infinity);
    const brighter = bar(4).map((v, k) => (k % 4 === 3 ? v : v + 1));
    expect(psnr(bar(4), brighter)).toBeCloseTo(48.13, 1);
  });

  it('finds the seam of a take that does not close, and none in one that does', () => {
    const closed = loopSeam(swing(24, (n) => Math.sin((2 * Math.PI * (n + 4)) / 24)));
    const open = loopSeam(swing(24, (n) => Math.sin((2 * Math.PI * n) / 40)));
    expect(closed.value).toBeLessThanOrEqual(1.2);
    expect(open.value).toBeGreaterThan(2);
    expect(open.velocity).toBeGreaterThan(closed.velocity);
  });

  it('counts flicker only where asked', () => {
    const frames = swing(4, (n) => n / 2);
    expect(temporalFlicker(frames, (k) => k % SIDE < 3)).toBe(1);
    expect(temporalFlicker(frames, () => true)).toBeLessThan(1);
  });

  it('calls a smoother picture less sharp, and sees holes', () => {
    const soft = bar(8).map((v, k) => (k % 4 === 3 ? v : 120 + (v - 120) / 2));
    expect(laplacianVariance(soft, SIDE, SIDE)).toBeLessThan(0.5 * laplacianVariance(bar(8), SIDE, SIDE));
    const torn = bar(8);
    torn[4 * 7 + 3] = 0;
    expect(holes(torn)).toBe(1);
  });

  it('sees borders that are black or drawn out, and none in a picture with texture', () => {
    const texture = new Uint8ClampedArray(SIDE * SIDE * 4).map((_, i) =>
      i % 4 === 3 ? 255 : (i * 37) % 251,
    );
    expect(borderStreaks(texture, SIDE, SIDE)).toBe(0);
    const black = texture.slice();
    for (let y = 0; y < SIDE; y++) black.fill(0, 4 * y * SIDE, 4 * (y * SIDE + 6));
    // The left side, and the columns at top and bottom that are black all through.
    expect(borderStreaks(black, SIDE, SIDE)).toBeCloseTo((SIDE + 12) / (4 * SIDE), 5);
    const drawnOut = texture.slice();
    for (let y = 1; y < 6; y++) drawnOut.copyWithin(4 * y * SIDE, 0, 4 * SIDE);
    expect(borderStreaks(drawnOut, SIDE, SIDE)).toBeCloseTo(0.25, 1);
  });

  it('lays frames side by side', () => {
    const sheet = contactSheet(
      swing(3, (n) => n),
      { width: SIDE, height: SIDE },
      'full',
      undefined,
      2,
    );
    expect([sheet.width, sheet.height]).toEqual([2 * SIDE, 2 * SIDE]);
    expect(sheet.data[4 * (SIDE + 12)]).toBe(bar(12)[4 * 12]);
  });
});
