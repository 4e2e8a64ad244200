/**
 * Bilinear resize of one plane of numbers; pixel centres lie at +0.5, borders are repeated.
 *
 * @param source `sourceWidth * sourceHeight` values
 * @returns `width * height` values
 */
export function resizePlane(
  source: Float32Array,
  sourceWidth: number,
  sourceHeight: number,
  width: number,
  height: number,
): Float32Array {
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const sy = Math.min(Math.max(((y + 0.5) * sourceHeight) / height - 0.5, 0), sourceHeight - 1);
    const y0 = Math.floor(sy);
    const y1 = Math.min(y0 + 1, sourceHeight - 1);
    const fy = sy - y0;
    for (let x = 0; x < width; x++) {
      const sx = Math.min(Math.max(((x + 0.5) * sourceWidth) / width - 0.5, 0), sourceWidth - 1);
      const x0 = Math.floor(sx);
      const x1 = Math.min(x0 + 1, sourceWidth - 1);
      const fx = sx - x0;
      const upper =
        (source[y0 * sourceWidth + x0] as number) * (1 - fx) + (source[y0 * sourceWidth + x1] as number) * fx;
      const lower =
        (source[y1 * sourceWidth + x0] as number) * (1 - fx) + (source[y1 * sourceWidth + x1] as number) * fx;
      out[y * width + x] = upper * (1 - fy) + lower * fy;
    }
  }
  return out;
}
