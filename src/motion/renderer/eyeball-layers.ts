import type { ImageValue } from '../../values/value.ts';
import { hypotenuse } from '../portable-math.ts';
import { type Aperture, type LidShadow, lidShadow, type Patch, shadowDepth } from './lid-shadow.ts';
import { columnAt, toLocal } from './local-frame.ts';

/** The eyeball of one eye in layers on the photo's own pixels, so that drawing it resamples only once. */
export interface Eyeball {
  /** Top left pixel of the layers. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Without the iris; red, green, blue, 1 */
  readonly sclera: Float32Array;
  /** Premultiplied iris disc with its hidden parts filled, without catch-lights; red, green, blue, alpha */
  readonly iris: Float32Array;
  /** What the catch-lights add; red, green, blue, 0 */
  readonly lights: Float32Array;
  readonly shadow: LidShadow;
  /** px */
  readonly radius: number;
}

/** Soft rim of the iris, in radii. */
const RIM = 0.16;
/** A light stands out from its ring of the iris by this much, 0..255. */
const LIGHT_STEP = 34;
/** Fewest pixels of visible sclera that its colour can be learnt from. */
const LEAST_SCLERA = 6;
/** Sclera where none can be seen, relative to the skin's brightness around the eye. */
const SCLERA_TINT: readonly [number, number, number] = [0.98, 0.95, 0.93];

/**
 * Takes the visible eyeball apart: sclera (grown under the iris), iris disc (grown under the lids), catch-lights.
 * `iris + (1 - alpha) * sclera + lights` is the photo wherever the eyeball is visible.
 */
export function eyeballLayers(
  image: ImageValue,
  eye: Aperture,
  iris: { readonly x: number; readonly y: number; readonly radius: number },
): Eyeball | undefined {
  if (eye.gap < 2 || iris.radius < 1.5) return undefined;
  const reachX = Math.ceil(eye.frame.half * 1.25);
  const reachY = Math.ceil(Math.max(eye.gap * 1.3, iris.radius * 2));
  const [x, y] = [Math.round(eye.frame.x) - reachX, Math.round(eye.frame.y) - reachY];
  const [width, height] = [2 * reachX + 1, 2 * reachY + 1];
  const patch = { x, y, width, height };
  const photo = copyPhoto(image, patch);
  const inside = visiblePart(eye, patch);
  const disc = discAlpha(iris, patch);
  const { clean, lights } = splitLights(photo, inside, disc, iris, patch);
  const sclera = growSclera(photo, inside, disc, width, height);
  settleSclera(sclera, photo, disc, eye, patch);
  const layer = new Float32Array(width * height * 4);
  const filled = fillIris(clean, inside, iris, patch);
  for (let k = 0; k < width * height; k++) {
    const a = disc[k];
    for (let c = 0; c < 3; c++) {
      const residual = clean[3 * k + c] - (1 - a) * sclera[4 * k + c];
      layer[4 * k + c] = inside[k] * residual + (1 - inside[k]) * a * filled[3 * k + c];
    }
    layer[4 * k + 3] = a;
    for (let c = 0; c < 3; c++) if (a === 0) layer[4 * k + c] = 0;
  }
  const shadow = lidShadow({ photo, sclera, iris: layer }, eye, patch);
  return { ...patch, sclera, iris: layer, lights, shadow, radius: iris.radius };
}

/** Beside the iris the eyeball is the photo itself up to this far over the lower lid's rim, px. */
const LOWER_OVERLAP = 1.5;
/** Height over which the photo comes in below the upper rim's shadow, px. */
const SEEN_SOFTNESS = 1.5;

/** Beside the iris the sclera is the photo; under it and in the lashes' shadow it is the grown colour. */
function settleSclera(
  sclera: Float32Array,
  photo: Float32Array,
  disc: Float32Array,
  eye: Aperture,
  patch: Patch,
): void {
  for (let j = 0, k = 0; j < patch.height; j++) {
    for (let i = 0; i < patch.width; i++, k++) {
      const [s, t] = toLocal(eye.frame, patch.x + i, patch.y + j);
      const below = t - columnAt(eye.upper, eye.first, s);
      const above = columnAt(eye.lower, eye.first, s) - t;
      if (disc[k] > 0) continue;
      // soft toward the lids, lest lashes and lit corners leave single pixels behind
      const seen = clamp01((below - shadowDepth(eye, s)) / SEEN_SOFTNESS) * clamp01(above + LOWER_OVERLAP);
      for (let c = 0; c < 3; c++) sclera[4 * k + c] += seen * (photo[3 * k + c] - sclera[4 * k + c]);
    }
  }
}

