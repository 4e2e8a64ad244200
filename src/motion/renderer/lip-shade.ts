import { smoothStep } from '../rig/smooth-step.ts';
import { columnAt } from './local-frame.ts';
import type { MouthScene } from './mouth-scene.ts';

/** How far a mouth is open in one frame, and where its corners are. */
export interface MouthOpening {
  /** Opening in the middle beyond that in the photo, in widths of the mouth. */
  readonly opened: number;
  /** Corners, s of the mouth's frame, px. */
  readonly left: number;
  readonly right: number;
}

/** What lips that part lose of their light in full shade (red, green, blue): what lies within is redder. */
export const LIP_SHADE: readonly [number, number, number] = [0.18, 0.34, 0.31];
/** Lips round inward where they part: over which height they darken, and from which opening on, in widths. */
const REACH = 0.07;
const PARTED = 0.14;
/** Skin folds inward at the corners of a mouth that opens wide: reach along and across, and openings from and to which. */
const CORNER_ALONG = 0.09;
const CORNER_ACROSS = 0.06;
const CORNER_FROM = 0.12;
const CORNER_FULL = 0.4;

/**
 * Share of the shade on a lip, 0..1.
 * @param s column of the mouth's frame, px @param away px from the lip's inner rim @param open px between the rims here
 */
export function lipShade(
  mouth: MouthScene,
  { opened, left, right }: MouthOpening,
  s: number,
  away: number,
  open: number,
): number {
  const width = 2 * mouth.frame.half;
  const photoOpen = columnAt(mouth.lower, mouth.first, s) - columnAt(mouth.upper, mouth.first, s);
  const parted = smoothStep(0, PARTED * width, open - photoOpen);
  const rim = parted * smoothStep(REACH * width, 0, away);
  const wide = smoothStep(CORNER_FROM, CORNER_FULL, opened);
  if (wide === 0) return rim;
  const along = Math.min(Math.abs(s - left), Math.abs(s - right)) / (CORNER_ALONG * width);
  const across = away / (CORNER_ACROSS * width);
  const near = Math.max(0, 1 - along * along - across * across);
  return Math.max(rim, wide * near);
}
