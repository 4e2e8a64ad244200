import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import type { EyeScene } from './eye-scene.ts';
import { lashLine } from './lash-line.ts';
import { lidSkin } from './lid-skin.ts';
import { localFrame } from './local-frame.ts';

const [WIDTH, HEIGHT, SKIN] = [120, 100, 180];
const frame = localFrame([35, 50], [85, 50]);
const first = -33;
const level = (t: number): Float32Array => new Float32Array(2 * -first + 1).fill(t);

/** A flat face with an open eye, 50 px long, whose lashes are a band of this luma above the upper rim. */
function lidOf(lashes: number, tall: number) {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(SKIN);
  for (let y = 42 - tall; y <= 42; y++)
    for (let x = 35; x <= 85; x++) data.fill(lashes, 4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3);
  const image: ImageValue = { type: 'Image', width: WIDTH, height: HEIGHT, data };
  const strip = { upper: level(-8), lower: level(6), top: level(-26), bottom: level(16), gap: 14 };
  return lidSkin(image, { frame, first, ...strip });
}

describe('the lash line of a closed eye', () => {
  it('takes its darkness from the lashes in the photo, or from the shadow between the lids', () => {
    const [dark, soft, bare] = [lidOf(30, 4), lidOf(140, 4), lidOf(SKIN, 4)];
    expect(dark.lashes[0]).toBeLessThan(20);
    // where no dark lashes are seen, the line is the shadow between the lids and their rows of lashes
    for (const lid of [soft, bare]) expect(lid.lashes[0] / SKIN).toBeCloseTo(0.14, 1.5);
  });

  it('is as full as the lashes in the photo', () => {
    expect(lidOf(30, 6).fullness).toBeGreaterThan(1.3 * lidOf(30, 1).fullness);
  });

  it('is crisp above, reaches down, thins toward the nose and runs out beyond the corners', () => {
    const lid = { ...lidOf(30, 4), fullness: 1 };
    const eye = { side: 'left', frame, first, lid } as unknown as EyeScene;
    const at = (off: number, outward: number, closure = 1): number =>
      lashLine(eye, closure, off, outward * frame.half);
    expect(at(0, 0)).toBeGreaterThan(0.9);
    expect(at(-3.5, 0)).toBe(0);
    expect(at(3, 0)).toBeGreaterThan(0.05);
    expect(at(2.5, -0.9)).toBeLessThan(at(2.5, 0.5));
    expect(at(0, 1.05)).toBeGreaterThan(0.1);
    expect(at(0, 1.31)).toBe(0);
    expect(at(0, -1.36)).toBe(0);
    // to the inner corner only where the lids meet
    expect(at(0, -1.16, 0.6)).toBe(0);
    expect(at(0, -1.16)).toBeGreaterThan(0.5);
    expect(at(0, 0, 0)).toBe(0);
  });
});
