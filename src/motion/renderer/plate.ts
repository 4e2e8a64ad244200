import type { ImageValue } from '../../values/value.ts';
import { distanceToKnown } from './distance-field.ts';

/** Coverage below which a pixel counts as pure background. */
const CLEAR = 0.02;
/** The plate is trusted only this far from what the matte covers, share of the longer side. */
const MARGIN = 0.006;

/**
 * The picture without its subject: RGB, 0..255, `width * height * 3`. Where the subject stands, colours flow in
 * from all sides (push-pull pyramid, Gortler et al. 1996) and the texture of the nearest background is mirrored
 * across the outline, so that a strip that comes to light looks like its surroundings rather than like a blur.
 */
export function backgroundPlate(image: ImageValue, alpha: Float32Array): Float32Array {
  const { width, height } = image;
  const known = clearPixels(alpha, width, height, Math.max(2, Math.round(MARGIN * Math.max(width, height))));
  const base = pushPull(image, known);
  const { nearest } = distanceToKnown(known, width, height);
  const out = new Float32Array(width * height * 3);
  const soft = smoothKnown(image, known);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      const n = nearest[k];
      if (known[k] === 1 || n < 0) {
        for (let c = 0; c < 3; c++) out[3 * k + c] = known[k] === 1 ? image.data[4 * k + c] : base[3 * k + c];
        continue;
      }
      const [nx, ny] = [n % width, Math.floor(n / width)];
      const mx = Math.min(width - 1, Math.max(0, 2 * nx - x));
      const my = Math.min(height - 1, Math.max(0, 2 * ny - y));
      const m = known[my * width + mx] === 1 ? my * width + mx : n;
      for (let c = 0; c < 3; c++) out[3 * k + c] = base[3 * k + c] + image.data[4 * m + c] - soft[3 * m + c];
    }
  }
  return out;
}

/** 1 where no pixel within `radius` px belongs to the subject. */
function clearPixels(alpha: Float32Array, width: number, height: number, radius: number): Uint8Array {
  const across = new Uint8Array(alpha.length);
  const out = new Uint8Array(alpha.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let covered = 0;
      for (let n = Math.max(0, x - radius); n <= Math.min(width - 1, x + radius) && covered === 0; n++)
        if (alpha[y * width + n] > CLEAR) covered = 1;
      across[y * width + x] = covered;
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let covered = 0;
      for (let n = Math.max(0, y - radius); n <= Math.min(height - 1, y + radius) && covered === 0; n++)
        covered = across[n * width + x];
      out[y * width + x] = 1 - covered;
    }
  }
  return out;
}

interface Level {
  readonly width: number;
  readonly height: number;
  /** r, g, b, weight */
  readonly data: Float32Array;
}

/** Fills unknown pixels by averaging down until something is known and interpolating back up. */
function pushPull(image: ImageValue, known: Uint8Array): Float32Array {
  const first = new Float32Array(known.length * 4);
  for (let k = 0; k < known.length; k++)
    if (known[k] === 1)
      first.set([image.data[4 * k], image.data[4 * k + 1], image.data[4 * k + 2], 1], 4 * k);
  const levels: Level[] = [{ width: image.width, height: image.height, data: first }];
  for (;;) {
    const last = levels[levels.length - 1];
    if (last.width <= 2 || last.height <= 2) break;
    levels.push(halve(last));
  }
  for (let n = levels.length - 2; n >= 0; n--) fillFrom(levels[n + 1], levels[n]);
  const out = new Float32Array(known.length * 3);
  for (let k = 0; k < known.length; k++) for (let c = 0; c < 3; c++) out[3 * k + c] = first[4 * k + c];
  return out;
}

function halve(fine: Level): Level {
  const [width, height] = [Math.ceil(fine.width / 2), Math.ceil(fine.height / 2)];
  const data = new Float32Array(width * height * 4);
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const from = (y * fine.width + x) * 4;
      const w = fine.data[from + 3];
      if (w === 0) continue;
      const to = ((y >> 1) * width + (x >> 1)) * 4;
      for (let c = 0; c < 3; c++) data[to + c] += w * fine.data[from + c];
      data[to + 3] += w;
    }
  }
  for (let k = 0; k < data.length; k += 4) {
    const w = data[k + 3];
    if (w === 0) continue;
    for (let c = 0; c < 3; c++) data[k + c] /= w;
    data[k + 3] = Math.min(1, w);
  }
  return { width, height, data };
}

function fillFrom(coarse: Level, fine: Level): void {
  for (let y = 0; y < fine.height; y++) {
    for (let x = 0; x < fine.width; x++) {
      const at = (y * fine.width + x) * 4;
      const w = fine.data[at + 3];
      if (w >= 1) continue;
      const gx = Math.min(coarse.width - 1, Math.max(0, x / 2 - 0.25));
      const gy = Math.min(coarse.height - 1, Math.max(0, y / 2 - 0.25));
      const [i, j] = [Math.floor(gx), Math.floor(gy)];
      const [fx, fy] = [gx - i, gy - j];
      const right = Math.min(coarse.width - 1, i + 1);
      const below = Math.min(coarse.height - 1, j + 1);
      for (let c = 0; c < 3; c++) {
        const top =
          coarse.data[(j * coarse.width + i) * 4 + c] * (1 - fx) +
          coarse.data[(j * coarse.width + right) * 4 + c] * fx;
        const bottom =
          coarse.data[(below * coarse.width + i) * 4 + c] * (1 - fx) +
          coarse.data[(below * coarse.width + right) * 4 + c] * fx;
        fine.data[at + c] = w * fine.data[at + c] + (1 - w) * (top * (1 - fy) + bottom * fy);
      }
      fine.data[at + 3] = 1;
    }
  }
}

/** Radius of the blur that separates colour from texture, px. */
const TEXTURE_RADIUS = 4;

/** Mean of the known pixels around each pixel; 0 where none is near. */
function smoothKnown(image: ImageValue, known: Uint8Array): Float32Array {
  const { width, height } = image;
  const sums = new Float64Array((width + 1) * 4);
  const out = new Float32Array(width * height * 3);
  const columns = new Float64Array(width * 4);
  const addRow = (y: number, sign: number): void => {
    for (let x = 0; x < width; x++) {
      if (known[y * width + x] === 0) continue;
      for (let c = 0; c < 3; c++) columns[4 * x + c] += sign * image.data[4 * (y * width + x) + c];
      columns[4 * x + 3] += sign;
    }
  };
  for (let y = 0; y < Math.min(height, TEXTURE_RADIUS); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + TEXTURE_RADIUS < height) addRow(y + TEXTURE_RADIUS, 1);
    if (y - TEXTURE_RADIUS - 1 >= 0) addRow(y - TEXTURE_RADIUS - 1, -1);
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 4; c++) sums[4 * (x + 1) + c] = sums[4 * x + c] + columns[4 * x + c];
    for (let x = 0; x < width; x++) {
      const [from, to] = [Math.max(0, x - TEXTURE_RADIUS), Math.min(width, x + TEXTURE_RADIUS + 1)];
      const n = sums[4 * to + 3] - sums[4 * from + 3];
      if (n < 0.5) continue;
      for (let c = 0; c < 3; c++) out[3 * (y * width + x) + c] = (sums[4 * to + c] - sums[4 * from + c]) / n;
    }
  }
  return out;
}
