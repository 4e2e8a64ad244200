import { randomFrom, WORK_KINDS } from '../support/random-work.ts';
import { type LaneSizes, lowerBound, simulate } from '../support/simulation.ts';
import { judge } from './judge.ts';

/**
 * How good the order is in which lanes take their work: length of the schedule over a bound that no schedule can beat,
 * in virtual time, over random graphs of several kinds on machines of several sizes. 1 is as good as possible; the
 * bound itself is not always within reach.
 */

const GRAPHS_EACH = 60;

/** Mean over all graphs. */
const BOUND = 1.15;

const SIZES: readonly LaneSizes[] = [
  { gpu: 1, cpu: 2, codec: 1 },
  { gpu: 1, cpu: 4, codec: 1 },
  { gpu: 1, cpu: 8, codec: 1 },
];

/** @param error estimates are wrong by up to this factor, either way */
async function ratios(kind: string, error: number): Promise<number[]> {
  const all: number[] = [];
  for (let seed = 1; seed <= GRAPHS_EACH; seed++) {
    const random = randomFrom(seed);
    const work = WORK_KINDS[kind]?.(random) ?? [];
    const wrong = randomFrom(seed + GRAPHS_EACH);
    const sizes = SIZES[seed % SIZES.length] as LaneSizes;
    const length = await simulate(work, sizes, (ms) => ms * error ** (2 * wrong() - 1));
    all.push(length / lowerBound(work, sizes));
  }
  return all.sort((a, b) => a - b);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

for (const [name, error] of [
  ['costs known', 1],
  ['costs wrong up to 3×', 3],
] as const) {
  const everything: number[] = [];
  for (const kind of Object.keys(WORK_KINDS)) {
    const found = await ratios(kind, error);
    everything.push(...found);
    console.log(
      `schedule, ${name}, ${kind}: ${mean(found).toFixed(3)} × the bound, worst ${found.at(-1)?.toFixed(2)}`,
    );
  }
  console.log(
    `schedule, ${name}, all ${everything.length} graphs: ${mean(everything).toFixed(3)} × the bound, ` +
      `worst ${Math.max(...everything).toFixed(2)}`,
  );
  judge(`makespan over the lower bound, ${name}`, mean(everything), { atMost: BOUND });
}
