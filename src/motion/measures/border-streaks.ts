/** A border is looked at this deep, px: as many equal pixels in a row are drawn, not seen. */
const DEPTH = 6;

/**
 * Share of the picture's outline behind which pixels repeat inwards, 0..1: what stands there when a moved picture no
 * longer reaches its frame, be it black or the last row drawn out. A plain wall repeats as well: compare with the
 * photo.
 * @param rgba RGBA, `width * height * 4`
 */
export function borderStreaks(rgba: Uint8ClampedArray, width: number, height: number): number {
  const row = 4 * width;
  let repeated = 0;
  for (let x = 0; x < width; x++) {
    if (repeats(rgba, 4 * x, row)) repeated++;
    if (repeats(rgba, 4 * x + (height - 1) * row, -row)) repeated++;
  }
  for (let y = 0; y < height; y++) {
    if (repeats(rgba, y * row, 4)) repeated++;
    if (repeats(rgba, y * row + row - 4, -4)) repeated++;
  }
  return repeated / (2 * (width + height));
}

function repeats(rgba: Uint8ClampedArray, at: number, step: number): boolean {
  for (let depth = 1; depth < DEPTH; depth++) {
    for (let c = 0; c < 3; c++) {
      if (rgba[at + depth * step + c] !== rgba[at + c]) return false;
    }
  }
  return true;
}
