import { Random } from '../random.ts';
import { distanceToKnown } from './distance-field.ts';
import { type FillLevel, PATCH_RADIUS, searchPatches } from './patch-search.ts';
import { closeSeam, type HoledPicture, vote } from './patch-votes.ts';

/** Patches are searched first where this share of the longer side is {@link COARSEST_STRIP} deep. */
const DEPTH = 0.12;
/** px */
const COARSEST_STRIP = 10;
/** Sizes above this only take over the matches of the one below, longer side in px. */
const SEARCHED_SIDE = 640;
/** Rounds of search and vote at the coarsest size, at those between, at the finest searched one. */
const ROUNDS = [20, 3, 1] as const;
/** First rounds at the coarsest size in which patches may go against the first guess. */
const FREE_ROUNDS = 10;
/** Random trials reach the whole picture at the coarsest size, later only around what was found. */
const FINE_REACH = 8;
/** Fewer possible sources than this fill nothing. */
const LEAST_SOURCES = 64;
const SEED = 20_11;

/** A filling as far as it is the same for every depth. */
export interface FillStart {
  /** The picture and its halves, the largest first. */
  readonly sizes: readonly HoledPicture[];
  /** The smallest size that has enough to take patches from, filled, and its place in `sizes`. */
  readonly coarsest: FillLevel;
  readonly at: number;
  /** Random numbers as the next size draws them. */
  readonly random: Random;
}

/** Fills the hole at the coarsest size, whole; undefined when too little is known to take patches from. */
export function startFill(picture: HoledPicture): FillStart | undefined {
  const sizes: HoledPicture[] = [picture];
  for (let wide = fillDepth(picture); wide > COARSEST_STRIP; wide /= 2) {
    const half = halfSize(sizes[sizes.length - 1]);
    if (Math.min(half.width, half.height) < 8 * PATCH_RADIUS) break;
    sizes.push(half);
  }
  const random = new Random(SEED);
  for (let at = sizes.length - 1; at >= 0; at--) {
    const level = fillLevel(sizes[at], Infinity, undefined, random);
    if (level === undefined) continue;
    const whole = Math.max(level.width, level.height);
    const isSearched = whole <= SEARCHED_SIDE;
    for (let round = 0; round < (isSearched ? ROUNDS[0] : 1); round++) {
      searchPatches(level, isSearched ? 2 : 0, whole, random);
      vote(level, sizes[at], round >= FREE_ROUNDS);
    }
    return { sizes, coarsest: level, at, random };
  }
  return undefined;
}

/**
 * Fills the hole with patches of what is known, next to it at full size, from coarse to fine (Wexler et al.
 * 2007, with the search of Barnes et al. 2009), so that edges and textures go on across it.
 * @param strip depth to which the hole is filled at full size, px; deeper it is filled at the coarsest size only
 * @param start what `startFill` made of the picture; it stays as it is
 * @returns the filled colours (RGBA); undefined when too little is known to take patches from
 */
export function patchFill(start: FillStart, strip: number): Uint8ClampedArray | undefined {
  const { sizes } = start;
  const picture = sizes[0];
  const depth = Math.min(fillDepth(picture), strip);
  const random = start.random.copy();
  let coarser = start.coarsest;
  for (let n = start.at - 1; n >= 0; n--) {
    const level = fillLevel(sizes[n], depth / 2 ** n + PATCH_RADIUS, coarser, random);
    if (level === undefined) return undefined;
    const isSearched = Math.max(level.width, level.height) <= SEARCHED_SIDE;
    vote(level, sizes[n], true);
    for (let round = 0; round < (isSearched ? (n > 0 ? ROUNDS[1] : ROUNDS[2]) : 1); round++) {
      searchPatches(level, isSearched ? 2 : 0, FINE_REACH, random);
      vote(level, sizes[n], true);
    }
    coarser = level;
  }
  const colour = coarser.colour.slice();
  closeSeam({ ...coarser, colour }, picture);
  return colour;
}

function fillDepth({ width, height }: HoledPicture): number {
  return DEPTH * Math.max(width, height);
}

/** Half the size; a pixel is known when all it was made from are, and has the mean colour of the known ones. */
function halfSize(fine: HoledPicture): HoledPicture {
  const [width, height] = [fine.width >> 1, fine.height >> 1];
  const colour = new Uint8ClampedArray(width * height * 4);
  const known = new Uint8Array(width * height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      const at = 2 * y * fine.width + 2 * x;
      const from = [at, at + 1, at + fine.width, at + fine.width + 1];
      const seen = from.filter((p) => fine.known[p] === 1);
      known[k] = seen.length === 4 ? 1 : 0;
      const list = seen.length > 0 ? seen : from;
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (const p of list) sum += fine.colour[4 * p + c];
        colour[4 * k + c] = sum / list.length;
      }
      colour[4 * k + 3] = 255;
    }
  }
  return { width, height, colour, known, nearest: distanceToKnown(known, width, height).nearest };
}

