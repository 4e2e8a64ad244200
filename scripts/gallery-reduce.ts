import type { ImageValue } from '../src/values/value.ts';

/** The picture at 1/block of its size, each pixel the mean of its block. */
export function reduceImage(image: ImageValue, block: number): ImageValue {
  if (block <= 1) return image;
  const [width, height] = [Math.floor(image.width / block), Math.floor(image.height / block)];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let c = 0; c < 4; c++) data[4 * (y * width + x) + c] = blockMean(image, x, y, c, block);
    }
  }
  return { type: 'Image', width, height, data };
}

function blockMean({ width, data }: ImageValue, x: number, y: number, c: number, block: number): number {
  let sum = 0;
  for (let j = 0; j < block; j++) {
    for (let i = 0; i < block; i++) sum += data[4 * ((y * block + j) * width + x * block + i) + c] ?? 0;
  }
  return sum / (block * block);
}
