import type { PackedPicture } from './resample-cell.ts';

/** Where samplers leave their four channels: premultiplied red, green, blue (0..255) and coverage (0..1). */
export const sampled = new Float64Array(4);

/**
 * Samples four interleaved channels by cubic convolution (Keys 1981) at (x, y) px into {@link sampled}; exact at
 * pixel centres; outside, the border repeats.
 * @param sharpness Keys' `a`: -0.5 is Catmull-Rom, more negative keeps more of the fine detail that resampling takes
 */
export function sampleCubic(
  layer: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  sharpness: number,
): void {
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const a = sharpness;
  const x0 = a * fx * (1 - fx) * (1 - fx);
  const x1 = ((a + 2) * fx - (a + 3)) * fx * fx + 1;
  const x3 = a * fx * fx * (1 - fx);
  const x2 = 1 - x0 - x1 - x3;
  const y0 = a * fy * (1 - fy) * (1 - fy);
  const y1 = ((a + 2) * fy - (a + 3)) * fy * fy + 1;
  const y3 = a * fy * fy * (1 - fy);
  const y2 = 1 - y0 - y1 - y3;
  let c0: number;
  let c1: number;
  let c2: number;
  let c3: number;
  if (ix > 0 && ix < width - 2) {
    c0 = (ix - 1) * 4;
    c1 = c0 + 4;
    c2 = c0 + 8;
    c3 = c0 + 12;
  } else {
    c0 = clamp(ix - 1, width) * 4;
    c1 = clamp(ix, width) * 4;
    c2 = clamp(ix + 1, width) * 4;
    c3 = clamp(ix + 2, width) * 4;
  }
  let r = 0;
  let g = 0;
  let b = 0;
  let o = 0;
  for (let k = 0; k < 4; k++) {
    const wy = k === 0 ? y0 : k === 1 ? y1 : k === 2 ? y2 : y3;
    let line = iy - 1 + k;
    if (line < 0) line = 0;
    else if (line >= height) line = height - 1;
    line *= width * 4;
    const p0 = line + c0;
    const p1 = line + c1;
    const p2 = line + c2;
    const p3 = line + c3;
    r += wy * (x0 * layer[p0] + x1 * layer[p1] + x2 * layer[p2] + x3 * layer[p3]);
    g += wy * (x0 * layer[p0 + 1] + x1 * layer[p1 + 1] + x2 * layer[p2 + 1] + x3 * layer[p3 + 1]);
    b += wy * (x0 * layer[p0 + 2] + x1 * layer[p1 + 2] + x2 * layer[p2 + 2] + x3 * layer[p3 + 2]);
    o += wy * (x0 * layer[p0 + 3] + x1 * layer[p1 + 3] + x2 * layer[p2 + 3] + x3 * layer[p3 + 3]);
  }
  sampled[0] = r;
  sampled[1] = g;
  sampled[2] = b;
  sampled[3] = Math.min(1, Math.max(0, o));
}

/**
 * As {@link sampleCubic}, where all that the kernel meets is opaque and lies in the picture: the same from the
 * photo's bytes.
 */
export function sampleOpaque(photo: PackedPicture, x: number, y: number, sharpness: number): void {
  const { pixels, width } = photo;
  const ix = Math.floor(x);
  const iy = Math.floor(y);
  const fx = x - ix;
  const fy = y - iy;
  const a = sharpness;
  const x0 = a * fx * (1 - fx) * (1 - fx);
  const x1 = ((a + 2) * fx - (a + 3)) * fx * fx + 1;
  const x3 = a * fx * fx * (1 - fx);
  const x2 = 1 - x0 - x1 - x3;
  const y0 = a * fy * (1 - fy) * (1 - fy);
  const y1 = ((a + 2) * fy - (a + 3)) * fy * fy + 1;
  const y3 = a * fy * fy * (1 - fy);
  const y2 = 1 - y0 - y1 - y3;
  let r = 0;
  let g = 0;
  let b = 0;
  let from = (iy - 1) * width + ix - 1;
  for (let k = 0; k < 4; k++, from += width) {
    const wy = k === 0 ? y0 : k === 1 ? y1 : k === 2 ? y2 : y3;
    const p0 = pixels[from] | 0;
    const p1 = pixels[from + 1] | 0;
    const p2 = pixels[from + 2] | 0;
    const p3 = pixels[from + 3] | 0;
    r += wy * (x0 * (p0 & 255) + x1 * (p1 & 255) + x2 * (p2 & 255) + x3 * (p3 & 255));
    g +=
      wy *
      (x0 * ((p0 >> 8) & 255) + x1 * ((p1 >> 8) & 255) + x2 * ((p2 >> 8) & 255) + x3 * ((p3 >> 8) & 255));
    b +=
      wy *
      (x0 * ((p0 >> 16) & 255) + x1 * ((p1 >> 16) & 255) + x2 * ((p2 >> 16) & 255) + x3 * ((p3 >> 16) & 255));
  }
  sampled[0] = r;
  sampled[1] = g;
  sampled[2] = b;
  sampled[3] = 1;
}

function clamp(i: number, size: number): number {
  return i < 0 ? 0 : i >= size ? size - 1 : i;
}
