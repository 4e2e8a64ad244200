/**
 * Dense optical flow between two small grey pictures: Lucas and Kanade's least squares over a window, refined from
 * coarse to fine (Bouguet 2001). Good for the motions of a take, a few px of a picture of some 128 px.
 */

/** Grey picture, 0..255. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** Where each pixel of the second picture comes from in the first: (x + dx, y + dy), px. */
export interface Displacement {
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

const LEVELS = 3;
/** Steps of refinement on each level. */
const STEPS = 2;
/** Half the side of the window, px. */
const REACH = 3;
/** Added to the diagonal of the equations, so that flat places stay where they are; (sRGB steps)² per px². */
const STIFFNESS = 30;
/** Longest step of one refinement, px. */
const MAX_STEP = 2;
/** Smaller pictures are not halved further, px. */
const MIN_SIDE = 16;

/** Flow from `second` back into `first`; both of one size. */
export function opticalFlow(first: Grey, second: Grey): Displacement {
  const coarse =
    Math.min(first.width, first.height) >= 2 * MIN_SIDE
      ? flowOnLevel(halved(first), halved(second), LEVELS - 1)
      : undefined;
  return refined(first, second, coarse);
}

function flowOnLevel(
  first: Grey,
  second: Grey,
  levels: number,
): { readonly size: Grey; readonly flow: Displacement } {
  const more = levels > 1 && Math.min(first.width, first.height) >= 2 * MIN_SIDE;
  const coarse = more ? flowOnLevel(halved(first), halved(second), levels - 1) : undefined;
  return { size: first, flow: refined(first, second, coarse) };
}

function refined(
  first: Grey,
  second: Grey,
  coarse: { readonly size: Grey; readonly flow: Displacement } | undefined,
): Displacement {
  const { width, height } = first;
  const flow = { dx: new Float32Array(width * height), dy: new Float32Array(width * height) };
  if (coarse !== undefined) doubled(coarse.size, coarse.flow, width, height, flow);
  const count = width * height;
  const sums = Array.from({ length: 5 }, () => new Float32Array(count));
  for (let step = 0; step < STEPS; step++) {
    const warped = warpGrey(first, flow);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const k = y * width + x;
        const right = x + 1 < width ? k + 1 : k;
        const left = x > 0 ? k - 1 : k;
        const below = y + 1 < height ? k + width : k;
        const above = y > 0 ? k - width : k;
        const gx = (warped[right] - warped[left]) / 2;
        const gy = (warped[below] - warped[above]) / 2;
        const change = second.data[k] - warped[k];
        sums[0][k] = gx * gx;
        sums[1][k] = gx * gy;
        sums[2][k] = gy * gy;
        sums[3][k] = gx * change;
        sums[4][k] = gy * change;
      }
    }
    for (const sum of sums) boxMean(sum, width, height);
    solve(sums, flow);
  }
  return flow;
}

/** One Gauss-Newton step per pixel. */
function solve([xx, xy, yy, xt, yt]: readonly Float32Array[], { dx, dy }: Displacement): void {
  for (let k = 0; k < xx.length; k++) {
    const a = xx[k] + STIFFNESS;
    const c = yy[k] + STIFFNESS;
    const determinant = a * c - xy[k] * xy[k];
    dx[k] += clamp((c * xt[k] - xy[k] * yt[k]) / determinant);
    dy[k] += clamp((a * yt[k] - xy[k] * xt[k]) / determinant);
  }
}

function clamp(step: number): number {
  return Math.min(MAX_STEP, Math.max(-MAX_STEP, step));
}

/** `first` as it looks when every pixel shows the place that the flow names. */
function warpGrey({ width, height, data }: Grey, { dx, dy }: Displacement): Float32Array {
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      out[k] = bilinear(data, width, height, x + dx[k], y + dy[k]);
    }
  }
  return out;
}

/** Value at index coordinates, borders repeated. */
export function bilinear(
  data: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  stride = 1,
  channel = 0,
): number {
  const cx = Math.min(width - 1, Math.max(0, x));
  const cy = Math.min(height - 1, Math.max(0, y));
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const right = x0 + 1 < width ? stride : 0;
  const below = y0 + 1 < height ? stride * width : 0;
  const k = stride * (y0 * width + x0) + channel;
  const top = data[k] + (cx - x0) * (data[k + right] - data[k]);
  const bottom = data[k + below] + (cx - x0) * (data[k + below + right] - data[k + below]);
  return top + (cy - y0) * (bottom - top);
}

function halved({ width, height, data }: Grey): Grey {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const k = 2 * y * width + 2 * x;
      out[y * w + x] = (data[k] + data[k + 1] + data[k + width] + data[k + width + 1]) / 4;
    }
  }
  return { width: w, height: h, data: out };
}

function doubled(
  size: Grey,
  coarse: Displacement,
  width: number,
  height: number,
  to: { readonly dx: Float32Array; readonly dy: Float32Array },
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [(x - 0.5) / 2, (y - 0.5) / 2];
      to.dx[y * width + x] = 2 * bilinear(coarse.dx, size.width, size.height, u, v);
      to.dy[y * width + x] = 2 * bilinear(coarse.dy, size.width, size.height, u, v);
    }
  }
}

/** Mean over a window of (2 REACH + 1)², in place; windows are cut off at the borders. */
function boxMean(values: Float32Array, width: number, height: number): void {
  const line = new Float32Array(Math.max(width, height));
  for (let y = 0; y < height; y++) boxMeanOfLine(values, y * width, 1, width, line);
  for (let x = 0; x < width; x++) boxMeanOfLine(values, x, width, height, line);
}

function boxMeanOfLine(
  values: Float32Array,
  start: number,
  stride: number,
  count: number,
  line: Float32Array,
): void {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < Math.min(REACH, count); i++, n++) sum += values[start + i * stride];
  for (let i = 0; i < count; i++) {
    if (i + REACH < count) {
      sum += values[start + (i + REACH) * stride];
      n++;
    }
    if (i - REACH - 1 >= 0) {
      sum -= values[start + (i - REACH - 1) * stride];
      n--;
    }
    line[i] = sum / n;
  }
  for (let i = 0; i < count; i++) values[start + i * stride] = line[i];
}
