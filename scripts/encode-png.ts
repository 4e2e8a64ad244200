import { PNG } from 'pngjs';
import type { ImageValue } from '../src/values/value.ts';

/** A picture as the bytes of a PNG file. */
export function encodePng({ width, height, data }: ImageValue): Buffer {
  const png = new PNG({ width, height });
  png.data.set(data);
  return PNG.sync.write(png);
}
