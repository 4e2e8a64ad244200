import { describe, expect, it } from 'vitest';
import { testContext } from '../../../tests/support/run-context.ts';
import type { DecodedImage } from '../../media/image/decode-image.ts';
import { remarks, run } from './load-image.run.ts';

const image = { type: 'Image', width: 8, height: 6, data: new Uint8ClampedArray(192) } as const;
const still: DecodedImage = {
  image,
  header: {
    mediaType: 'image/jpeg',
    width: 8,
    height: 6,
    orientation: 1,
    hasProfile: false,
    frameCount: 1,
  },
  originalWidth: 8,
  originalHeight: 6,
};

describe('load-image', () => {
  it('asks for a photo when none is chosen', async () => {
    await expect(run(testContext(), {}, { file: '', maxSide: 2048 })).rejects.toMatchObject({
      code: 'no-photo',
      remedy: expect.stringContaining('choose a photo'),
    });
  });

  it('passes on that an asset is gone', async () => {
    await expect(run(testContext(), {}, { file: 'asset:0123', maxSide: 2048 })).rejects.toMatchObject({
      code: 'asset-missing',
    });
  });

  it('says nothing about a photo used as it is', () => {
    expect(remarks(still)).toEqual([]);
  });

  it('tells the real numbers of a reduction, the frame and the turn', () => {
    const decoded: DecodedImage = {
      ...still,
      header: { ...still.header, orientation: 6, frameCount: 24 },
      originalWidth: 3000,
      originalHeight: 4000,
    };
    expect(remarks(decoded)).toEqual([
      'Reduced from 3000 × 4000 to 8 × 6 px.',
      'The first of 24 frames is used.',
      'Turned upright as the camera recorded it.',
    ]);
  });
});