/** Trust in a known pixel; in the hole it falls off with the distance to what is known. */
const FULL_TRUST = 32;
const TRUST_FALL = 0.8;

function fillLevel(
  picture: HoledPicture,
  depth: number,
  coarser: FillLevel | undefined,
  random: Random,
): FillLevel | undefined {
  const { width, height, known, nearest } = picture;
  const source = wholePatches(known, width, height);
  const sources = indicesOf(source);
  if (sources.length < LEAST_SOURCES) return undefined;
  const trust = new Uint8Array(known.length);
  const wanted = new Uint8Array(known.length);
  const falloff = [FULL_TRUST];
  for (let n = 1; n < 64; n++) falloff.push(Math.max(1, falloff[n - 1] * TRUST_FALL));
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      const n = nearest[k];
      const [dx, dy] = [x - (n % width), y - Math.floor(n / width)];
      const distance = Math.sqrt(dx * dx + dy * dy);
      trust[k] = falloff[Math.min(63, Math.ceil(distance))];
      if (known[k] === 1 || distance > depth) continue;
      const cx = Math.min(width - 1 - PATCH_RADIUS, Math.max(PATCH_RADIUS, x));
      const cy = Math.min(height - 1 - PATCH_RADIUS, Math.max(PATCH_RADIUS, y));
      wanted[cy * width + cx] = 1;
    }
  }
  const centres = indicesOf(wanted);
  const match = new Int32Array(known.length).fill(-1);
  for (const k of centres) {
    const taken = coarser === undefined ? -1 : fromCoarser(coarser, k, width, height);
    match[k] = taken >= 0 && source[taken] === 1 ? taken : sources[random.uint32() % sources.length];
  }
  const colour = picture.colour.slice();
  if (coarser !== undefined) takeOver(coarser, picture, colour);
  return { width, height, colour, trust, source, centres, match, cost: new Float64Array(known.length) };
}

/** The match of the same place at half the size, in pixels of this size; -1 where there is none. */
function fromCoarser(coarser: FillLevel, k: number, width: number, height: number): number {
  const [x, y] = [k % width, Math.floor(k / width)];
  const [i, j] = [Math.min(coarser.width - 1, x >> 1), Math.min(coarser.height - 1, y >> 1)];
  const at = coarser.match[j * coarser.width + i];
  if (at < 0) return -1;
  const mx = 2 * (at % coarser.width) + (x - 2 * i);
  const my = 2 * Math.floor(at / coarser.width) + (y - 2 * j);
  return mx < width && my < height ? my * width + mx : -1;
}

/** Fills the whole hole with the enlarged picture of half the size. */
function takeOver(
  coarser: FillLevel,
  { width, height, known }: HoledPicture,
  colour: Uint8ClampedArray,
): void {
  const [columns, rows] = [coarser.width, coarser.height];
  for (let y = 0, k = 0; y < height; y++) {
    const gy = Math.min(rows - 1.001, Math.max(0, y / 2 - 0.25));
    const j = Math.floor(gy);
    for (let x = 0; x < width; x++, k++) {
      if (known[k] === 1) continue;
      const gx = Math.min(columns - 1.001, Math.max(0, x / 2 - 0.25));
      const i = Math.floor(gx);
      for (let c = 0; c < 3; c++) {
        const at = 4 * (j * columns + i) + c;
        const top = coarser.colour[at] + (gx - i) * (coarser.colour[at + 4] - coarser.colour[at]);
        const under = at + 4 * columns;
        const bottom = coarser.colour[under] + (gx - i) * (coarser.colour[under + 4] - coarser.colour[under]);
        colour[4 * k + c] = top + (gy - j) * (bottom - top);
      }
    }
  }
}

function indicesOf(flags: Uint8Array): Int32Array {
  let count = 0;
  for (let k = 0; k < flags.length; k++) count += flags[k];
  const out = new Int32Array(count);
  for (let k = 0, n = 0; k < flags.length; k++) if (flags[k] === 1) out[n++] = k;
  return out;
}

/** 1 where the whole patch around a pixel is known. */
function wholePatches(known: Uint8Array, width: number, height: number): Uint8Array {
  const out = new Uint8Array(known.length);
  const columns = new Int32Array(width);
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      // rows of known pixels that end here, then columns in which the last such rows are all as wide as a patch
      row = known[y * width + x] === 1 ? row + 1 : 0;
      columns[x] = row > 2 * PATCH_RADIUS ? columns[x] + 1 : 0;
      if (columns[x] > 2 * PATCH_RADIUS) out[(y - PATCH_RADIUS) * width + x - PATCH_RADIUS] = 1;
    }
  }
  return out;
}
