import type { Box } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';

/** Side of a face's picture, px: twice that of its button, for dense screens. */
const BITMAP_SIDE = 80;

/** The face cut out of its photo as a small square. @param box px, in part outside of the photo maybe */
export function cutFace(image: ImageValue, box: Box): Promise<ImageBitmap> {
  const x = clamp(Math.round(box.x), image.width - 1);
  const y = clamp(Math.round(box.y), image.height - 1);
  const longest = Math.round(Math.max(box.width, box.height));
  const side = Math.max(1, Math.min(longest, image.width - x, image.height - y));
  // Row by row: the photo's own buffer may be shared, which pictures of the page must not be.
  const pixels = new Uint8ClampedArray(side * side * 4);
  for (let row = 0; row < side; row++) {
    const start = ((y + row) * image.width + x) * 4;
    pixels.set(image.data.subarray(start, start + side * 4), row * side * 4);
  }
  return createImageBitmap(new ImageData(pixels, side, side), {
    resizeWidth: BITMAP_SIDE,
    resizeHeight: BITMAP_SIDE,
    resizeQuality: 'high',
  });
}

function clamp(place: number, most: number): number {
  return Math.min(most, Math.max(0, place));
}
