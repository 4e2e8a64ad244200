import { describe, expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import { Random } from '../random.ts';
import { backgroundPlate, plateGround } from './plate.ts';
import { pushPull } from './push-pull.ts';

const SIZE = 128;

/** Slanted stripes with grain, 16 px a period. */
function stripes(): ImageValue {
  const random = new Random(5);
  const data = new Uint8ClampedArray(SIZE * SIZE * 4);
  for (let k = 0; k < SIZE * SIZE; k++) {
    const across = (k % SIZE) + 0.5 * Math.floor(k / SIZE);
    const light = (across % 16 < 8 ? 70 : 180) + 6 * random.normal();
    data.set([light, 0.9 * light, 0.7 * light, 255], 4 * k);
  }
  return { type: 'Image', width: SIZE, height: SIZE, data };
}

/** A subject of 44 px across in the middle that reaches to the bottom. */
function subject(): Float32Array {
  const alpha = new Float32Array(SIZE * SIZE);
  for (let y = 30; y < SIZE; y++) alpha.fill(1, y * SIZE + 42, y * SIZE + 86);
  return alpha;
}

/** What flows in from the sides without patches. */
function blurred(image: ImageValue, alpha: Float32Array): Float32Array {
  const data = new Float32Array(SIZE * SIZE * 4);
  for (let k = 0; k < alpha.length; k++)
    if (alpha[k] === 0) data.set([...image.data.subarray(4 * k, 4 * k + 3), 1], 4 * k);
  pushPull(data, SIZE, SIZE);
  return data;
}

function meanError(a: ArrayLike<number>, b: ArrayLike<number>, within: (k: number) => boolean): number {
  let [sum, count] = [0, 0];
  for (let k = 0; k < SIZE * SIZE; k++) {
    if (!within(k)) continue;
    sum += Math.abs(a[4 * k]! - b[4 * k]!);
    count++;
  }
  return sum / count;
}

describe('the background behind the subject', () => {
  const [image, alpha] = [stripes(), subject()];
  const ground = plateGround(image, alpha);
  const plate = backgroundPlate(ground, 20);

  it('goes on in stripes across the hole, far better than a blur', () => {
    const rim = (k: number): boolean =>
      alpha[k] === 1 && ((k % SIZE) - 42 < 15 || 86 - (k % SIZE) < 15 || Math.floor(k / SIZE) < 45);
    const blur = meanError(blurred(image, alpha), image.data, rim);
    expect(blur).toBeGreaterThan(30);
    expect(meanError(plate, image.data, rim)).toBeLessThan(0.45 * blur);
  });

  it('is the photo away from the subject', () => {
    const away = (k: number): boolean => k % SIZE < 38 || k % SIZE >= 90 || Math.floor(k / SIZE) < 26;
    expect(meanError(plate, image.data, away)).toBe(0);
  });

  it('is the same every time, whatever was made from the same ground before', () => {
    const other = backgroundPlate(ground, 3);
    expect(other).not.toEqual(plate);
    expect(backgroundPlate(ground, 20)).toEqual(plate);
    expect(backgroundPlate(plateGround(image, alpha), 20)).toEqual(plate);
  });

  it('goes on in the colour of a small thing that the subject cuts off', () => {
    const [orange, blue] = [
      [230, 140, 20, 255],
      [90, 130, 210, 255],
    ];
    const data = new Uint8ClampedArray(SIZE * SIZE * 4);
    for (let k = 0; k < SIZE * SIZE; k++) {
      const [x, y] = [k % SIZE, Math.floor(k / SIZE)];
      data.set(x < 42 && x >= 30 && y >= 70 ? orange : blue, 4 * k);
    }
    const filled = backgroundPlate(
      plateGround({ type: 'Image', width: SIZE, height: SIZE, data }, alpha),
      10,
    );
    const beside = 4 * (100 * SIZE + 45);
    expect(filled[beside]).toBeGreaterThan(180);
    expect(filled[beside + 2]).toBeLessThan(90);
    const right = 4 * (100 * SIZE + 82);
    expect(filled[right + 2]).toBeGreaterThan(180);
  });

  it('is filled with what flows in where almost everything is covered', () => {
    const most = new Float32Array(SIZE * SIZE).fill(1);
    for (let y = 0; y < SIZE; y++) most.fill(0, y * SIZE, y * SIZE + 6);
    const filled = backgroundPlate(plateGround(image, most), 20);
    let opaque = true;
    for (let k = 3; k < filled.length; k += 4) opaque &&= filled[k] === 255;
    expect(opaque).toBe(true);
  });
});
