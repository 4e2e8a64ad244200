import type { ImageValue } from '../../values/value.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { distanceToKnown } from './distance-field.ts';
import { type FillStart, patchFill, startFill } from './patch-fill.ts';
import { pushPull } from './push-pull.ts';

/** Coverage below which a pixel counts as pure background. */
const CLEAR = 0.02;
/** The plate is trusted only this far from what the matte covers, share of the longer side. */
const MARGIN = 0.01;

/** What plates of one picture are made from, however far the subject moves. */
export interface PlateGround {
  /** How far from what the matte covers the plate is trusted, px. */
  readonly margin: number;
  /** What flows in from all sides, RGBA. */
  readonly colour: Uint8ClampedArray;
  /** Undefined where the picture shows too little background. */
  readonly fill: FillStart | undefined;
}

/** All of the plate that does not depend on the motion. */
export function plateGround(image: ImageValue, alpha: Float32Array): PlateGround {
  const { width, height } = image;
  const margin = Math.max(2, Math.round(MARGIN * Math.max(width, height)));
  const known = clearPixels(alpha, width, height, margin);
  const { nearest } = distanceToKnown(known, width, height);
  const colour = mirrored(image, known, nearest);
  return { margin, colour, fill: startFill({ width, height, colour, known, nearest }) };
}

/**
 * The picture without its subject, RGBA, in memory of its own. Where the subject stands the background goes on in
 * patches of itself; deeper inside, where nothing comes to light, and where the picture shows too little background,
 * colours flow in from all sides and the texture of the nearest background is mirrored across the outline.
 * @param travel how far the subject moves before its background, px
 */
export function backgroundPlate({ margin, colour, fill }: PlateGround, travel: number): Uint8ClampedArray {
  return (fill && patchFill(fill, travel + 2 * margin)) ?? colour.slice();
}

/** The colour of the nearest background fades into what flows in from all sides over this, share of the longer side. */
const OWN_REACH = 0.15;

function mirrored(image: ImageValue, known: Uint8Array, nearest: Int32Array): Uint8ClampedArray {
  const { width, height } = image;
  const base = new Float32Array(known.length * 4);
  for (let k = 0; k < known.length; k++) {
    if (known[k] === 0) continue;
    for (let c = 0; c < 3; c++) base[4 * k + c] = image.data[4 * k + c];
    base[4 * k + 3] = 1;
  }
  pushPull(base, width, height);
  const out = new Uint8ClampedArray(base.length);
  const soft = smoothKnown(image, known);
  const reach = OWN_REACH * Math.max(width, height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      out[4 * k + 3] = 255;
      const n = nearest[k];
      if (known[k] === 1 || n < 0) {
        for (let c = 0; c < 3; c++) out[4 * k + c] = known[k] === 1 ? image.data[4 * k + c] : base[4 * k + c];
        continue;
      }
      const [nx, ny] = [n % width, Math.floor(n / width)];
      const mx = Math.min(width - 1, Math.max(0, 2 * nx - x));
      const my = Math.min(height - 1, Math.max(0, 2 * ny - y));
      const m = known[my * width + mx] === 1 ? my * width + mx : n;
      const away = Math.sqrt((x - nx) ** 2 + (y - ny) ** 2);
      const own = smoothStep(reach, 0, away);
      for (let c = 0; c < 3; c++) {
        const flown = base[4 * k + c] + own * (soft[3 * n + c] - base[4 * k + c]);
        out[4 * k + c] = flown + image.data[4 * m + c] - soft[3 * m + c];
      }
    }
  }
  return out;
}

/** 1 where no pixel within `radius` px across and down belongs to the subject. */
function clearPixels(alpha: Float32Array, width: number, height: number, radius: number): Uint8Array {
  const across = new Uint8Array(alpha.length);
  const out = new Uint8Array(alpha.length);
  for (let y = 0; y < height; y++) {
    const line = y * width;
    // pixels of the subject from `radius` before to `radius` after
    let covered = 0;
    for (let x = -radius; x < width; x++) {
      if (x + radius < width && alpha[line + x + radius] > CLEAR) covered++;
      if (x - radius > 0 && alpha[line + x - radius - 1] > CLEAR) covered--;
      if (x >= 0) across[line + x] = covered > 0 ? 1 : 0;
    }
  }
  const covered = new Uint16Array(width);
  for (let y = -radius; y < height; y++) {
    const entering = y + radius < height ? (y + radius) * width : -1;
    const leaving = y - radius > 0 ? (y - radius - 1) * width : -1;
    for (let x = 0; x < width; x++) {
      if (entering >= 0) covered[x] += across[entering + x];
      if (leaving >= 0) covered[x] -= across[leaving + x];
      if (y >= 0) out[y * width + x] = covered[x] > 0 ? 0 : 1;
    }
  }
  return out;
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
