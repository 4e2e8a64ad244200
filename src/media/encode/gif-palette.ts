import { quantize } from 'gifenc';

/** An entry is red, green, blue, 0..255. */
export type Palette = readonly (readonly [number, number, number])[];

/** Bits of each channel in the table of nearest colours: 6 keeps the error of looking up below 2 steps. */
const KEY_BITS = 6;
const KEY_SHIFT = 8 - KEY_BITS;
const KEY_LEVELS = 2 ** KEY_BITS;
const UNKNOWN = 0xffff;

/** Side of the threshold matrix, px. */
const BAYER_SIDE = 8;

/** How much of the gap between palette colours the dither spans: less than all, since gaps vary. */
const DITHER_SHARE = 0.6;

/**
 * The colours that fit the pixels best.
 *
 * @param pixels RGBA of all frames that count, alpha ignored
 * @param colours most colours, 2..256
 */
export function makePalette(pixels: Uint8ClampedArray, colours: number): Palette {
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return quantize(bytes, colours, { format: 'rgb565' });
}

/** Turns pixels into palette indices with a fixed pattern of thresholds, so that still areas stay still. */
export class DitheredPalette {
  private readonly palette: Palette;
  private readonly nearest = new Uint16Array(KEY_LEVELS ** 3).fill(UNKNOWN);
  private readonly thresholds: Float32Array;

  constructor(palette: Palette) {
    this.palette = palette;
    const amplitude = meanGap(palette) * DITHER_SHARE;
    this.thresholds = bayerThresholds().map((threshold) => threshold * amplitude);
  }

  /** Index of the palette colour for a pixel at (x, y). */
  indexAt(x: number, y: number, red: number, green: number, blue: number): number {
    const shift = this.thresholds[(y % BAYER_SIDE) * BAYER_SIDE + (x % BAYER_SIDE)] as number;
    const r = clampByte(red + shift) >> KEY_SHIFT;
    const g = clampByte(green + shift) >> KEY_SHIFT;
    const b = clampByte(blue + shift) >> KEY_SHIFT;
    const key = (r * KEY_LEVELS + g) * KEY_LEVELS + b;
    const known = this.nearest[key] as number;
    if (known !== UNKNOWN) return known;
    const found = nearestIndex(this.palette, binCentre(r), binCentre(g), binCentre(b));
    this.nearest[key] = found;
    return found;
  }
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, value));
}

function binCentre(level: number): number {
  return (level * 255) / (KEY_LEVELS - 1);
}

function nearestIndex(palette: Palette, red: number, green: number, blue: number): number {
  let best = 0;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const [i, [r, g, b]] of palette.entries()) {
    const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
    if (distance >= bestDistance) continue;
    bestDistance = distance;
    best = i;
  }
  return best;
}

/** Mean distance of a colour to its nearest neighbour, per channel. */
function meanGap(palette: Palette): number {
  if (palette.length < 2) return 0;
  let sum = 0;
  for (const [i, [red, green, blue]] of palette.entries()) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const [j, [r, g, b]] of palette.entries()) {
      if (i !== j) nearest = Math.min(nearest, (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
    }
    sum += Math.sqrt(nearest / 3);
  }
  return sum / palette.length;
}

/** Bayer 1973, "An optimum method for two-level rendition": thresholds evenly spread over -0.5 .. 0.5. */
function bayerThresholds(): Float32Array {
  const thresholds = new Float32Array(BAYER_SIDE * BAYER_SIDE);
  for (let y = 0; y < BAYER_SIDE; y++) {
    for (let x = 0; x < BAYER_SIDE; x++) {
      let rank = 0;
      for (let bit = 1, weight = 16; bit < BAYER_SIDE; bit <<= 1, weight >>= 2) {
        const diagonal = (x ^ y) & bit ? 2 : 0;
        rank += (diagonal + (y & bit ? 1 : 0)) * weight;
      }
      thresholds[y * BAYER_SIDE + x] = (rank + 0.5) / (BAYER_SIDE * BAYER_SIDE) - 0.5;
    }
  }
  return thresholds;
}
