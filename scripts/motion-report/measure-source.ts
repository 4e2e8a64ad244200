import {
  type Adherence,
  amountOf,
  judgeTake,
  restLevels,
} from '../../src/motion/measures/prompt-adherence.ts';
import { type TakeStatistics, takeStatistics } from '../../src/motion/measures/take-statistics.ts';
import { distributionDistance, mean } from '../../src/motion/measures/take-statistics-samples.ts';
import type { MotionValue } from '../../src/values/motion.ts';
import type { HeldOut, HeldOutOrder, HeldOutPrompt } from './held-out.ts';
import { FPS, type MotionSource, takeOf, takesOf } from './motion-source.ts';

export interface Counts {
  /** Takes of an empty prompt: of 3 s, and of 10 s of which every two are compared. */
  readonly idle: number;
  /** Takes of "smile" and of "talking". */
  readonly asked: number;
  /** Seeds of each held-out prompt. */
  readonly seeds: number;
}

/** One held-out prompt as a source answered it. */
export interface Answer {
  readonly asked: HeldOutPrompt;
  readonly takes: readonly Adherence[];
}

export interface OrderAnswer {
  readonly asked: HeldOutOrder;
  /** Amounts of subtle, natural and strong, seed by seed. */
  readonly amounts: readonly (readonly number[])[];
}

export interface SourceReport {
  readonly source: MotionSource;
  /** Of takes without a prompt; smiles and speech from takes that were asked for them. */
  readonly statistics: TakeStatistics;
  readonly examples: readonly MotionValue[];
  readonly answers: readonly Answer[];
  readonly orders: readonly OrderAnswer[];
  /** Milliseconds for a take of three seconds, one value per take. */
  readonly milliseconds: readonly number[];
}

const EXAMPLES = 6;
/** First takes pay for compiling and loading. */
const WARM_UP_TAKES = 3;
const REST_SEED = 50_001;
/** Smiles need this long to come and go. */
const SMILE_SECONDS = 6;
const SPEECH_SECONDS = 4;
/** Slow curves of 3 s have too few degrees of freedom to be unlike each other in all pairs of many (decision 0019). */
const UNLIKE_SECONDS = 10;

/** Measures a source in everything that the report shows. */
export async function measureSource(
  source: MotionSource,
  counts: Counts,
  heldOut: HeldOut,
): Promise<SourceReport> {
  const { idle, milliseconds } = await timedTakes(source, counts.idle);
  const statistics = await statisticsOf(source, idle, counts.asked, counts.idle);
  const rest = restLevels([
    ...idle,
    ...(await takesOf(source, '', counts.idle / 2, { firstSeed: REST_SEED })),
  ]);
  const answers: Answer[] = [];
  for (const asked of [...heldOut.prompts, ...heldOut.more]) {
    const takes = await takesOf(source, asked.prompt, counts.seeds, asked);
    answers.push({ asked, takes: takes.map((take) => judgeTake(take, asked, rest)) });
  }
  const orders: OrderAnswer[] = [];
  for (const asked of heldOut.orders)
    orders.push({ asked, amounts: await orderedAmounts(source, asked, counts) });
  return { source, statistics, examples: idle.slice(0, EXAMPLES), answers, orders, milliseconds };
}

/** Only what is needed to compare settings of one source: distributions and time. */
export async function measureSettings(
  source: MotionSource,
  counts: Counts,
): Promise<Pick<SourceReport, 'source' | 'statistics' | 'milliseconds'>> {
  const { idle, milliseconds } = await timedTakes(source, counts.idle);
  return { source, statistics: await statisticsOf(source, idle, counts.asked, counts.asked), milliseconds };
}

async function timedTakes(
  source: MotionSource,
  count: number,
): Promise<{ idle: MotionValue[]; milliseconds: number[] }> {
  await takesOf(source, '', WARM_UP_TAKES);
  const idle: MotionValue[] = [];
  const milliseconds: number[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const started = performance.now();
    idle.push(await takeOf(source, '', seed));
    milliseconds.push(performance.now() - started);
  }
  return { idle, milliseconds };
}

async function statisticsOf(
  source: MotionSource,
  idle: readonly MotionValue[],
  asked: number,
  unlike: number,
): Promise<TakeStatistics> {
  const smiles = takeStatistics(await takesOf(source, 'smile', asked, { seconds: SMILE_SECONDS }));
  const speech = takeStatistics(await takesOf(source, 'talking', asked, { seconds: SPEECH_SECONDS }));
  const { poseCorrelation } = takeStatistics(await takesOf(source, '', unlike, { seconds: UNLIKE_SECONDS }));
  return { ...takeStatistics(idle), smile: smiles.smile, speech: speech.speech, poseCorrelation };
}

async function orderedAmounts(
  source: MotionSource,
  asked: HeldOutOrder,
  { seeds }: Counts,
): Promise<number[][]> {
  const amounts: number[][] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const row: number[] = [];
    for (const text of [asked.subtle, asked.natural, asked.strong]) {
      row.push(amountOf(await takeOf(source, text, seed), asked.of));
    }
    amounts.push(row);
  }
  return amounts;
}