function copyPhoto(image: ImageValue, patch: Patch): Float32Array {
  const out = new Float32Array(patch.width * patch.height * 3);
  for (let j = 0, k = 0; j < patch.height; j++) {
    const row = Math.min(image.height - 1, Math.max(0, patch.y + j));
    for (let i = 0; i < patch.width; i++, k++) {
      const column = Math.min(image.width - 1, Math.max(0, patch.x + i));
      for (let c = 0; c < 3; c++) out[3 * k + c] = image.data[4 * (row * image.width + column) + c];
    }
  }
  return out;
}

/** 1 where the eyeball is seen, well inside the lids and out of the lashes' shadow; soft over a pixel. */
function visiblePart(eye: Aperture, patch: Patch): Float32Array {
  const out = new Float32Array(patch.width * patch.height);
  for (let j = 0, k = 0; j < patch.height; j++) {
    for (let i = 0; i < patch.width; i++, k++) {
      const [s, t] = toLocal(eye.frame, patch.x + i, patch.y + j);
      const [u, l] = [columnAt(eye.upper, eye.first, s), columnAt(eye.lower, eye.first, s)];
      if (Math.abs(s) > eye.frame.half * 0.97) continue;
      out[k] = Math.min(1, Math.max(0, Math.min(t - u - shadowDepth(eye, s), l - t) - 0.3));
    }
  }
  return out;
}

function discAlpha(iris: { x: number; y: number; radius: number }, patch: Patch): Float32Array {
  const out = new Float32Array(patch.width * patch.height);
  for (let j = 0, k = 0; j < patch.height; j++) {
    for (let i = 0; i < patch.width; i++, k++) {
      const r = hypotenuse(patch.x + i - iris.x, patch.y + j - iris.y) / iris.radius;
      out[k] = Math.min(1, Math.max(0, (1.06 + RIM / 2 - r) / RIM));
    }
  }
  return out;
}

const RINGS = 6;

