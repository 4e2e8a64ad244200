import { expect, it } from 'vitest';
import type { ImageValue } from '../../values/value.ts';
import { cutFace } from './cut-face.ts';

/** Black, with a red square where the face is, in memory that workers share. */
function photo(face: { readonly x: number; readonly y: number; readonly side: number }): ImageValue {
  const [width, height] = [60, 40];
  const data = new Uint8ClampedArray(new SharedArrayBuffer(width * height * 4));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isFace = x >= face.x && x < face.x + face.side && y >= face.y && y < face.y + face.side;
      data.set([isFace ? 200 : 0, 0, 0, 255], (y * width + x) * 4);
    }
  }
  return { type: 'Image', width, height, data };
}

/** Least and most red of the picture. */
function reds(picture: ImageBitmap): readonly number[] {
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext('2d');
  context?.drawImage(picture, 0, 0);
  const { data } = context?.getImageData(0, 0, picture.width, picture.height) ?? { data: [] };
  const red = [...data].filter((_, index) => index % 4 === 0);
  return [Math.min(...red), Math.max(...red)];
}

it('gives the face and nothing beside it, as a small square', async () => {
  const picture = await cutFace(photo({ x: 20, y: 10, side: 16 }), { x: 20, y: 10, width: 14, height: 16 });
  expect([picture.width, picture.height]).toEqual([80, 80]);
  expect(reds(picture)).toEqual([200, 200]);
});

it.each([
  ['beyond the lower right corner', { x: 50, y: 30, side: 10 }, { x: 50, y: 30, width: 30, height: 30 }],
  ['beyond the upper left corner', { x: 0, y: 0, side: 12 }, { x: -5, y: -8, width: 12, height: 12 }],
])('cuts a face that reaches %s', async (_where, face, box) => {
  expect(reds(await cutFace(photo(face), box))).toEqual([200, 200]);
});
