/** Variance of the Laplacian of luma over the pixels that `counts` selects: how sharp a picture is. */
export function laplacianVariance(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  counts: (x: number, y: number) => boolean = () => true,
): number {
  const luma = new Float32Array(width * height);
  for (let k = 0; k < luma.length; k++) {
    luma[k] = 0.299 * rgba[4 * k] + 0.587 * rgba[4 * k + 1] + 0.114 * rgba[4 * k + 2];
  }
  let sum = 0;
  let squares = 0;
  let n = 0;
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      if (!counts(x, y)) continue;
      const k = y * width + x;
      const value = luma[k - 1] + luma[k + 1] + luma[k - width] + luma[k + width] - 4 * luma[k];
      sum += value;
      squares += value * value;
      n++;
    }
  }
  return n === 0 ? 0 : squares / n - (sum / n) ** 2;
}
