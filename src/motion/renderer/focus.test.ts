import { describe, expect, it } from 'vitest';
import { takeOf } from '../../../tests/support/portrait.ts';
import type { ImageValue } from '../../values/value.ts';
import { laplacianVariance } from '../measures/sharpness.ts';
import { Random } from '../random.ts';
import { prepareScene } from './prepare-scene.ts';
import { renderFrame } from './render-frame.ts';

const [WIDTH, HEIGHT] = [512, 32];
const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };

/** Grain on grey. */
function grain(): ImageValue {
  const random = new Random(3);
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4);
  for (let k = 0; k < data.length; k += 4)
    data.fill(128 + 20 * random.normal(), k, k + 3).fill(255, k + 3, k + 4);
  return { type: 'Image', width: WIDTH, height: HEIGHT, data };
}

/** How sharp the far third, at the left, and the near third, at the right, are in each frame. */
function sharpness(near: number): Array<readonly [far: number, near: number]> {
  const image = grain();
  const data = Float32Array.from({ length: WIDTH * HEIGHT }, (_, k) => (k % WIDTH < WIDTH / 2 ? 0 : near));
  const motion = takeOf([{}, { 'camera.focus': 0.8 }, { 'camera.focus': -0.8 }]);
  const depth = { type: 'Depth' as const, width: WIDTH, height: HEIGHT, data };
  const scene = prepareScene({ image, motion, depth }, OPTIONS);
  return [0, 1, 2].map((frame) => {
    const out = new Uint8ClampedArray(image.data.length);
    renderFrame(scene, motion, frame, out);
    const of = (counts: (x: number) => boolean): number => laplacianVariance(out, WIDTH, HEIGHT, counts);
    return [of((x) => x < WIDTH / 3), of((x) => x > (2 * WIDTH) / 3)] as const;
  });
}

describe('a picture of one layer', () => {
  it('goes out of focus by its depth', () => {
    const [photo, background, foreground] = sharpness(1);
    expect(background![0]).toBeLessThan(0.2 * photo![0]);
    expect(background![1]).toBeGreaterThan(0.95 * photo![1]);
    expect(foreground![1]).toBeLessThan(0.2 * photo![1]);
    expect(foreground![0]).toBeGreaterThan(0.95 * photo![0]);
  });

  it('keeps what is there in focus where nothing lies behind anything', () => {
    const [photo, background] = sharpness(0.01);
    expect(background).toEqual(photo);
  });
});
