/**
 * Temporal flicker (VBench): (255 - mean |I_t - I_(t-1)|) / 255 over the pixels that `still` selects; 1 is none.
 * @param frames RGBA, in order
 */
export function temporalFlicker(
  frames: readonly Uint8ClampedArray[],
  still: (pixel: number) => boolean,
): number {
  let sum = 0;
  let n = 0;
  for (let t = 1; t < frames.length; t++) {
    const [a, b] = [frames[t - 1], frames[t]];
    for (let k = 0; k < a.length / 4; k++) {
      if (!still(k)) continue;
      for (let c = 0; c < 3; c++) sum += Math.abs(a[4 * k + c] - b[4 * k + c]);
      n += 3;
    }
  }
  return n === 0 ? 1 : (255 - sum / n) / 255;
}
