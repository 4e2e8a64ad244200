import { MediaError } from '../../values/errors.ts';
import type { Box } from '../../values/faces.ts';
import type { ImageValue } from '../../values/value.ts';
import { type AxisWeights, axisWeights, type ResampleKernel } from './resample-weights.ts';

const CHANNELS = 4;

/** Longest side of a picture, px; browsers' canvases end there. */
export const MAX_IMAGE_SIDE = 16_384;

/**
 * Cuts `sourceRect` out of a picture and resamples it to `width` × `height`, in one step.
 *
 * @param image sRGB bytes, straight alpha; colours are weighed by their alpha so that hidden ones never bleed
 * @param sourceRect px of `image`, may be fractional; parts beyond the borders repeat the border pixels
 * @param width px of the result, a whole number
 * @param height px of the result, a whole number
 * @param kernel `lanczos` (default) or `area`
 * @throws {MediaError} `bad-size` when a size is not a positive whole number or the rectangle is empty
 */
export function resampleImage(
  image: ImageValue,
  sourceRect: Box,
  width: number,
  height: number,
  kernel: ResampleKernel = 'lanczos',
): ImageValue {
  checkSizes(sourceRect, width, height);
  if (isPlainCut(image, sourceRect, width, height)) return cutImage(image, sourceRect, width, height);

  const columns = axisWeights(image.width, sourceRect.x, sourceRect.width, width, kernel);
  const rows = axisWeights(image.height, sourceRect.y, sourceRect.height, height, kernel);
  const data = new Uint8ClampedArray(width * height * CHANNELS);
  const lines = new LineCache(image, columns, rows.taps);
  const sum = new Float32Array(width * CHANNELS);
  for (let y = 0; y < height; y++) {
    sum.fill(0);
    for (let t = 0; t < rows.taps; t++) {
      const weight = rows.weight[y * rows.taps + t] as number;
      if (weight === 0) continue;
      const line = lines.line(rows.index[y * rows.taps + t] as number);
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (line[i] as number) * weight;
    }
    storeLine(sum, data, y * width * CHANNELS);
  }
  return { type: 'Image', width, height, data };
}

/** Source rows filtered horizontally, kept as long as the rows around them may still need them. */
class LineCache {
  private readonly image: ImageValue;
  private readonly columns: AxisWeights;
  private readonly slots: Float32Array[];
  private readonly slotRow: Int32Array;
  private readonly source: Float32Array;

  constructor(image: ImageValue, columns: AxisWeights, taps: number) {
    this.image = image;
    this.columns = columns;
    this.slots = Array.from({ length: taps }, () => new Float32Array(columns.length * CHANNELS));
    this.slotRow = new Int32Array(taps).fill(-1);
    this.source = new Float32Array(image.width * CHANNELS);
  }

  /** The row `y` at the output's width: premultiplied RGBA, 0..255. */
  line(y: number): Float32Array {
    const slot = y % this.slots.length;
    const line = this.slots[slot] as Float32Array;
    if (this.slotRow[slot] === y) return line;
    this.slotRow[slot] = y;
    premultiplyLine(this.image.data, y * this.image.width * CHANNELS, this.source);
    filterLine(this.source, this.columns, line);
    return line;
  }
}

function filterLine(source: Float32Array, columns: AxisWeights, line: Float32Array): void {
  const { index, weight, taps, length } = columns;
  for (let x = 0, at = 0; x < length; x++) {
    let r = 0;
    let g = 0;
    let b = 0;
    let a = 0;
    for (const end = at + taps; at < end; at++) {
      const w = weight[at] as number;
      const from = (index[at] as number) * CHANNELS;
      r += (source[from] as number) * w;
      g += (source[from + 1] as number) * w;
      b += (source[from + 2] as number) * w;
      a += (source[from + 3] as number) * w;
    }
    const to = x * CHANNELS;
    line[to] = r;
    line[to + 1] = g;
    line[to + 2] = b;
    line[to + 3] = a;
  }
}

function premultiplyLine(data: Uint8ClampedArray, offset: number, line: Float32Array): void {
  for (let i = 0; i < line.length; i += CHANNELS) {
    const alpha = data[offset + i + 3] as number;
    const share = alpha / 255;
    line[i] = (data[offset + i] as number) * share;
    line[i + 1] = (data[offset + i + 1] as number) * share;
    line[i + 2] = (data[offset + i + 2] as number) * share;
    line[i + 3] = alpha;
  }
}

function storeLine(line: Float32Array, data: Uint8ClampedArray, offset: number): void {
  for (let i = 0; i < line.length; i += CHANNELS) {
    // Not clamped: where the kernel overshoots, colour and alpha overshoot alike and their ratio stays right.
    const alpha = line[i + 3] as number;
    // Below half a step of alpha the pixel is stored as fully transparent and has no colour.
    const unpremultiply = alpha < 0.5 ? 0 : 255 / alpha;
    data[offset + i] = (line[i] as number) * unpremultiply;
    data[offset + i + 1] = (line[i + 1] as number) * unpremultiply;
    data[offset + i + 2] = (line[i + 2] as number) * unpremultiply;
    data[offset + i + 3] = alpha;
  }
}

function checkSizes(rect: Box, width: number, height: number): void {
  const sizesFit = [width, height].every(
    (side) => Number.isInteger(side) && side >= 1 && side <= MAX_IMAGE_SIDE,
  );
  const rectFits =
    [rect.x, rect.y, rect.width, rect.height].every(Number.isFinite) && rect.width > 0 && rect.height > 0;
  if (sizesFit && rectFits) return;
  throw new MediaError(
    'bad-size',
    `A picture cannot be cut to ${width} × ${height} px from ${rect.width} × ${rect.height} px.`,
    `Choose a rectangle with an area and a size of 1 to ${MAX_IMAGE_SIDE} px.`,
  );
}

function isPlainCut(image: ImageValue, rect: Box, width: number, height: number): boolean {
  const whole = Number.isInteger(rect.x) && Number.isInteger(rect.y);
  const inside =
    rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= image.width && rect.y + rect.height <= image.height;
  return whole && inside && rect.width === width && rect.height === height;
}

function cutImage(image: ImageValue, rect: Box, width: number, height: number): ImageValue {
  const data = new Uint8ClampedArray(width * height * CHANNELS);
  for (let y = 0; y < height; y++) {
    const from = ((rect.y + y) * image.width + rect.x) * CHANNELS;
    data.set(image.data.subarray(from, from + width * CHANNELS), y * width * CHANNELS);
  }
  return { type: 'Image', width, height, data };
}
