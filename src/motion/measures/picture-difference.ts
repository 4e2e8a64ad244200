/** Mean of squared differences of red, green and blue over the pixels that `counts` selects; 0 when it selects none. */
export function meanSquaredDifference(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  counts: (pixel: number) => boolean = () => true,
): number {
  let sum = 0;
  let n = 0;
  for (let k = 0; k < a.length / 4; k++) {
    if (!counts(k)) continue;
    for (let c = 0; c < 3; c++) sum += (a[4 * k + c] - b[4 * k + c]) ** 2;
    n += 3;
  }
  return n === 0 ? 0 : sum / n;
}

/** Peak signal-to-noise ratio of RGBA pixels in dB; Infinity for equal pictures. */
export function psnr(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  const difference = meanSquaredDifference(a, b);
  return difference === 0 ? Infinity : 10 * Math.log10(255 ** 2 / difference);
}
