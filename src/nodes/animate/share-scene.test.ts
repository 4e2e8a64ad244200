import { afterEach, describe, expect, it, vi } from 'vitest';
import { plainImage } from '../../../tests/support/photos.ts';
import { takeOf } from '../../../tests/support/portrait.ts';
import { prepareScene } from '../../motion/renderer/prepare-scene.ts';
import { renderFrame } from '../../motion/renderer/render-frame.ts';
import type { Scene } from '../../motion/renderer/scene.ts';
import { shareScene } from './share-scene.ts';

const motion = takeOf([{}, { 'camera.x': 0.02, 'camera.focus': 0.4 }]);

function scene(): Scene {
  const image = plainImage(64, 48, [40, 90, 160]);
  for (let k = 0; k < image.data.length; k += 4) image.data[k] = (7 * k) % 251;
  const data = Float32Array.from({ length: 64 * 48 }, (_, k) => (k % 64 > 20 && k % 64 < 40 ? 1 : 0));
  const matte = { type: 'Mask' as const, width: 64, height: 48, data };
  return prepareScene(
    { image, matte, motion },
    { headStrength: 1, parallax: 1, sharpness: 0.25, followThrough: 0.5 },
  );
}

describe('a scene for several workers', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('lies in shared memory where the page is isolated, and draws the same frames', () => {
    vi.stubGlobal('crossOriginIsolated', true);
    const own = scene();
    const common = structuredClone(shareScene(own));
    for (const pixels of [common.photo, common.layer, common.plate, common.blurred?.layer[1]])
      expect(pixels?.buffer).toBeInstanceOf(SharedArrayBuffer);
    const [a, b] = [new Uint8ClampedArray(own.photo.length), new Uint8ClampedArray(own.photo.length)];
    renderFrame(own, motion, 1, a);
    renderFrame(common, motion, 1, b);
    expect(b).toEqual(a);
    expect(a).not.toEqual(own.photo);
  });

  it('is left as it is elsewhere', () => {
    const own = scene();
    expect(shareScene(own)).toBe(own);
  });
});
