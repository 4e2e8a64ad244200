/**
 * Searches the generator of the lattice of `src/motion/kinematics/sway.ts`: odd numbers are tried, and those under which
 * resting heads move least alike are printed, best first. Run: npm run sway:lattice -- [--tries n]
 *
 * Two sums of harmonics of the same powers correlate by the mean of the cosines of their differences of phase, weighted
 * with the powers. On a lattice these follow from the difference of two numbers alone: most generators are dismissed
 * without making a take. As the calmed first frame bends the lattice a little, all pairs of the others are compared.
 */
import { parseArgs } from 'node:util';
import { headSpectrum, LEAN, OWN_ROLL, RESTING_HEAD } from '../src/motion/kinematics/head-unrest.ts';
import { swayHarmonics } from '../src/motion/kinematics/sway.ts';
import { timelineOf } from '../src/motion/kinematics/timeline.ts';
import { cosTurns } from '../src/motion/portable-math.ts';
import { Random } from '../src/motion/random.ts';

const { values } = parseArgs({ options: { tries: { type: 'string', default: '350000' } } });

/** Takes of a seed, and seeds that are compared with each other. */
const TAKES = 8;
const SEEDS = 1000;
/** Lengths of takes that a person compares, seconds. Among seeds only the longest can be told apart by their sway. */
const SECONDS = [2, 3, 5, 10] as const;
const LONGEST = 10;
const FPS = 24;
/** Harmonics above hardly count: those of the plain lattice, and those of whole poses. */
const HIGHEST_HERTZ = 1.6;
const POSE_HERTZ = 4;
/** Highest correlations: of the plain lattice over differences, of takes of a seed, of first takes of seeds. */
const MOST_ALIKE = { lattice: 0.45, takes: 0.57, seeds: 0.55 };
/** Seeds whose takes are compared. */
const TRIED_SEEDS = [0, 1, 2, 77, 4096];
const SHOWN = 10;

const { yaw: yawLevel, pitch: pitchLevel, roll: rollLevel } = RESTING_HEAD;
const spectrum = headSpectrum(1);

/** Correlation of the plain lattice at each difference of numbers: at most `limit`? */
function keepsApart(generator: number, limit: number): boolean {
  const energies = [yawLevel ** 2 + (LEAN * rollLevel) ** 2, pitchLevel ** 2, (OWN_ROLL * rollLevel) ** 2];
  const powers = Array.from({ length: HIGHEST_HERTZ * LONGEST }, (_, i) => spectrum((i + 1) / LONGEST));
  const whole = sum(powers) * sum(energies);
  const weights: number[] = [];
  const turns: number[] = [];
  let step = 1;
  for (const power of powers) {
    for (const energy of energies) {
      step = Math.imul(step, generator);
      weights.push((energy * power) / whole);
      turns.push((step >>> 0) / 2 ** 32);
    }
  }
  return differences.every((difference) => {
    let correlation = 0;
    for (let i = 0; i < turns.length; i++) correlation += weights[i] * cosTurns(difference * turns[i]);
    return correlation <= limit;
  });
}

/** The harmonics of yaw, pitch and roll in one row of length 1. */
function poseOf(generator: number, number: number, seconds: number): Float64Array {
  const timeline = timelineOf(seconds, FPS, true);
  const [yaw, pitch, roll] = [0, 1, 2].map((axis) => {
    const { sines, cosines } = swayHarmonics(timeline, { number, axis }, spectrum, POSE_HERTZ, generator);
    const row = Float64Array.from([...sines, ...cosines]);
    return scaled(row, 1 / lengthOf(row));
  });
  const row = Float64Array.from([
    ...scaled(yaw, yawLevel),
    ...scaled(pitch, pitchLevel),
    ...roll.map((value, i) => rollLevel * (OWN_ROLL * value + LEAN * yaw[i])),
  ]);
  return scaled(row, 1 / lengthOf(row));
}

/** Highest correlation of two rows; ends early above a limit. */
function mostAlike(rows: readonly Float64Array[], limit: number): number {
  let most = -1;
  for (const [i, a] of rows.entries()) {
    for (let j = 0; j < i; j++) {
      const b = rows[j];
      let correlation = 0;
      for (let n = 0; n < a.length; n++) correlation += a[n] * b[n];
      if (correlation > most) most = correlation;
    }
    if (most > limit) break;
  }
  return most;
}

function takesAlike(generator: number): number {
  return Math.max(
    ...SECONDS.flatMap((seconds) =>
      TRIED_SEEDS.map((seed) => {
        const rows = Array.from({ length: TAKES }, (_, take) =>
          poseOf(generator, TAKES * seed + take, seconds),
        );
        return mostAlike(rows, MOST_ALIKE.takes);
      }),
    ),
  );
}

function seedsAlike(generator: number): number {
  const rows = Array.from({ length: SEEDS }, (_, i) => poseOf(generator, TAKES * (i + 1), LONGEST));
  return mostAlike(rows, MOST_ALIKE.seeds);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function scaled(row: Float64Array, gain: number): Float64Array {
  return row.map((value) => gain * value);
}

function lengthOf(row: Float64Array): number {
  return Math.sqrt(row.reduce((total, value) => total + value * value, 0));
}

/** First takes of seeds lie eight numbers apart; the simulator's own takes lie one apart. */
const differences = Array.from({ length: SEEDS }, (_, i) => i + 1).flatMap((n) => [n, TAKES * n]);
const random = new Random(1);
const found: { readonly generator: number; readonly seeds: number; readonly takes: number }[] = [];
for (let tried = 0; tried < Number(values.tries); tried++) {
  const generator = (random.uint32() | 1) >>> 0;
  if (!keepsApart(generator, MOST_ALIKE.lattice)) continue;
  const takes = takesAlike(generator);
  if (takes > MOST_ALIKE.takes) continue;
  const seeds = seedsAlike(generator);
  if (seeds <= MOST_ALIKE.seeds) found.push({ generator, seeds, takes });
}
console.log('most alike: seeds (10 s)  takes (2 to 10 s)');
for (const { generator, seeds, takes } of found.toSorted((a, b) => a.seeds - b.seeds).slice(0, SHOWN)) {
  console.log(`${String(generator).padStart(10)}  ${seeds.toFixed(3)}  ${takes.toFixed(3)}`);
}
