import type { ImageValue } from '../../values/value.ts';
import { boxMean } from './box-mean.ts';
import { resizePlane } from './resize-plane.ts';

/** A soft mask of any size. */
export interface SoftMask {
  readonly width: number;
  readonly height: number;
  /** 0..1, `width * height` */
  readonly data: Float32Array;
}

export interface GuidedFilterOptions {
  /** Window radius in px of the working size. */
  readonly radius: number;
  /** Variance of colour (0..1 per channel) below which a window counts as flat; 1e-4 keeps fine edges. */
  readonly epsilon: number;
  /** Longest side at which the linear model is fitted, px; the picture itself is read at full size. */
  readonly workingSide?: number;
}

/** Fitting beyond this size costs time and changes little: the model is smooth. */
const DEFAULT_WORKING_SIDE = 320;

/**
 * Makes a mask follow the edges of a picture, at the picture's size: inside every window the mask is fitted
 * as a linear function of the colour (He, Sun, Tang: "Guided Image Filtering", PAMI 2013, eq. 19-21 for
 * colour guides; fitted at a smaller size and evaluated at full size as in "Fast Guided Filter", 2015).
 *
 * @param guide the picture whose edges count
 * @param mask the mask to refine, any size, 0..1, covering the same picture
 * @returns `guide.width * guide.height` values in 0..1
 */
export function guidedFilter(guide: ImageValue, mask: SoftMask, options: GuidedFilterOptions): Float32Array {
  return guideMasks(guide, options)(mask);
}

/**
 * The same for several masks of one picture: what depends on the picture alone is worked out once.
 * @returns a function that refines one mask
 */
export function guideMasks(
  guide: ImageValue,
  { radius, epsilon, workingSide = DEFAULT_WORKING_SIDE }: GuidedFilterOptions,
): (mask: SoftMask) => Float32Array {
  const scale = Math.min(1, workingSide / Math.max(guide.width, guide.height));
  const width = Math.max(1, Math.round(guide.width * scale));
  const height = Math.max(1, Math.round(guide.height * scale));
  const windows: Windows = { width, height, radius };
  const planes = colourPlanes(guide, width, height);
  const colours = colourStatistics(planes, windows, epsilon);
  return (mask) => {
    const target = resizePlane(mask.data, mask.width, mask.height, width, height);
    const model = fitLinearModel(planes, colours, target, windows);
    return evaluateModel(guide, model, width, height);
  };
}

/** Working size and window radius, px. */
interface Windows {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
}

type Planes = readonly [red: Float32Array, green: Float32Array, blue: Float32Array];

/** Per window: mean colour, and the inverse of its covariance (upper triangle). */
interface ColourStatistics {
  readonly means: Planes;
  readonly inverse: readonly [
    rr: Float32Array,
    rg: Float32Array,
    rb: Float32Array,
    gg: Float32Array,
    gb: Float32Array,
    bb: Float32Array,
  ];
}

/** Colour weights and offset per pixel of the working size. */
interface LinearModel {
  readonly weights: Planes;
  readonly offset: Float32Array;
}

/** The picture's channels, 0..1, averaged over each working pixel's area. */
function colourPlanes(guide: ImageValue, width: number, height: number): Planes {
  const size = width * height;
  const [red, green, blue] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  for (let y = 0; y < height; y++) {
    const top = Math.floor((y * guide.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * guide.height) / height));
    for (let x = 0; x < width; x++) {
      const left = Math.floor((x * guide.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * guide.width) / width));
      let r = 0;
      let g = 0;
      let b = 0;
      for (let sy = top; sy < bottom; sy++) {
        for (let p = (sy * guide.width + left) * 4, end = p + (right - left) * 4; p < end; p += 4) {
          r += guide.data[p] as number;
          g += guide.data[p + 1] as number;
          b += guide.data[p + 2] as number;
        }
      }
      const norm = 1 / (255 * (bottom - top) * (right - left));
      const at = y * width + x;
      red[at] = r * norm;
      green[at] = g * norm;
      blue[at] = b * norm;
    }
  }
  return [red, green, blue];
}

function windowMean(values: Float32Array, { width, height, radius }: Windows): Float32Array {
  return boxMean(values, width, height, radius);
}

