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
  const { frameCount, fps, loop } = timeline;
  const period = loop ? frameCount : frameCount + Math.round(OPEN_EXTRA_SECONDS * fps);
  const wave = new Float64Array(period);
  const last = Math.max(1, Math.min(Math.floor((highestHertz * period) / fps), Math.floor(period / 2) - 1));
  const sines = Float64Array.from(wave, (_, frame) => sinTurns(frame / period));
  const cosines = Float64Array.from(wave, (_, frame) => cosTurns(frame / period));
  let strongest = 0;
  for (let k = 1; k <= last; k++) strongest = Math.max(strongest, spectrum((k * fps) / period));
  for (let k = 1; k <= last; k++) {
    const power = spectrum((k * fps) / period);
    const sine = random.normal();
    const cosine = random.normal();
    if (power < LEAST_POWER * strongest) continue;
    const amplitude = Math.sqrt(power);
    for (let frame = 0, place = 0; frame < period; frame++) {
      wave[frame] += amplitude * (sine * sines[place] + cosine * cosines[place]);
      place = (place + k) % period;
    }
  }
  return fromCalmFrame(wave, frameCount, random);
}

function fromCalmFrame(wave: Float64Array, frameCount: number, random: Random): Track {
  const period = wave.length;
  let square = 0;
  for (const value of wave) square += value * value;
  const rms = Math.sqrt(square / period) || 1;
  const level = random.logNormal(1, LEVEL_SPREAD) / rms;
  const start = calmFrame(wave, rms);
  const track = new Float64Array(frameCount);
  for (let frame = 0; frame < frameCount; frame++) {
    track[frame] = level * (wave[(start + frame) % period] - wave[start]);
  }
  return track;
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
