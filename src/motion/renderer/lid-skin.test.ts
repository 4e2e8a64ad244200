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

/** A flat face with an open eye, 50 px long, whose lashes are a band of this luma above the upper rim, edges `soft` px wide. */
function lidOf(lashes: number, tall: number, soft = 0) {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(SKIN);
  for (let y = 42 - tall - soft; y <= 42 + soft; y++) {
    const away = Math.max(0, 42 - tall - y, y - 42) / (soft + 1);
    const luma = lashes + away * (SKIN - lashes);
    for (let x = 35; x <= 85; x++) data.fill(luma, 4 * (y * WIDTH + x), 4 * (y * WIDTH + x) + 3);
  }
  const image: ImageValue = { type: 'Image', width: WIDTH, height: HEIGHT, data };
  const strip = { upper: level(-8), lower: level(6), top: level(-26), bottom: level(16), gap: 14 };
  return lidSkin(image, { frame, first, ...strip });
}

describe('the lash line of a closed eye', () => {
  it('takes its darkness from the lashes in the photo, or from the shadow between the lids', () => {
    const [dark, soft, bare] = [lidOf(30, 4), lidOf(140, 4), lidOf(SKIN, 4)];
    expect(dark.lashes[0]).toBeLessThan(30);
    // where no dark lashes are seen, the line is the shadow between the lids and their rows of lashes
    for (const lid of [soft, bare]) expect(lid.lashes[0] / SKIN).toBeCloseTo(0.3, 1.5);
  });

  it('is as full as the lashes in the photo', () => {
    expect(lidOf(30, 6).fullness).toBeGreaterThan(1.3 * lidOf(30, 1).fullness);
  });

  it('is as soft as the photo draws the open lid', () => {
    expect(lidOf(30, 4).softness).toBeLessThan(lidOf(30, 4, 3).softness);
  });

  it('is thin toward both corners, hangs over the lower lid and fades there before the skin that stays', () => {
    const lid = { ...lidOf(30, 4), fullness: 1, softness: 0.5 };
    const eye = { side: 'left', frame, first, lid } as unknown as EyeScene;
    const at = (off: number, outward: number, closure = 1, room = 12): number =>
      lashLine(eye, closure, off, outward * frame.half, room);
    expect(at(0, 0)).toBeGreaterThan(0.85);
    expect(at(-3, 0)).toBe(0);
    expect(at(4, 0.3)).toBeGreaterThan(0.05);
    for (const corner of [-0.95, 1]) expect(at(1.5, corner)).toBeLessThan(0.7 * at(1.5, 0.2));
    expect(at(4, -0.8)).toBeLessThan(at(4, 0.5));
    expect(at(0, 1.41)).toBe(0);
    expect(at(0, -1.41)).toBe(0);
    // lashes of an open lid are fainter, and none of the line is drawn where skin stays as it is
    expect(at(0, 0, 0.6)).toBeLessThan(0.7 * at(0, 0));
    expect(at(4, 0.3, 1, 4)).toBe(0);
    expect(at(0, 0, 0)).toBe(0);
  });
});

describe('the skin of a closed lid', () => {
  /** Mean luma of the lid in a face whose eye lies in a shade of this luma, above a cheek of {@link SKIN}. */
  function lidIn(shade: number): number {
    const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(SKIN);
    for (let y = 0; y < 68; y++) data.fill(shade, 4 * y * WIDTH, 4 * (y + 1) * WIDTH);
    const image: ImageValue = { type: 'Image', width: WIDTH, height: HEIGHT, data };
    const strip = { upper: level(-8), lower: level(6), top: level(-26), bottom: level(20), gap: 14 };
    const { tone } = lidSkin(image, { frame, first, ...strip });
    return tone.reduce((a, b) => a + b) / tone.length;
  }

  it('is lit as the cheek is when the photo has the eye in the shade, though never as brightly', () => {
    const plain = lidIn(SKIN);
    expect(plain / SKIN).toBeCloseTo(1, 1);
    for (const shade of [0.6 * SKIN, 0.72 * SKIN]) {
      expect(lidIn(shade)).toBeGreaterThan(1.07 * shade);
      expect(lidIn(shade)).toBeLessThan(0.9 * SKIN);
    }
    expect(lidIn(0.95 * SKIN) / (0.95 * SKIN)).toBeCloseTo(plain / SKIN, 2);
  });
});