/** Mean over windows of the product of two planes. */
function productMean(a: Float32Array, b: Float32Array, windows: Windows): Float32Array {
  const product = new Float32Array(a.length);
  for (let i = 0; i < product.length; i++) product[i] = (a[i] as number) * (b[i] as number);
  return windowMean(product, windows);
}

function colourStatistics(planes: Planes, windows: Windows, epsilon: number): ColourStatistics {
  const [red, green, blue] = planes;
  const means: Planes = [windowMean(red, windows), windowMean(green, windows), windowMean(blue, windows)];
  const rr = productMean(red, red, windows);
  const rg = productMean(red, green, windows);
  const rb = productMean(red, blue, windows);
  const gg = productMean(green, green, windows);
  const gb = productMean(green, blue, windows);
  const bb = productMean(blue, blue, windows);
  for (let i = 0; i < rr.length; i++) {
    const r = means[0][i] as number;
    const g = means[1][i] as number;
    const b = means[2][i] as number;
    const crr = (rr[i] as number) - r * r + epsilon;
    const crg = (rg[i] as number) - r * g;
    const crb = (rb[i] as number) - r * b;
    const cgg = (gg[i] as number) - g * g + epsilon;
    const cgb = (gb[i] as number) - g * b;
    const cbb = (bb[i] as number) - b * b + epsilon;
    const a00 = cgg * cbb - cgb * cgb;
    const a01 = cgb * crb - crg * cbb;
    const a02 = crg * cgb - cgg * crb;
    const scale = 1 / (crr * a00 + crg * a01 + crb * a02);
    rr[i] = a00 * scale;
    rg[i] = a01 * scale;
    rb[i] = a02 * scale;
    gg[i] = (crr * cbb - crb * crb) * scale;
    gb[i] = (crb * crg - crr * cgb) * scale;
    bb[i] = (crr * cgg - crg * crg) * scale;
  }
  return { means, inverse: [rr, rg, rb, gg, gb, bb] };
}

/** a = (Σ + εI)⁻¹ cov(colour, target) and b = mean(target) - a · mean(colour) per window, then their means. */
function fitLinearModel(
  [red, green, blue]: Planes,
  { means, inverse }: ColourStatistics,
  target: Float32Array,
  windows: Windows,
): LinearModel {
  const [rr, rg, rb, gg, gb, bb] = inverse;
  const offset = windowMean(target, windows);
  const wr = productMean(red, target, windows);
  const wg = productMean(green, target, windows);
  const wb = productMean(blue, target, windows);
  for (let i = 0; i < offset.length; i++) {
    const r = means[0][i] as number;
    const g = means[1][i] as number;
    const b = means[2][i] as number;
    const t = offset[i] as number;
    const cr = (wr[i] as number) - r * t;
    const cg = (wg[i] as number) - g * t;
    const cb = (wb[i] as number) - b * t;
    const ar = (rr[i] as number) * cr + (rg[i] as number) * cg + (rb[i] as number) * cb;
    const ag = (rg[i] as number) * cr + (gg[i] as number) * cg + (gb[i] as number) * cb;
    const ab = (rb[i] as number) * cr + (gb[i] as number) * cg + (bb[i] as number) * cb;
    wr[i] = ar;
    wg[i] = ag;
    wb[i] = ab;
    offset[i] = t - ar * r - ag * g - ab * b;
  }
  return {
    weights: [windowMean(wr, windows), windowMean(wg, windows), windowMean(wb, windows)],
    offset: windowMean(offset, windows),
  };
}

/** The model at full size, bilinear between working pixels, applied to the full-size colours. */
function evaluateModel(guide: ImageValue, model: LinearModel, width: number, height: number): Float32Array {
  const full = (plane: Float32Array) => resizePlane(plane, width, height, guide.width, guide.height);
  const [red, green, blue] = model.weights.map(full) as [Float32Array, Float32Array, Float32Array];
  const out = full(model.offset);
  for (let i = 0, p = 0; i < out.length; i++, p += 4) {
    const value =
      (out[i] as number) +
      ((red[i] as number) * (guide.data[p] as number) +
        (green[i] as number) * (guide.data[p + 1] as number) +
        (blue[i] as number) * (guide.data[p + 2] as number)) /
        255;
    out[i] = Math.min(1, Math.max(0, value));
  }
  return out;
}
