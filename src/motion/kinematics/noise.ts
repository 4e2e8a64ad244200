import { cosTurns, portableExp, portableLn, sinTurns } from '../portable-math.ts';
import type { Random } from '../random.ts';
import type { Timeline, Track } from './timeline.ts';

/** Power of noise at a frequency, any scale. */
export type Spectrum = (hertz: number) => number;

/** Extra seconds of the period of noise in a take that does not loop, so that its ends are unrelated. */
const OPEN_EXTRA_SECONDS = 2;
/** Spread of loudness between takes: standard deviation of the logarithm. */
const LEVEL_SPREAD = 0.15;
/** Harmonics below this share of the strongest one are left out. */
const LEAST_POWER = 1e-4;
/** A seam this much slower than usual need not be slower still. */
const CALM_ENOUGH = 0.8;
const MIDDLE_WEIGHT = 0.25;

/** Sine and cosine amplitudes of the harmonics k/T of a periodic wave, at index k; those at 0 are none. */
export interface Harmonics {
  /** Frames after which the wave repeats. */
  readonly period: number;
  readonly sines: Float64Array;
  readonly cosines: Float64Array;
}

/**
 * Smooth random motion of standard deviation about 1 that is exactly 0 at frame 0 and, in a loop, repeats
 * with the take: a sum of harmonics k/T with normal amplitudes, begun at a calm moment near its middle, so that
 * the seam of a loop is no faster than the rest.
 */
export function harmonicNoise(
  timeline: Timeline,
  random: Random,
  spectrum: Spectrum,
  highestHertz: number,
): Track {
  const harmonics = drawHarmonics(timeline, spectrum, highestHertz, () => [random.normal(), random.normal()]);
  return fromCalmFrame(waveOf(harmonics), timeline.frameCount, random);
}

/** @param draw sine and cosine of harmonic k at a power of 1; called for every k, also those that are left out */
export function drawHarmonics(
  { frameCount, fps, loop }: Timeline,
  spectrum: Spectrum,
  highestHertz: number,
  draw: (k: number) => readonly [sine: number, cosine: number],
): Harmonics {
  const period = loop ? frameCount : frameCount + Math.round(OPEN_EXTRA_SECONDS * fps);
  const last = Math.max(1, Math.min(Math.floor((highestHertz * period) / fps), Math.floor(period / 2) - 1));
  const sines = new Float64Array(last + 1);
  const cosines = new Float64Array(last + 1);
  let strongest = 0;
  for (let k = 1; k <= last; k++) strongest = Math.max(strongest, spectrum((k * fps) / period));
  for (let k = 1; k <= last; k++) {
    const power = spectrum((k * fps) / period);
    const [sine, cosine] = draw(k);
    if (power < LEAST_POWER * strongest) continue;
    sines[k] = Math.sqrt(power) * sine;
    cosines[k] = Math.sqrt(power) * cosine;
  }
  return { period, sines, cosines };
}

/** One period of a sum of harmonics. */
export function waveOf({ period, sines, cosines }: Harmonics): Float64Array {
  const wave = new Float64Array(period);
  const sineTable = Float64Array.from(wave, (_, frame) => sinTurns(frame / period));
  const cosineTable = Float64Array.from(wave, (_, frame) => cosTurns(frame / period));
  for (let k = 1; k < sines.length; k++) {
    if (sines[k] === 0 && cosines[k] === 0) continue;
    for (let frame = 0, place = 0; frame < period; frame++) {
      wave[frame] += sines[k] * sineTable[place] + cosines[k] * cosineTable[place];
      place = (place + k) % period;
    }
  }
  return wave;
}

function fromCalmFrame(wave: Float64Array, frameCount: number, random: Random): Track {
  const rms = rmsOf(wave);
  return cutTrack(wave, calmFrame(wave, rms), frameCount, levelOf(random) / rms);
}

/** Frames of a wave from one on, which becomes 0. */
export function cutTrack(wave: Float64Array, start: number, frameCount: number, gain: number): Track {
  const track = new Float64Array(frameCount);
  for (let frame = 0; frame < frameCount; frame++) {
    track[frame] = gain * (wave[(start + frame) % wave.length] - wave[start]);
  }
  return track;
}

/** Loudness of a take beside others. */
export function levelOf(random: Random): number {
  return random.logNormal(1, LEVEL_SPREAD);
}

export function rmsOf(wave: Float64Array): number {
  let square = 0;
  for (const value of wave) square += value * value;
  return Math.sqrt(square / wave.length) || 1;
}

/** The frame nearest to the middle among those that are reached with no more than usual speed and turn. */
function calmFrame(wave: Float64Array, rms: number): number {
  const period = wave.length;
  const at = (frame: number): number => wave[(frame + period) % period];
  const step = Float64Array.from(wave, (value, frame) => Math.abs(value - at(frame - 1)));
  const turn = Float64Array.from(wave, (value, frame) => Math.abs(at(frame + 1) + at(frame - 1) - 2 * value));
  const usualStep = medianOf(step) || 1;
  const usualTurn = medianOf(turn) || 1;
  let calmest = 0;
  let best = Infinity;
  for (let frame = 0; frame < period; frame++) {
    const unrest = Math.max(CALM_ENOUGH, step[frame] / usualStep, turn[frame] / usualTurn);
    const score = unrest + MIDDLE_WEIGHT * (Math.abs(wave[frame]) / rms);
    if (score < best) {
      best = score;
      calmest = frame;
    }
  }
  return calmest;
}

function medianOf(values: Float64Array): number {
  return Float64Array.from(values).sort()[values.length >> 1];
}

/**
 * Flat below `corner` hertz, falling with the given power of the frequency above it:
 * 1 / (1 + (f / corner)^steepness).
 */
export function lowPass(corner: number, steepness: number): Spectrum {
  return (hertz) => 1 / (1 + portableExp(steepness * portableLn(hertz / corner)));
}

/** A band around `centre` hertz, half as wide on each side. */
export function bandAround(centre: number): Spectrum {
  return (hertz) => {
    const distance = (hertz - centre) / (0.5 * centre);
    return 1 / (1 + distance * distance * distance * distance);
  };
}