/** Catch-lights: what is brighter than the rest of its ring around the pupil. */
function splitLights(
  photo: Float32Array,
  inside: Float32Array,
  disc: Float32Array,
  iris: { x: number; y: number; radius: number },
  patch: Patch,
): { clean: Float32Array; lights: Float32Array } {
  const rings: number[][] = Array.from({ length: RINGS + 1 }, () => []);
  const ringOf = (k: number): number => {
    const [i, j] = [k % patch.width, Math.floor(k / patch.width)];
    return Math.min(
      RINGS,
      Math.floor((RINGS * hypotenuse(patch.x + i - iris.x, patch.y + j - iris.y)) / iris.radius),
    );
  };
  for (let k = 0; k < disc.length; k++)
    if (disc[k] > 0.9 && inside[k] > 0.9) rings[ringOf(k)].push(luma(photo, k));
  const middle = rings.map(
    (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 255,
  );
  const clean = Float32Array.from(photo);
  const lights = new Float32Array(disc.length * 4);
  for (let k = 0; k < disc.length; k++) {
    if (disc[k] < 0.6 || inside[k] < 0.5) continue;
    const over = luma(photo, k) - middle[ringOf(k)] - LIGHT_STEP;
    if (over <= 0) continue;
    const keep = 1 - over / Math.max(1, luma(photo, k));
    for (let c = 0; c < 3; c++) {
      clean[3 * k + c] = photo[3 * k + c] * keep;
      lights[4 * k + c] = photo[3 * k + c] * (1 - keep);
    }
  }
  return { clean, lights };
}

function luma(rgb: Float32Array, k: number): number {
  return 0.299 * rgb[3 * k] + 0.587 * rgb[3 * k + 1] + 0.114 * rgb[3 * k + 2];
}

/** Sclera everywhere in the patch, grown from what is visible beside the iris by normalised blurs of rising width. */
function growSclera(
  photo: Float32Array,
  inside: Float32Array,
  disc: Float32Array,
  width: number,
  height: number,
): Float32Array {
  const out = new Float32Array(width * height * 4);
  let seen = 0;
  for (let k = 0; k < inside.length; k++) if (inside[k] >= 1 && disc[k] === 0) seen++;
  const skin = skinBrightness(photo);
  for (let k = 0; k < inside.length; k++) {
    const known = inside[k] >= 1 && disc[k] === 0 ? 1 : 0;
    for (let c = 0; c < 3; c++) out[4 * k + c] = known * photo[3 * k + c];
    out[4 * k + 3] = known;
  }
  if (seen < LEAST_SCLERA) {
    for (let k = 0; k < inside.length; k++)
      for (let c = 0; c < 3; c++) out[4 * k + c] = skin * SCLERA_TINT[c];
    for (let k = 0; k < inside.length; k++) out[4 * k + 3] = 1;
    return out;
  }
  growFrom(knownPixels(out, width, seen), out, width);
  return out;
}

/** Five numbers for every pixel of weight 1: column, row, r, g, b. */
function knownPixels(layer: Float32Array, width: number, count: number): Float64Array {
  const out = new Float64Array(5 * count);
  for (let k = 0, to = 0; 4 * k < layer.length; k++) {
    if (layer[4 * k + 3] !== 1) continue;
    out[to++] = k % width;
    out[to++] = Math.floor(k / width);
    for (let c = 0; c < 3; c++) out[to++] = layer[4 * k + c];
  }
  return out;
}

/** Gives the pixels of weight 0 the mean of the known ones, near ones counting most. */
function growFrom(known: Float64Array, layer: Float32Array, width: number): void {
  for (let k = 0; 4 * k < layer.length; k++) {
    if (layer[4 * k + 3] === 1) continue;
    const [i, j] = [k % width, Math.floor(k / width)];
    let [r, g, b, total] = [0, 0, 0, 0];
    for (let n = 0; n < known.length; n += 5) {
      const dx = known[n] - i;
      const dy = 2 * (known[n + 1] - j);
      const d = dx * dx + dy * dy;
      const w = 1 / (d * d + 1);
      r += w * known[n + 2];
      g += w * known[n + 3];
      b += w * known[n + 4];
      total += w;
    }
    layer.set([r / total, g / total, b / total, 1], 4 * k);
  }
}

function skinBrightness(photo: Float32Array): number {
  const values = Array.from({ length: photo.length / 3 }, (_, k) => luma(photo, k)).sort((a, b) => a - b);
  return values[Math.floor(values.length * 0.7)] ?? 128;
}

/** Iris colours where lids hide them: mirrored about the horizontal through the pupil, else the ring's mean. */
function fillIris(
  clean: Float32Array,
  inside: Float32Array,
  iris: { x: number; y: number; radius: number },
  patch: Patch,
): Float32Array {
  const sums = Array.from({ length: RINGS + 2 }, () => [0, 0, 0, 0]);
  const ring = (i: number, j: number): number =>
    Math.min(
      RINGS + 1,
      Math.floor((RINGS * hypotenuse(patch.x + i - iris.x, patch.y + j - iris.y)) / iris.radius),
    );
  for (let k = 0; k < inside.length; k++) {
    if (inside[k] < 1) continue;
    const sum = sums[ring(k % patch.width, Math.floor(k / patch.width))];
    for (let c = 0; c < 3; c++) sum[c] += clean[3 * k + c];
    sum[3]++;
  }
  const out = Float32Array.from(clean);
  for (let k = 0; k < inside.length; k++) {
    if (inside[k] >= 1) continue;
    const [i, j] = [k % patch.width, Math.floor(k / patch.width)];
    const mirror = Math.round(2 * (iris.y - patch.y) - j);
    const m = mirror * patch.width + i;
    const sum = [ring(i, j), 3, 4, 2, 1].map((n) => sums[n]).find((s) => s[3] > 0);
    for (let c = 0; c < 3; c++) {
      if (mirror >= 0 && mirror < patch.height && inside[m] >= 1) out[3 * k + c] = clean[3 * m + c] * 0.9;
      else if (sum !== undefined) out[3 * k + c] = (sum[c] / sum[3]) * 0.85;
    }
  }
  return out;
}

function clamp01(x: number): number {
  return Math.min(1, Math.max(0, x));
}
