import type { MotionValue } from '../../values/motion.ts';
import { courseOf } from './take-statistics-course.ts';
import {
  blinksOf,
  FULL_CLOSURE,
  lidCorrelation,
  MICRO_DEGREES,
  type Saccade,
  saccadesOf,
} from './take-statistics-eyes.ts';
import { breathingOf, closureOf, smileOf, speechOf } from './take-statistics-rhythms.ts';
import { fitLine, mean } from './take-statistics-samples.ts';
import { type Movement, movementOf } from './take-statistics-spectrum.ts';

const AXES = ['yaw', 'pitch', 'roll'] as const;
type Axis = (typeof AXES)[number];
/** All pairs among this many takes are compared; the number of pairs grows with the square. */
const MOST_COMPARED = 1000;
const SECONDS_PER_MINUTE = 60;

/** Samples of one measure of head movement, one per take. */
type MovementSamples = { readonly [Key in keyof Movement]: readonly number[] };

/**
 * How a set of takes moves, as samples of every measure of `docs/kinematics.md`; `summarise` and
 * `distributionDistance` compare them. Seconds, degrees and shares 0..1 unless a name says otherwise.
 */
export interface TakeStatistics {
  readonly takes: number;
  readonly seconds: number;
  readonly blinks: {
    /** Of all takes together. */
    readonly perMinute: number;
    /** Number of blinks of each take. */
    readonly perTake: readonly number[];
    readonly depth: readonly number[];
    readonly closing: readonly number[];
    readonly hold: readonly number[];
    readonly opening: readonly number[];
    /** From blink to blink within a take. */
    readonly interval: readonly number[];
    /** Share of blinks that do not close the eye. */
    readonly partialShare: number;
    /** Correlation of both lids, of takes with a blink. */
    readonly lidCorrelation: readonly number[];
  };
  readonly head: { readonly [Key in Axis]: MovementSamples };
  /** Root mean square speed of the three axes together, one per take. */
  readonly headSpeed: readonly number[];
  readonly breathing: { readonly perMinute: readonly number[]; readonly outOverIn: readonly number[] };
  readonly saccades: {
    /** Jumps of a degree and more. */
    readonly large: readonly Saccade[];
    readonly microPerSecond: number;
    /** Duration = intercept + slope x amplitude, seconds and seconds per degree. */
    readonly mainSequence: { readonly intercept: number; readonly slope: number };
  };
  readonly smile: {
    readonly onset: readonly number[];
    readonly apex: readonly number[];
    readonly offset: readonly number[];
  };
  readonly speech: { readonly perSecond: readonly number[]; readonly articulated: readonly number[] };
  readonly loop: { readonly value: readonly number[]; readonly velocity: readonly number[] };
  /** Correlation of the head pose of every two takes: the three axes together, each about its mean. */
  readonly poseCorrelation: readonly number[];
}

/**
 * Measures takes, all of one prompt and of different seeds, against the kinematics of living faces.
 * @param takes at least one, each of two frames or more
 */
export function takeStatistics(takes: readonly MotionValue[]): TakeStatistics {
  const seconds = takes.reduce((sum, { frameCount, fps }) => sum + frameCount / fps, 0);
  const head = headSamples(takes);
  const breathing = defined(takes.map(breathingOf));
  const smiles = defined(takes.map(smileOf));
  const speech = defined(takes.map(speechOf));
  const closures = defined(takes.map(closureOf));
  return {
    takes: takes.length,
    seconds,
    blinks: blinkSamples(takes, seconds),
    head,
    headSpeed: takes.map((_, i) => Math.sqrt(AXES.reduce((sum, axis) => sum + head[axis].speed[i] ** 2, 0))),
    breathing: {
      perMinute: breathing.map(({ perMinute }) => perMinute),
      outOverIn: finite(breathing.map(({ outOverIn }) => outOverIn)),
    },
    saccades: saccadeSamples(takes, seconds),
    smile: {
      onset: smiles.map(({ onset }) => onset),
      apex: smiles.map(({ apex }) => apex),
      offset: finite(smiles.map(({ offset }) => offset)),
    },
    speech: {
      perSecond: speech.map(({ perSecond }) => perSecond),
      articulated: speech.map(({ articulated }) => articulated),
    },
    loop: {
      value: closures.map(({ value }) => value),
      velocity: closures.map(({ velocity }) => velocity),
    },
    poseCorrelation: poseCorrelations(takes),
  };
}

function blinkSamples(takes: readonly MotionValue[], seconds: number): TakeStatistics['blinks'] {
  const perTake = takes.map(blinksOf);
  const blinks = perTake.flat();
  return {
    perMinute: (blinks.length * SECONDS_PER_MINUTE) / seconds,
    perTake: perTake.map(({ length }) => length),
    depth: blinks.map(({ depth }) => depth),
    closing: blinks.map(({ closing }) => closing),
    hold: blinks.map(({ hold }) => hold),
    opening: blinks.map(({ opening }) => opening),
    interval: perTake.flatMap((some) => some.slice(1).map(({ at }, i) => at - some[i].at)),
    partialShare: blinks.filter(({ depth }) => depth < FULL_CLOSURE).length / blinks.length,
    lidCorrelation: takes.filter((_, i) => perTake[i].length > 0).map(lidCorrelation),
  };
}

function headSamples(takes: readonly MotionValue[]): TakeStatistics['head'] {
  const samplesOf = (axis: Axis): MovementSamples => {
    const movements = takes.map((take) => movementOf(courseOf(take, `head.${axis}`)));
    return {
      deviation: movements.map((movement) => movement.deviation),
      speed: movements.map((movement) => movement.speed),
      below1Hz: finite(movements.map((movement) => movement.below1Hz)),
      above4Hz: finite(movements.map((movement) => movement.above4Hz)),
    };
  };
  return { yaw: samplesOf('yaw'), pitch: samplesOf('pitch'), roll: samplesOf('roll') };
}

function saccadeSamples(takes: readonly MotionValue[], seconds: number): TakeStatistics['saccades'] {
  const all = takes.flatMap(saccadesOf);
  const large = all.filter(({ amplitude }) => amplitude >= MICRO_DEGREES);
  return {
    large,
    microPerSecond: (all.length - large.length) / seconds,
    mainSequence: fitLine(
      large.map(({ amplitude }) => amplitude),
      large.map(({ duration }) => duration),
    ),
  };
}

function poseCorrelations(takes: readonly MotionValue[]): number[] {
  const poses = takes.slice(0, MOST_COMPARED).map(poseOf);
  const correlations: number[] = [];
  for (const [i, pose] of poses.entries()) {
    for (const other of poses.slice(0, i)) {
      if (other.length === pose.length) correlations.push(dot(pose, other));
    }
  }
  return correlations;
}

/** The three axes in one row, each about its mean; the row has length 1, or 0 where the head rests. */
function poseOf(take: MotionValue): Float64Array {
  const pose = Float64Array.from(
    AXES.flatMap((axis) => {
      const values = Array.from(courseOf(take, `head.${axis}`).values);
      const centre = mean(values);
      return values.map((value) => value - centre);
    }),
  );
  const length = Math.sqrt(dot(pose, pose)) || 1;
  return pose.map((value) => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function defined<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}

function finite(values: readonly number[]): number[] {
  return values.filter(Number.isFinite);
}
