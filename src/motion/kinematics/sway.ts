import { cosTurns, sinTurns } from '../portable-math.ts';
import type { Random } from '../random.ts';
import { cutTrack, drawHarmonics, type Harmonics, levelOf, rmsOf, type Spectrum, waveOf } from './noise.ts';
import type { Timeline, Track } from './timeline.ts';

/** Which sway of all, and along which axis. */
export interface SwayPlace {
  /** Whole number 0..2^32-1. Those of numbers near each other are unlike each other. */
  readonly number: number;
  /** 0 to {@link SWAY_AXES} - 1. */
  readonly axis: number;
}

/** Yaw, pitch and roll. */
const SWAY_AXES = 3;
/**
 * Generator of the lattice that phases lie on (Korobov's form: its powers modulo 2^32). Of 800,000 odd numbers it keeps
 * the sways of any two of 1,024 seeds, and those of the eight takes of a seed, least alike (`npm run sway:lattice`).
 */
const GENERATOR = 2885661697;
/** Where number 0 begins on the lattice; else all its phases would be 0 and all its waves at their tops. */
const ORIGIN = 0x5bd1e995;
const WHOLE_TURN = 2 ** 32;
/** Shares of a wave's value, slope and bend at its first frame that are taken away: there the photo is and a loop closes. */
const FIRST_VALUE_TAKEN = 0.8;
const FIRST_SLOPE_TAKEN = 0.9;
const FIRST_BEND_TAKEN = 0.7;

/**
 * Smooth motion of standard deviation about 1 that is exactly 0 at frame 0 and, in a loop, repeats with the take: a sum
 * of harmonics of which only the phases differ from take to take. The phases of a number are a point of a rank-1
 * lattice (Korobov 1959; Sloan & Joe, "Lattice Methods for Multiple Integration", 1994) instead of a random one:
 * how much two takes are alike depends on the difference of their numbers alone, and the lattice is one that
 * has no small difference at which they are (docs/decisions/0019).
 */
export function sway(
  timeline: Timeline,
  place: SwayPlace,
  random: Random,
  spectrum: Spectrum,
  highestHertz: number,
): Track {
  const wave = waveOf(swayHarmonics(timeline, place, spectrum, highestHertz));
  return cutTrack(wave, 0, timeline.frameCount, levelOf(random) / rmsOf(wave));
}

/** Harmonics of a sway, of any loudness. */
export function swayHarmonics(
  timeline: Timeline,
  place: SwayPlace,
  spectrum: Spectrum,
  highestHertz: number,
  generator = GENERATOR,
): Harmonics {
  const harmonics = drawHarmonics(timeline, spectrum, highestHertz, (k) => {
    const turns = phaseOf(place, k, generator);
    return [Math.SQRT2 * sinTurns(turns), Math.SQRT2 * cosTurns(turns)];
  });
  return calmedAtStart(harmonics);
}

/** Phase of harmonic k >= 1: turns in [0, 1). */
function phaseOf({ number, axis }: SwayPlace, k: number, generator: number): number {
  let power = 1;
  for (let i = 0; i <= SWAY_AXES * (k - 1) + axis; i++) power = Math.imul(power, generator);
  return (Math.imul(number + ORIGIN, power) >>> 0) / WHOLE_TURN;
}

/**
 * What value, slope and bend at frame 0 lose by the least change, where loud harmonics may change most: a take that
 * began far from its middle would look aside throughout, as frame 0 is the photo.
 */
function calmedAtStart({ period, sines, cosines }: Harmonics): Harmonics {
  const power = sines.map((sine, k) => sine * sine + cosines[k] * cosines[k]);
  const level = lessened(cosines, power, 0, FIRST_VALUE_TAKEN);
  return {
    period,
    sines: lessened(sines, power, 1, FIRST_SLOPE_TAKEN),
    cosines: lessened(level, power, 2, FIRST_BEND_TAKEN),
  };
}

/** Amplitudes whose sum, each times k^order, is less by a share. */
function lessened(amplitudes: Float64Array, power: Float64Array, order: number, share: number): Float64Array {
  const weights = amplitudes.map((_, k) => k ** order);
  let sum = 0;
  let reach = 0;
  for (let k = 1; k < amplitudes.length; k++) {
    sum += weights[k] * amplitudes[k];
    reach += weights[k] * weights[k] * power[k];
  }
  const gain = (share * sum) / (reach || 1);
  return amplitudes.map((amplitude, k) => amplitude - gain * weights[k] * power[k]);
}