/** Share of takes that keep what `keeps` asks of them. */
export function shareOf(answers: readonly Answer[], keeps: (take: Adherence) => boolean): number {
  const takes = answers.flatMap((answer) => answer.takes);
  return takes.filter(keeps).length / takes.length;
}

export function orderedShare(orders: readonly OrderAnswer[]): number {
  const rows = orders.flatMap(({ amounts }) => amounts);
  return (
    rows.filter(([subtle, natural, strong]) => subtle < natural && natural < strong).length / rows.length
  );
}

/** The measures that the report draws and compares, with their samples. */
export const COMPARED: readonly {
  readonly name: string;
  readonly unit: string;
  readonly scale: number;
  readonly of: (statistics: TakeStatistics) => readonly number[];
  /** Name of the target whose range is shaded. */
  readonly target?: string;
}[] = [
  { name: 'Blinks in a take', unit: '', scale: 1, of: ({ blinks }) => blinks.perTake },
  { name: 'Blink closing', unit: 'ms', scale: 1000, of: ({ blinks }) => blinks.closing },
  { name: 'Blink hold', unit: 'ms', scale: 1000, of: ({ blinks }) => blinks.hold },
  { name: 'Blink opening', unit: 'ms', scale: 1000, of: ({ blinks }) => blinks.opening },
  { name: 'Blink depth', unit: '', scale: 1, of: ({ blinks }) => blinks.depth },
  {
    name: 'Left and right lid, correlation',
    unit: '',
    scale: 1,
    target: 'Left and right lid',
    of: ({ blinks }) => blinks.lidCorrelation,
  },
  {
    name: 'Head yaw, deviation',
    unit: '°',
    scale: 1,
    target: 'Head yaw, deviation',
    of: ({ head }) => head.yaw.deviation,
  },
  {
    name: 'Head pitch, deviation',
    unit: '°',
    scale: 1,
    target: 'Head pitch, deviation',
    of: ({ head }) => head.pitch.deviation,
  },
  {
    name: 'Head roll, deviation',
    unit: '°',
    scale: 1,
    target: 'Head roll, deviation',
    of: ({ head }) => head.roll.deviation,
  },
  {
    name: 'Head, energy below 1 Hz',
    unit: '%',
    scale: 100,
    target: 'Head energy below 1 Hz',
    of: ({ head }) => head.yaw.below1Hz,
  },
  {
    name: 'Head, energy above 4 Hz',
    unit: '%',
    scale: 100,
    target: 'Head energy above 4 Hz',
    of: ({ head }) => head.yaw.above4Hz,
  },
  { name: 'Head, speed', unit: '°/s', scale: 1, target: 'Head speed, rms', of: ({ headSpeed }) => headSpeed },
  {
    name: 'Breaths',
    unit: 'a minute',
    scale: 1,
    target: 'Breathing',
    of: ({ breathing }) => breathing.perMinute,
  },
  {
    name: 'Breath, out over in',
    unit: '',
    scale: 1,
    target: 'Breathing out over in',
    of: ({ breathing }) => breathing.outOverIn,
  },
  {
    name: 'Saccade, amplitude',
    unit: '°',
    scale: 1,
    of: ({ saccades }) => saccades.large.map(({ amplitude }) => amplitude),
  },
  { name: 'Smile, onset', unit: 's', scale: 1, target: 'Smile onset', of: ({ smile }) => smile.onset },
  { name: 'Smile, apex', unit: 's', scale: 1, target: 'Smile apex', of: ({ smile }) => smile.apex },
  { name: 'Smile, offset', unit: 's', scale: 1, of: ({ smile }) => smile.offset },
  { name: 'Syllables', unit: 'a second', scale: 1, target: 'Speech', of: ({ speech }) => speech.articulated },
  {
    name: 'Loop, step at the seam',
    unit: '×',
    scale: 1,
    target: 'Loop, step at the seam',
    of: ({ loop }) => loop.value,
  },
  {
    name: 'Loop, turn at the seam',
    unit: '×',
    scale: 1,
    target: 'Loop, turn at the seam',
    of: ({ loop }) => loop.velocity,
  },
  {
    name: 'Two seeds, correlation of pose',
    unit: '',
    scale: 1,
    of: ({ poseCorrelation }) => poseCorrelation,
  },
];

/** Distance of every compared measure, and their mean: 0 the same distributions, 1 apart. */
export function distancesOf(
  one: TakeStatistics,
  other: TakeStatistics,
): { readonly each: readonly number[]; readonly mean: number } {
  const each = COMPARED.map(({ of }) => distributionDistance(of(one), of(other)));
  return { each, mean: mean(each.filter(Number.isFinite)) };
}

export const ABOUT_TAKES = `${FPS} frames a second`;
