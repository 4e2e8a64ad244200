import { sinTurns } from '../portable-math.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import type { EyeScene } from './eye-scene.ts';

/** Along the eye, from its inner (-1) to its outer corner (1): where the line begins, is full, thins out and ends. */
const BEGINS = -1.4;
const FULL_FROM = -0.8;
const FULL_TO = 0.9;
const ENDS = 1.4;
/** Where its height begins to grow and is full, toward either corner; its height at the corners, of the full one. */
const THIN_INWARD = -1.2;
const THICK_FROM = -0.2;
const THICK_TO = 0.4;
const THIN_OUTWARD = 1.3;
const CORNER_HEIGHT = 0.2;
/** Reach of the line's core above and below the rim, in half lengths of the eye, beside the photo's own softness. */
const CORE_UP = 0.012;
const CORE_DOWN = 0.045;
/** Strength of the core where lids meet, and of a lid's lashes on its way there. */
const MET = 0.9;
const OPEN_LASHES = 0.63;
/** Closure from which on the lids are about to meet. */
const MEET_FROM = 0.7;
/** The core falls to nothing at so many times its reach. */
const CORE_ENDS = 2.6;
/** Lashes that hang over the lower lid: length in half lengths of the eye, strength at the core, and what is left of the length toward the nose. */
const FRINGE = 0.52;
const FRINGE_STRENGTH = 0.75;
const INNER_FRINGE = 0.35;
/** They point outward: half lengths of the eye along it for each down. */
const SLANT = 0.25;
/** Lashes stand in tufts: how much shorter they are between them, and the tufts' spacings in half lengths of the eye. */
const TUFTS = 0.5;
const TUFT_SPACINGS = [0.17, 0.105] as const;
/** Half length from which tufts can be told apart, px. */
const TUFTS_FROM = 12;
const TUFTS_FULL = 24;

/**
 * Share of the lashes' colour where the lids approach: a core as soft as the photo's own lashes, thin toward both
 * corners, and the lashes that hang from it over the lower lid, longer away from the nose.
 * @param closure -1..1 @param off px below the upper rim @param s column of the eye's frame, px
 * @param room px between the upper rim and the place from which skin stays as it is
 */
export function lashLine(eye: EyeScene, closure: number, off: number, s: number, room: number): number {
  const closing = smoothStep(0, 1, closure);
  if (closing === 0 || off >= room) return 0;
  const { half } = eye.frame;
  const outward = (eye.side === 'right' ? -s : s) / half;
  const along = smoothStep(BEGINS, FULL_FROM, outward) * smoothStep(ENDS, FULL_TO, outward);
  if (along === 0) return 0;
  const strength = OPEN_LASHES + (MET - OPEN_LASHES) * smoothStep(MEET_FROM, 1, closure);
  const core = strength * coreAt(eye, off, outward);
  const fringe = off <= 0 ? 0 : FRINGE_STRENGTH * fringeAt(eye, off, outward, room);
  return closing * along * (core + (1 - core) * fringe);
}

/** 1 at the rim, falling off like a bell. */
function coreAt({ lid, frame: { half } }: EyeScene, off: number, outward: number): number {
  const thick = smoothStep(THIN_INWARD, THICK_FROM, outward) * smoothStep(THIN_OUTWARD, THICK_TO, outward);
  const height = (CORNER_HEIGHT + (1 - CORNER_HEIGHT) * thick) * tufts(outward, half);
  const reach = lid.softness + half * (off < 0 ? CORE_UP : CORE_DOWN * lid.fullness * height);
  const away = off / (CORE_ENDS * reach);
  const k = Math.max(0, 1 - away * away);
  return k * k * k;
}

/** 1 at the rim, 0 at the tips. */
function fringeAt({ lid, frame: { half } }: EyeScene, off: number, outward: number, room: number): number {
  const length = INNER_FRINGE + (1 - INNER_FRINGE) * smoothStep(-0.7, 0.7, outward);
  const from = outward - (SLANT * off) / half;
  const reach = FRINGE * half * lid.fullness * length * tufts(from, half) + lid.softness;
  const k = Math.max(0, 1 - off / Math.min(room, reach));
  return k * Math.sqrt(k);
}

/** Length of the lashes along the eye, 1 at the tufts. */
function tufts(outward: number, half: number): number {
  const seen = TUFTS * smoothStep(TUFTS_FROM, TUFTS_FULL, half);
  const wave = sinTurns(outward / TUFT_SPACINGS[0]) + sinTurns(outward / TUFT_SPACINGS[1] + 0.3);
  return 1 - seen * (0.5 - 0.25 * wave);
}
