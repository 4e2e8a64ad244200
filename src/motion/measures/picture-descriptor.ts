import { cosTurns, sinTurns } from '../portable-math.ts';

/** Cells of the descriptor along each side of the picture. */
const CELLS = 12;
/** Directions of edges, all around. */
const DIRECTIONS = 8;
/** Per cell: edges by direction, then mean red, green and blue around middle grey. */
const PER_CELL = DIRECTIONS + 3;
/** Weight of a cell's colour beside its edges. */
const COLOUR_WEIGHT = 0.5;
/** Edges weaker than this leave a cell's direction undecided, sRGB steps. */
const FAINT_EDGE = 2;
/** Every so many pixels of a row and a column are looked at, for about 250 of a side. */
const SAMPLES_PER_SIDE = 256;

const COMPASS = Array.from({ length: DIRECTIONS }, (_, n) => [
  cosTurns(n / DIRECTIONS),
  sinTurns(n / DIRECTIONS),
]);

/**
 * What a part of a picture looks like as 12 x 12 cells of edge directions and colours, for {@link consistency}. A
 * histogram of oriented gradients (Dalal and Triggs 2005) rather than a learned embedding: it needs no weights, and
 * unlike one it also sees what changes a picture without changing its content. Equal parts have cosine 1; a clip of
 * another person or place has .8 and less.
 *
 * @param rgba RGBA, `width * height * 4`
 * @param weight 0..1 per pixel: how much it belongs to the part
 */
export function describePicture(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  weight: (pixel: number) => number,
): Float32Array {
  const out = new Float32Array(CELLS * CELLS * PER_CELL);
  const weights = new Float32Array(CELLS * CELLS);
  const stride = Math.max(1, Math.floor(Math.max(width, height) / SAMPLES_PER_SIDE));
  for (let y = stride; y < height - stride; y += stride) {
    for (let x = stride; x < width - stride; x += stride) {
      const pixel = y * width + x;
      const w = weight(pixel);
      if (w <= 0) continue;
      const cell = Math.floor((y * CELLS) / height) * CELLS + Math.floor((x * CELLS) / width);
      weights[cell] += w;
      addEdge(rgba, pixel, stride, width, w, out, cell * PER_CELL);
      for (let c = 0; c < 3; c++)
        out[cell * PER_CELL + DIRECTIONS + c] += w * (rgba[4 * pixel + c] / 255 - 0.5);
    }
  }
  for (let cell = 0; cell < weights.length; cell++) normaliseCell(out, cell * PER_CELL, weights[cell]);
  return out;
}

function addEdge(
  rgba: Uint8ClampedArray,
  pixel: number,
  stride: number,
  width: number,
  weight: number,
  out: Float32Array,
  at: number,
): void {
  const green = 4 * pixel + 1;
  const across = rgba[green + 4 * stride] - rgba[green - 4 * stride];
  const down = rgba[green + 4 * stride * width] - rgba[green - 4 * stride * width];
  for (let n = 0; n < DIRECTIONS; n++) {
    const along = across * COMPASS[n][0] + down * COMPASS[n][1];
    if (along > 0) out[at + n] += weight * along;
  }
}

/**
 * Edges become shares of the cell's edges, around their mean since every texture has some of each; colours become
 * means. A cell counts by how much of the part lies in it.
 */
function normaliseCell(out: Float32Array, at: number, weight: number): void {
  if (weight === 0) return;
  let mean = 0;
  for (let n = 0; n < DIRECTIONS; n++) mean += out[at + n] / DIRECTIONS;
  let strength = 0;
  for (let n = 0; n < DIRECTIONS; n++) {
    out[at + n] -= mean;
    strength += out[at + n] * out[at + n];
  }
  const edges = Math.sqrt(strength) + FAINT_EDGE * weight;
  const share = Math.sqrt(weight);
  for (let n = 0; n < DIRECTIONS; n++) out[at + n] *= share / edges;
  for (let c = DIRECTIONS; c < PER_CELL; c++) out[at + c] *= (COLOUR_WEIGHT * share) / weight;
}
