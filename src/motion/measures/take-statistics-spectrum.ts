import { cosTurns, sinTurns } from '../portable-math.ts';
import { type Course, velocities } from './take-statistics-course.ts';
import { deviation, mean } from './take-statistics-samples.ts';

/** Where the energy of a course lies. */
export interface Movement {
  /** Standard deviation, in the channel's unit. */
  readonly deviation: number;
  /** Root mean square of the velocity, units a second. */
  readonly speed: number;
  /** Share of the energy below 1 Hz and above 4 Hz, without the mean; NaN for a course that stands still. */
  readonly below1Hz: number;
  readonly above4Hz: number;
}

const SLOW_HERTZ = 1;
const FAST_HERTZ = 4;
/** A course that varies less than this stands still. */
const STANDSTILL = 1e-7;

/**
 * Spread, speed and frequencies of a course. In a loop the take is one period of an endless movement, so that
 * its Fourier series k/T is exact. Otherwise the straight line from first to last frame is taken out
 * and a Hann window laid over the rest, so that the cut ends do not look like fast movement. Shares come from
 * Parseval's theorem; a harmonic at exactly 1 Hz counts as not below.
 */
export function movementOf(course: Course): Movement {
  const speeds = velocities(course);
  const signal = course.loop ? centred(course.values) : windowed(course.values);
  let energy = 0;
  for (const value of signal) energy += value * value;
  const spread = deviation(course.values);
  const still = spread < STANDSTILL;
  const count = signal.length;
  let slow = 0;
  let notFast = 0;
  const highest = Math.min(Math.floor((count - 1) / 2), Math.floor((FAST_HERTZ * count) / course.fps + 1e-9));
  for (let k = 1; k <= highest && !still; k++) {
    const share = harmonicEnergy(signal, k) / energy;
    if ((k * course.fps) / count < SLOW_HERTZ - 1e-9) slow += share;
    notFast += share;
  }
  return {
    deviation: spread,
    speed: Math.sqrt(mean(speeds.map((speed) => speed * speed))),
    below1Hz: still ? Number.NaN : slow,
    above4Hz: still ? Number.NaN : Math.max(0, 1 - notFast),
  };
}

/** Energy of harmonic k (1..n/2 exclusive), on the scale of the sum of squares. */
function harmonicEnergy(signal: Float64Array, k: number): number {
  const count = signal.length;
  let sine = 0;
  let cosine = 0;
  for (let i = 0; i < count; i++) {
    const turn = ((k * i) % count) / count;
    sine += signal[i] * sinTurns(turn);
    cosine += signal[i] * cosTurns(turn);
  }
  return (2 * (sine * sine + cosine * cosine)) / count;
}

function centred(values: ArrayLike<number>): Float64Array {
  const centre = mean(values);
  return Float64Array.from(values, (value) => value - centre);
}

function windowed(values: ArrayLike<number>): Float64Array {
  const last = values.length - 1;
  const drift = (values[last] - values[0]) / last;
  const level = centred(Array.from(values, (value, i) => value - values[0] - drift * i));
  return centred(level.map((value, i) => value * (0.5 - 0.5 * cosTurns((i + 0.5) / (last + 1)))));
}
