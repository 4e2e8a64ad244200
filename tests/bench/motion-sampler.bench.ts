import { type MotionSource, SIMULATOR } from '../../scripts/motion-report/motion-source.ts';
import { samplerSource } from '../../scripts/motion-report/sampler-source.ts';
import { parsePrompt } from '../../src/motion/prompt/parse-prompt.ts';

/**
 * Times a take of 3 s (72 frames) by method and steps, on one thread in plain Node, beside one call of DDIM with 20
 * steps in the same run.
 */
const ROUNDS = 7;
const TAKES = 4;
const OPTIONS = { seconds: 3, fps: 24, loop: true, idle: 'alive', amount: 1 } as const;
const SOURCES: readonly (readonly [string, MotionSource])[] = [
  ['ddim, 20 steps', samplerSource('ddim', 20)],
  ['ddim, 20 steps, guidance 2', samplerSource('ddim', 20, 2)],
  ['dpmpp-2m-sde, 20 steps', samplerSource('dpmpp-2m-sde', 20)],
  ['dpmpp-2m, 8 steps', samplerSource('dpmpp-2m', 8)],
  ['simulator', SIMULATOR],
];

async function timeOf(source: MotionSource, takes: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    for (let take = 0; take < takes; take++) {
      await source.sample(parsePrompt('blink, turn head left, smile'), OPTIONS, round * TAKES + take);
    }
    // The first round loads the network.
    if (round > 0) times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number;
}

async function main(): Promise<void> {
  const unit = await timeOf(SOURCES[0][1], 1);
  const show = (name: string, ms: number): void =>
    console.log(
      `${name.padEnd(30)} ${ms.toFixed(0).padStart(6)} ms  ${(ms / unit).toFixed(2).padStart(6)} x`,
    );
  show(SOURCES[0][0], unit);
  for (const [name, source] of SOURCES.slice(1)) show(name, await timeOf(source, 1));
  show(`ddim, 20 steps, ${TAKES} takes`, await timeOf(SOURCES[0][1], TAKES));
}

await main();
