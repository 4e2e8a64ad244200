import type { ImageValue } from '../../values/value.ts';

/** Red, green, blue, 0..255. */
export type Colour = readonly [number, number, number];

/** The photo's pixel nearest to (x, y) px; beyond the border the border's. */
export function photoColour(image: ImageValue, x: number, y: number): Colour {
  const column = Math.min(image.width - 1, Math.max(0, Math.round(x)));
  const row = Math.min(image.height - 1, Math.max(0, Math.round(y)));
  const at = 4 * (row * image.width + column);
  return [image.data[at], image.data[at + 1], image.data[at + 2]];
}

/** Luma (Rec. 601) at (x, y) px, 0..255, between the four nearest pixels. */
export function photoLuma(image: ImageValue, x: number, y: number): number {
  const [i, j] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - i, y - j];
  const at = (a: number, b: number): number => lumaOf(photoColour(image, i + a, j + b));
  return (1 - fy) * ((1 - fx) * at(0, 0) + fx * at(1, 0)) + fy * ((1 - fx) * at(0, 1) + fx * at(1, 1));
}

/** Luma (Rec. 601) of a colour. */
export function lumaOf(colour: Colour): number {
  return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
}
