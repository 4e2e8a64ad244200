import { describe, expect, it } from 'vitest';
import { plainImage } from '../../../tests/support/photos.ts';
import { takeOf } from '../../../tests/support/portrait.ts';
import { prepareScene } from '../../motion/renderer/prepare-scene.ts';
import { keptStillScene } from './still-scenes.ts';

const OPTIONS = { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 };

/** A dotted picture with a bar in the middle that stands before the rest. */
function pictured(width: number, height: number, dots = 7) {
  const image = plainImage(width, height, [40, 90, 160]);
  for (let k = 0; k < image.data.length; k += 4) image.data[k] = (dots * k) % 251;
  const data = Float32Array.from({ length: width * height }, (_, k) =>
    k % width > 0.3 * width && k % width < 0.6 * width ? 1 : 0,
  );
  return { image, matte: { type: 'Mask' as const, width, height, data } };
}

describe('the still part of a scene', () => {
  it('is made once for the same content, and other motions are drawn as if it were new', () => {
    const first = keptStillScene(pictured(64, 48));
    for (const shift of [0.02, 0.1]) {
      const motion = takeOf([{}, { 'camera.orbit': 40 * shift, 'camera.x': shift }]);
      const sources = { ...pictured(64, 48), motion };
      const still = keptStillScene(sources);
      expect(still).toBe(first);
      expect(prepareScene(sources, OPTIONS, still)).toEqual(prepareScene(sources, OPTIONS));
    }
  });

  it('is another for another picture, and the oldest is given up', () => {
    const first = keptStillScene(pictured(64, 48));
    expect(keptStillScene(pictured(64, 48, 5))).not.toBe(first);
    expect(keptStillScene(pictured(64, 48))).toBe(first);
    keptStillScene(pictured(64, 48, 11));
    keptStillScene(pictured(64, 48, 13));
    expect(keptStillScene(pictured(64, 48))).not.toBe(first);
  });

  it('is not kept where the sources are large', () => {
    const depth = { type: 'Depth' as const, width: 64, height: 48, data: new Float32Array(9_000_000) };
    const sources = { ...pictured(64, 48), depth };
    expect(keptStillScene(sources)).not.toBe(keptStillScene(sources));
  });
});
