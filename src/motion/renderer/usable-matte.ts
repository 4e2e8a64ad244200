import type { ImageValue, MaskValue } from '../../values/value.ts';
import { hypotenuse } from '../portable-math.ts';

/** Coverage of a picture outside of which a matte separates nothing. */
const LEAST_COVERAGE = 0.01;
const MOST_COVERAGE = 0.93;
/** Share of a matte's outline that must follow edges of the picture before anything is cut along it. */
const LEAST_AGREEMENT = 0.92;
/** Colours this far apart (0..255, root mean square) on both sides of the outline count as an edge. */
const EDGE_STEP = 22;
/** Distance from the outline at which the two sides are compared, px. */
const EDGE_REACH = 4;

export interface UsableMatte {
  /** What a subject can be cut out with. */
  readonly cut: Float32Array | undefined;
  /** What still tells roughly where the subject is. */
  readonly hint: Float32Array | undefined;
  /** Why nothing is cut out, in words; undefined when something is, or when there is no matte. */
  readonly reason: string | undefined;
}

/**
 * Decides what a matte is good for. A matte that is empty or full says nothing. Where no face vouches for a person,
 * its outline must follow edges of the picture; else a cut would tear things apart, and it only hints at the depth.
 */
export function usableMatte(image: ImageValue, matte: MaskValue | undefined, hasFace: boolean): UsableMatte {
  if (matte === undefined) return { cut: undefined, hint: undefined, reason: undefined };
  const covered = matte.data.reduce((sum, value) => sum + value, 0) / Math.max(1, matte.data.length);
  if (covered < LEAST_COVERAGE) {
    return { cut: undefined, hint: undefined, reason: 'The matte is empty: no subject is cut out.' };
  }
  if (covered > MOST_COVERAGE) {
    return {
      cut: undefined,
      hint: undefined,
      reason: 'The matte covers the whole picture: nothing is cut out.',
    };
  }
  if (hasFace || outlineAgreement(image, matte.data) >= LEAST_AGREEMENT) {
    return { cut: matte.data, hint: matte.data, reason: undefined };
  }
  const reason = 'The matte does not follow the edges of the picture, so nothing is cut out along it.';
  return { cut: undefined, hint: matte.data, reason };
}

/** Share of the outline (coverage crossing one half) on which the picture has an edge, 0..1. */
function outlineAgreement(image: ImageValue, matte: Float32Array): number {
  const { width, height } = image;
  let outline = 0;
  let edges = 0;
  for (let y = EDGE_REACH; y < height - EDGE_REACH; y++) {
    for (let x = EDGE_REACH; x < width - EDGE_REACH; x++) {
      const k = y * width + x;
      if (matte[k] < 0.5 || (matte[k + 1] >= 0.5 && matte[k + width] >= 0.5 && matte[k - 1] >= 0.5)) continue;
      const gx = matte[k + EDGE_REACH] - matte[k - EDGE_REACH];
      const gy = matte[k + EDGE_REACH * width] - matte[k - EDGE_REACH * width];
      const length = hypotenuse(gx, gy);
      if (length === 0) continue;
      const step = Math.round((EDGE_REACH * gx) / length) + Math.round((EDGE_REACH * gy) / length) * width;
      outline++;
      if (colourStep(image, k + step, k - step) > EDGE_STEP) edges++;
    }
  }
  return outline === 0 ? 0 : edges / outline;
}

function colourStep(image: ImageValue, a: number, b: number): number {
  let sum = 0;
  for (let c = 0; c < 3; c++) sum += (image.data[4 * a + c] - image.data[4 * b + c]) ** 2;
  return Math.sqrt(sum / 3);
}
