/** What of the layer a cubic kernel meets at a pixel: nothing of the subject, some of it, nothing else. */
export const EMPTY = 2;
export const OPAQUE = 1;

/** Two bits per pixel: {@link EMPTY} or {@link OPAQUE}, or neither where the kernel meets both or the picture's border. */
export type TapCover = Uint8Array;

/**
 * Learns for every pixel whether the 4 x 4 pixels of a kernel that begins one pixel up and left of it are all
 * empty (samples of them are 0) or all opaque (they are the photo's own bytes).
 * @param layer four floats per pixel: light and coverage
 */
export function tapCover(layer: Float32Array, width: number, height: number): TapCover {
  const out = new Uint8Array(Math.ceil((width * height) / 4));
  // the flags of the last four rows, each already taken together over four columns
  const rows = Array.from({ length: 4 }, () => new Uint8Array(width));
  const own = new Uint8Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0, k = 4 * y * width; x < width; x++, k += 4) {
      if (layer[k + 3] === 1) own[x] = OPAQUE;
      else
        own[x] = layer[k] === 0 && layer[k + 1] === 0 && layer[k + 2] === 0 && layer[k + 3] === 0 ? EMPTY : 0;
    }
    const row = rows[y % 4];
    for (let x = 1; x < width - 2; x++) row[x] = own[x - 1] & own[x] & own[x + 1] & own[x + 2];
    if (y < 3) continue;
    for (let x = 1, n = (y - 2) * width + 1; x < width - 2; x++, n++)
      out[n >> 2] |= (rows[0][x] & rows[1][x] & rows[2][x] & rows[3][x]) << ((n & 3) << 1);
  }
  return out;
}

/** The flags of pixel (x, y); 0 outside the picture. */
export function coverAt(cover: TapCover, width: number, height: number, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return 0;
  const n = y * width + x;
  return (cover[n >> 2] >> ((n & 3) << 1)) & 3;
}
