import type { Random } from '../random.ts';
import { lowPass, type Spectrum } from './noise.ts';
import { sway } from './sway.ts';
import type { Tracks } from './timeline.ts';

/** Standard deviations of a head's irregular movement, degrees. */
export interface HeadUnrest {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

/** Of a resting head (docs/kinematics.md). */
export const RESTING_HEAD: HeadUnrest = { yaw: 0.6, pitch: 0.45, roll: 0.38 };

/** Frequencies of a resting head: most energy below 1 Hz, little above 4 (docs/kinematics.md). */
const CORNER_HERTZ = 0.46;
const STEEPNESS = 3.3;
const HIGHEST_HERTZ = 6;

/** A turning head leans: share of the roll that follows the yaw, and of the roll that is its own. */
export const LEAN = 0.44;
export const OWN_ROLL = 0.9;

/** @param speed 1 at rest */
export function headSpectrum(speed: number): Spectrum {
  return lowPass(CORNER_HERTZ * speed, STEEPNESS);
}

/**
 * Irregular movements of the head.
 * @param number of the take: those near each other move unlike each other
 * @param random stream of the take
 */
export function addHeadUnrest(
  tracks: Tracks,
  number: number,
  random: Random,
  unrest: HeadUnrest,
  speed: number,
): void {
  const spectrum = headSpectrum(speed);
  const [yaw, pitch, roll] = ['yaw', 'pitch', 'roll'].map((label, axis) =>
    sway(tracks.timeline, { number, axis }, random.fork(label), spectrum, HIGHEST_HERTZ),
  );
  tracks.add('head.yaw', yaw, unrest.yaw);
  tracks.add('head.pitch', pitch, unrest.pitch);
  tracks.add('head.roll', roll, OWN_ROLL * unrest.roll);
  tracks.add('head.roll', yaw, LEAN * unrest.roll);
}
