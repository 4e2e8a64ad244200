import type { TakeStatistics } from '../../src/motion/measures/take-statistics.ts';
import { mean, median } from '../../src/motion/measures/take-statistics-samples.ts';

/** A published figure and the measure that is held against it. */
export interface Target {
  readonly name: string;
  readonly unit: string;
  /** What was published or asked for, in words. */
  readonly published: string;
  /** Its range in `unit`; undefined where only the simulator can be compared at this frame rate. */
  readonly range?: readonly [least: number, most: number];
  readonly of: (statistics: TakeStatistics) => number;
  /** A bound that must be met; being like the simulator is not enough. */
  readonly strict?: true;
  readonly digits: number;
}

const MILLISECONDS = 1000;
const PERCENT = 100;
/** A measure without a range, or outside it, may lie this far from the simulator's. */
const LIKE_THE_SIMULATOR = 0.1;

/** Sources of the figures: docs/kinematics.md. */
export const TARGETS: readonly Target[] = [
  {
    name: 'Blink rate',
    unit: 'a minute',
    published: '11 (men) to 19 (women)',
    range: [11, 19],
    of: ({ blinks }) => blinks.perMinute,
    digits: 1,
  },
  {
    name: 'Closing, median',
    unit: 'ms',
    published: 'down-phase 66 ms',
    of: ({ blinks }) => MILLISECONDS * median(blinks.closing),
    digits: 0,
  },
  {
    name: 'Opening, median',
    unit: 'ms',
    published: '.76 to .79 after 67 ms, tail to 300 ms',
    of: ({ blinks }) => MILLISECONDS * median(blinks.opening),
    digits: 0,
  },
  {
    name: 'Partial blinks',
    unit: '%',
    published: '25 to 56 %',
    range: [25, 56],
    of: ({ blinks }) => PERCENT * blinks.partialShare,
    digits: 0,
  },
  {
    name: 'Left and right lid',
    unit: 'correlation',
    published: '.90 to .98',
    range: [0.9, 0.98],
    of: ({ blinks }) => median(blinks.lidCorrelation),
    digits: 3,
  },
  {
    name: 'Head yaw, deviation',
    unit: '°',
    published: '.1 to 2.2',
    range: [0.1, 2.2],
    of: ({ head }) => median(head.yaw.deviation),
    digits: 2,
  },
  {
    name: 'Head pitch, deviation',
    unit: '°',
    published: '.2 to 4.5',
    range: [0.2, 4.5],
    of: ({ head }) => median(head.pitch.deviation),
    digits: 2,
  },
  {
    name: 'Head roll, deviation',
    unit: '°',
    published: '.1 to 4.8',
    range: [0.1, 4.8],
    of: ({ head }) => median(head.roll.deviation),
    digits: 2,
  },
  {
    name: 'Head energy below 1 Hz',
    unit: '%',
    published: 'median 85 %',
    range: [76.5, 100],
    of: ({ head }) => PERCENT * median([...head.yaw.below1Hz, ...head.pitch.below1Hz, ...head.roll.below1Hz]),
    digits: 0,
  },
  {
    name: 'Head energy above 4 Hz',
    unit: '%',
    published: 'at most 7 %',
    range: [0, 7],
    of: ({ head }) => PERCENT * median([...head.yaw.above4Hz, ...head.pitch.above4Hz, ...head.roll.above4Hz]),
    digits: 1,
  },
  {
    name: 'Head speed, rms',
    unit: '°/s',
    published: '1 to 15',
    range: [1, 15],
    of: ({ headSpeed }) => median(headSpeed),
    digits: 1,
  },
  {
    name: 'Breathing',
    unit: 'a minute',
    published: '12 to 18; whole breaths in a loop',
    range: [12, 18],
    of: ({ breathing }) => median(breathing.perMinute),
    digits: 1,
  },
  {
    name: 'Breathing out over in',
    unit: '×',
    published: '1.5',
    range: [1.35, 1.65],
    of: ({ breathing }) => median(breathing.outOverIn),
    digits: 2,
  },
  {
    name: 'Saccade, at 0°',
    unit: 'ms',
    published: '21 ms, seen in whole frames',
    of: ({ saccades }) => MILLISECONDS * saccades.mainSequence.intercept,
    digits: 0,
  },
  {
    name: 'Saccade, per degree',
    unit: 'ms',
    published: '2.2 ms, seen in whole frames',
    of: ({ saccades }) => MILLISECONDS * saccades.mainSequence.slope,
    digits: 1,
  },
  {
    name: 'Microsaccades',
    unit: 'a second',
    published: '1 to 2',
    range: [1, 2],
    of: ({ saccades }) => saccades.microPerSecond,
    digits: 2,
  },
  {
    name: 'Smile onset',
    unit: 's',
    published: '.4 to .7',
    range: [0.4, 0.7],
    of: ({ smile }) => median(smile.onset),
    digits: 2,
  },
  {
    name: 'Smile apex',
    unit: 's',
    published: '1 to 4',
    range: [1, 4],
    of: ({ smile }) => median(smile.apex),
    digits: 2,
  },
  {
    name: 'Smile offset over onset',
    unit: '×',
    published: 'longer',
    range: [1, 4],
    of: ({ smile }) => median(smile.offset) / median(smile.onset),
    digits: 2,
  },
  {
    name: 'Speech',
    unit: 'syllables a second',
    published: 'about 4',
    range: [3.6, 4.4],
    of: ({ speech }) => mean(speech.articulated),
    digits: 2,
  },
  {
    name: 'Loop, step at the seam',
    unit: '×',
    published: 'at most 1.05',
    range: [0, 1.05],
    of: ({ loop }) => mean(loop.value),
    strict: true,
    digits: 2,
  },
  {
    name: 'Loop, turn at the seam',
    unit: '×',
    published: 'at most 1.05',
    range: [0, 1.05],
    of: ({ loop }) => mean(loop.velocity),
    strict: true,
    digits: 2,
  },
  {
    name: 'Two seeds, highest correlation of pose',
    unit: '',
    published: 'at most .6, in takes of 10 s',
    range: [-1, 0.6],
    of: ({ poseCorrelation }) => poseCorrelation.reduce((most, value) => Math.max(most, value), -1),
    digits: 2,
  },
];

export type Verdict = 'in range' | 'like the simulator' | 'outside';

/** Whether a value is in the published range, or within 10 % of the simulator's, or neither. */
export function verdictOn(target: Target, value: number, simulator: number): Verdict {
  const { range, strict } = target;
  if (range !== undefined && value >= range[0] && value <= range[1]) return 'in range';
  const close = Math.abs(value - simulator) <= LIKE_THE_SIMULATOR * Math.abs(simulator);
  return close && !strict ? 'like the simulator' : 'outside';
}
