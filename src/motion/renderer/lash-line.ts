import { sinTurns } from '../portable-math.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import type { EyeScene } from './eye-scene.ts';

/** The lid's edge is crisp, lashes below it are not: reach above and below the rim, in half lengths of the eye and px. */
const REACH_UP = 0.09;
const LEAST_UP = 0.7;
const REACH_DOWN = 0.18;
const LEAST_DOWN = 0.6;
/** Along the eye, from its inner (-1) to its outer corner (1): where the line begins, is full, thins out and ends. */
const BEGINS = -1.15;
const FULL_FROM = -0.75;
const FULL_TO = 0.85;
const ENDS = 1.3;
/** Lids that meet do so up to the inner corner: from this closure on, the line grows inward by so many half lengths. */
const MEET_FROM = 0.7;
const GROWS_FROM = 0.2;
const GROWS_FULL = 0.35;
/** Height at the inner corner, where lashes are short, of that beyond the middle. */
const INNER_HEIGHT = 0.45;
/** Strength of the line where it is full. */
const STRENGTH = 0.95;
/** Lashes stand in tufts: how much shorter they are between them, and the tufts' spacings in half lengths of the eye. */
const TUFTS = 0.28;
const TUFT_SPACINGS = [0.17, 0.105] as const;
/** Half length from which tufts can be told apart, px. */
const TUFTS_FROM = 12;
const TUFTS_FULL = 24;

/**
 * Share of the lashes' colour where the lids approach: the lashes of both draw a line that is thin toward the nose,
 * crisp above, ragged below, and runs out beyond the outer corner.
 * @param closure -1..1 @param off px below the upper rim @param s column of the eye's frame, px
 */
export function lashLine(eye: EyeScene, closure: number, off: number, s: number): number {
  const closing = smoothStep(0, 1, closure);
  if (closing === 0) return 0;
  const { half } = eye.frame;
  const outward = (eye.side === 'right' ? -s : s) / half;
  const meeting = smoothStep(MEET_FROM, 1, closure);
  const begins = BEGINS - GROWS_FROM * meeting;
  const fullFrom = FULL_FROM - GROWS_FULL * meeting;
  const along = smoothStep(begins, fullFrom, outward) * smoothStep(ENDS, FULL_TO, outward);
  if (along === 0) return 0;
  let reach = REACH_UP * half + LEAST_UP;
  if (off > 0) {
    const height = INNER_HEIGHT + (1 - INNER_HEIGHT) * smoothStep(-1, 0.3, outward);
    reach = REACH_DOWN * half * height * eye.lid.fullness * tufts(outward, half) + LEAST_DOWN;
  }
  const away = off / (reach * (0.4 + 0.6 * along));
  if (away <= -1 || away >= 1) return 0;
  const k = 1 - away * away;
  return closing * along * STRENGTH * k * k;
}

/** Length of the lashes along the eye, 1 at the tufts. */
function tufts(outward: number, half: number): number {
  const seen = TUFTS * smoothStep(TUFTS_FROM, TUFTS_FULL, half);
  const wave = sinTurns(outward / TUFT_SPACINGS[0]) + sinTurns(outward / TUFT_SPACINGS[1] + 0.3);
  return 1 - seen * (0.5 - 0.25 * wave);
}
