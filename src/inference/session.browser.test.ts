import { beforeAll, describe, expect, it } from 'vitest';
import portraits from '../../models/golden/portraits.json';
import type { ImageValue } from '../values/value.ts';
import { cropOfDetection, fitLandmarks } from './face-landmarks.ts';
import { findFaces } from './find-faces.ts';
import { modelEntry } from './manifest.ts';
import type { ModelHost } from './session.ts';

function host(): ModelHost & { readonly notices: string[] } {
  const notices: string[] = [];
  return {
    signal: new AbortController().signal,
    notices,
    notice: (message) => notices.push(message),
    readModel: async (id) =>
      new Uint8Array(await (await fetch(`/models/${modelEntry(id).file}`)).arrayBuffer()),
    hasGpu: false,
    threads: 2,
  };
}

async function photo(name: string): Promise<ImageValue> {
  const bitmap = await createImageBitmap(await (await fetch(`/samples/${name}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const { width, height, data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  return { type: 'Image', width, height, data };
}

describe('models in a browser', () => {
  const images = new Map<string, ImageValue>();

  beforeAll(async () => {
    for (const { photo: name } of portraits) images.set(name, await photo(name));
  });

  // With the browser's own JPEG decoder the whole chain meets the original's points.
  it.each(portraits.map((golden) => [golden.photo, golden] as const))(
    'place the points of %s within 0.5 px of the original weights, from photo to points',
    async (name, golden) => {
      const image = images.get(name)!;
      const [face] = await findFaces(host(), image, { minConfidence: 0.7, effort: 'auto' });
      const { landmarks } = await fitLandmarks(host(), image, cropOfDetection(face!));
      const distances = golden.landmarks.map(([x, y], i) =>
        Math.hypot(landmarks[i * 3]! - x!, landmarks[i * 3 + 1]! - y!),
      );
      expect(Math.max(...distances)).toBeLessThan(0.5);
    },
  );

  it('fall back to the processor, with one notice, when the GPU fails', async () => {
    // Without an adapter the GPU build cannot start a session.
    Object.defineProperty(navigator, 'gpu', { value: undefined, configurable: true });
    const gpuHost = { ...host(), hasGpu: true };
    const search = { minConfidence: 0.7, effort: 'quick' } as const;
    const image = images.get('astronaut.jpg')!;
    expect(await findFaces(gpuHost, image, search)).toHaveLength(1);
    expect(await findFaces(gpuHost, image, search)).toHaveLength(1);
    expect(gpuHost.notices).toEqual([expect.stringContaining('processor')]);
  });
});
