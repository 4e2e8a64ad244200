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
const DEFAULT_WORKING_SIDE = 384;

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
  const scale = Math.min(
    1,
    (options.workingSide ?? DEFAULT_WORKING_SIDE) / Math.max(guide.width, guide.height),
  );
  const width = Math.max(1, Math.round(guide.width * scale));
  const height = Math.max(1, Math.round(guide.height * scale));
  const planes = colourPlanes(guide, width, height);
  const target = resizePlane(mask.data, mask.width, mask.height, width, height);
  const model = fitLinearModel(planes, target, width, height, options.radius, options.epsilon);
  return evaluateModel(guide, model, width, height);
}

/** Colour weights and offset per pixel of the working size. */
interface LinearModel {
  readonly red: Float32Array;
  readonly green: Float32Array;
  readonly blue: Float32Array;
  readonly offset: Float32Array;
}

/** The picture's channels, 0..1, averaged over each working pixel's area. */
function colourPlanes(guide: ImageValue, width: number, height: number): Float32Array[] {
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  const [red, green, blue] = planes as [Float32Array, Float32Array, Float32Array];
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
  return planes;
}

/** Mean over windows of the per-window least-squares fit of `target` by colour. */
function fitLinearModel(
  planes: readonly Float32Array[],
  target: Float32Array,
  width: number,
  height: number,
  radius: number,
  epsilon: number,
): LinearModel {
  const mean = (values: Float32Array) => boxMean(values, width, height, radius);
  const product = (a: Float32Array, b: Float32Array) => a.map((value, i) => value * (b[i] as number));
  const [red, green, blue] = planes as [Float32Array, Float32Array, Float32Array];
  const means = { r: mean(red), g: mean(green), b: mean(blue), t: mean(target) };
  const moments = {
    rr: mean(product(red, red)),
    rg: mean(product(red, green)),
    rb: mean(product(red, blue)),
    gg: mean(product(green, green)),
    gb: mean(product(green, blue)),
    bb: mean(product(blue, blue)),
    rt: mean(product(red, target)),
    gt: mean(product(green, target)),
    bt: mean(product(blue, target)),
  };
  const model = solveWindows(means, moments, epsilon);
  return {
    red: mean(model.red),
    green: mean(model.green),
    blue: mean(model.blue),
    offset: mean(model.offset),
  };
}

type Means = Readonly<Record<'r' | 'g' | 'b' | 't', Float32Array>>;
type Moments = Readonly<Record<'rr' | 'rg' | 'rb' | 'gg' | 'gb' | 'bb' | 'rt' | 'gt' | 'bt', Float32Array>>;

/** a = (Σ + εI)⁻¹ cov(colour, target) and b = mean(target) - a · mean(colour), per window. */
function solveWindows(means: Means, moments: Moments, epsilon: number): LinearModel {
  const size = means.t.length;
  const model = {
    red: new Float32Array(size),
    green: new Float32Array(size),
    blue: new Float32Array(size),
    offset: new Float32Array(size),
  };
  for (let i = 0; i < size; i++) {
    const at = (plane: Float32Array) => plane[i] as number;
    const r = at(means.r);
    const g = at(means.g);
    const b = at(means.b);
    const t = at(means.t);
    const rr = at(moments.rr) - r * r + epsilon;
    const rg = at(moments.rg) - r * g;
    const rb = at(moments.rb) - r * b;
    const gg = at(moments.gg) - g * g + epsilon;
    const gb = at(moments.gb) - g * b;
    const bb = at(moments.bb) - b * b + epsilon;
    const ct = [at(moments.rt) - r * t, at(moments.gt) - g * t, at(moments.bt) - b * t] as const;
    const c00 = gg * bb - gb * gb;
    const c01 = gb * rb - rg * bb;
    const c02 = rg * gb - gg * rb;
    const c11 = rr * bb - rb * rb;
    const c12 = rb * rg - rr * gb;
    const c22 = rr * gg - rg * rg;
    const inverse = 1 / (rr * c00 + rg * c01 + rb * c02);
    const wr = (c00 * ct[0] + c01 * ct[1] + c02 * ct[2]) * inverse;
    const wg = (c01 * ct[0] + c11 * ct[1] + c12 * ct[2]) * inverse;
    const wb = (c02 * ct[0] + c12 * ct[1] + c22 * ct[2]) * inverse;
    model.red[i] = wr;
    model.green[i] = wg;
    model.blue[i] = wb;
    model.offset[i] = t - wr * r - wg * g - wb * b;
  }
  return model;
}

/** The model at full size, bilinear between working pixels, applied to the full-size colours. */
function evaluateModel(guide: ImageValue, model: LinearModel, width: number, height: number): Float32Array {
  const full = (plane: Float32Array) =>
    width === guide.width && height === guide.height
      ? plane
      : resizePlane(plane, width, height, guide.width, guide.height);
  const red = full(model.red);
  const green = full(model.green);
  const blue = full(model.blue);
  const out = full(model.offset).slice();
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
