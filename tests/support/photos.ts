import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import jpeg from 'jpeg-js';
import type { ImageValue } from '../../src/values/value.ts';

/** A JPEG file as pixels, in plain Node. No orientation, no colour profile. */
export function readJpeg(path: string): ImageValue {
  const { width, height, data } = jpeg.decode(readFileSync(path), {
    useTArray: true,
    maxMemoryUsageInMB: 1024,
  });
  return { type: 'Image', width, height, data: new Uint8ClampedArray(data) };
}

/** A bundled sample photo by name, e.g. `astronaut`. */
export function samplePhoto(name: string): ImageValue {
  return readJpeg(fileURLToPath(new URL(`../../public/samples/${name}.jpg`, import.meta.url)));
}

/** One colour all over. */
export function plainImage(
  width: number,
  height: number,
  colour: readonly [number, number, number],
): ImageValue {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < data.length; i += 4) data.set([...colour, 255], i);
  return { type: 'Image', width, height, data };
}

/** Luma (Rec. 601) in all three channels, as a scan of an old print. */
export function greyscale(image: ImageValue): ImageValue {
  const data = image.data.slice();
  for (let i = 0; i < data.length; i += 4) {
    const luma = 0.299 * data[i]! + 0.587 * data[i + 1]! + 0.114 * data[i + 2]!;
    data[i] = luma;
    data[i + 1] = luma;
    data[i + 2] = luma;
  }
  return { ...image, data };
}

/** Copies `image` into a writable `target` with its top left corner at (x, y); what overhangs is cut off. */
export function paste(target: ImageValue, image: ImageValue, x: number, y: number): void {
  const width = Math.min(image.width, target.width - x);
  for (let row = 0; row < Math.min(image.height, target.height - y); row++) {
    const from = row * image.width * 4;
    target.data.set(image.data.subarray(from, from + width * 4), ((y + row) * target.width + x) * 4);
  }
}
