import type { Random } from '../random.ts';

/** Patches are squares of 7 x 7 px. */
export const PATCH_RADIUS = 3;

/** One size of the picture that is being filled. */
export interface FillLevel {
  readonly width: number;
  readonly height: number;
  /** RGBA: the known pixels, and what the hole is filled with so far. */
  readonly colour: Uint8ClampedArray;
  /** How much a pixel counts when patches are compared: most where it is known, less the deeper in the hole. */
  readonly trust: Uint8Array;
  /** 1 where every pixel of a patch is known: where sources may lie. */
  readonly source: Uint8Array;
  /** Centres of the patches that cover the hole, in reading order. */
  readonly centres: Int32Array;
  /** Per pixel the centre of the patch it is likened to, -1 where it is no centre. */
  readonly match: Int32Array;
  /** Per pixel the difference of the two patches. */
  readonly cost: Float64Array;
}

/** Weight of a source's distance against its likeness: near patches share light and blur of the place. */
const NEARNESS = 400_000;

/**
 * Improves every match in place by PatchMatch (Barnes et al. 2009): neighbours hand on their matches, then places
 * at random distances that halve are tried. @param reach largest distance of a random trial, px
 */
export function searchPatches(level: FillLevel, iterations: number, reach: number, random: Random): void {
  const { width, height, centres, match, cost } = level;
  for (const k of centres) cost[k] = patchCost(level, k, match[k], Infinity);
  for (let pass = 0; pass < iterations; pass++) {
    const step = pass % 2 === 0 ? 1 : -1;
    for (let n = 0; n < centres.length; n++) {
      const k = centres[step === 1 ? n : centres.length - 1 - n];
      tryMatch(level, k, match[k - step] + step, match[k - step]);
      tryMatch(level, k, match[k - step * width] + step * width, match[k - step * width]);
      for (let radius = reach; radius >= 1; radius >>= 1) {
        const draw = random.uint32();
        const x = (match[k] % width) + ((((draw & 0xffff) * (2 * radius + 1)) >>> 16) - radius);
        const y = Math.floor(match[k] / width) + ((((draw >>> 16) * (2 * radius + 1)) >>> 16) - radius);
        if (x < 0 || y < 0 || x >= width || y >= height) continue;
        tryMatch(level, k, y * width + x, 0);
      }
    }
  }
}

/** @param from the neighbour's match that `candidate` comes from, negative when it has none */
function tryMatch(level: FillLevel, k: number, candidate: number, from: number): void {
  if (!(from >= 0) || level.source[candidate] !== 1 || candidate === level.match[k]) return;
  const cost = patchCost(level, k, candidate, level.cost[k]);
  if (cost >= level.cost[k]) return;
  level.cost[k] = cost;
  level.match[k] = candidate;
}

/** Difference of the patches around `a` (weighted by its trust) and `b`; may stop early beyond `most`. */
function patchCost(level: FillLevel, a: number, b: number, most: number): number {
  const { width, height, colour, trust } = level;
  const dx = (a % width) - (b % width);
  const dy = Math.floor(a / width) - Math.floor(b / width);
  let sum = (NEARNESS * PATCH_AREA * (dx * dx + dy * dy)) / (width * width + height * height);
  for (let y = -PATCH_RADIUS; y <= PATCH_RADIUS && sum < most; y++) {
    let p = a + y * width - PATCH_RADIUS;
    let q = 4 * (b + y * width - PATCH_RADIUS);
    for (let x = 0; x < PATCH_SIDE; x++, p++, q += 4) {
      const r = colour[4 * p] - colour[q];
      const g = colour[4 * p + 1] - colour[q + 1];
      const bl = colour[4 * p + 2] - colour[q + 2];
      sum += trust[p] * (r * r + g * g + bl * bl);
    }
  }
  return sum;
}

const PATCH_SIDE = 2 * PATCH_RADIUS + 1;
const PATCH_AREA = PATCH_SIDE * PATCH_SIDE;
