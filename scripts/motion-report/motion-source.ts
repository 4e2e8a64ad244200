import { simulateMotion } from '../../src/motion/kinematics/simulate-motion.ts';
import { parsePrompt } from '../../src/motion/prompt/parse-prompt.ts';
import type { MotionValue } from '../../src/values/motion.ts';
import type { PromptValue } from '../../src/values/prompt.ts';

/** What every source of motion is told. */
export interface TakeOptions {
  /** Length of the take. */
  readonly seconds: number;
  readonly fps: number;
  readonly loop: boolean;
}

/** Something that makes takes from prompts: the simulator, or the sampler with a choice of steps. */
export interface MotionSource {
  /** Short, as it stands in tables. */
  readonly name: string;
  /** One sentence on what it is and how it is set. */
  readonly about: string;
  /** The same prompt, options and seed give the same take. */
  sample(prompt: PromptValue, options: TakeOptions, seed: number): Promise<MotionValue>;
}

export const SIMULATOR: MotionSource = {
  name: 'Simulator',
  about: 'The kinematics simulator, which also draws the training data.',
  async sample(prompt, options, seed) {
    return simulateMotion(prompt, { ...options, seed, amount: 1, idle: 'alive' });
  },
};

const SHORTEST_SECONDS = 2;
const LONGEST_SECONDS = 10;
const USUAL_SECONDS = 3;
export const FPS = 24;

/** A take of a text; its own length and "no loop" hold. */
export function takeOf(
  source: MotionSource,
  text: string,
  seed: number,
  seconds?: number,
): Promise<MotionValue> {
  const prompt = parsePrompt(text);
  const asked = seconds ?? prompt.seconds ?? USUAL_SECONDS;
  const length = Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, asked));
  return source.sample(prompt, { seconds: length, fps: FPS, loop: prompt.loop }, seed);
}

/** Takes of a text with seeds from `firstSeed` on, one after the other. */
export async function takesOf(
  source: MotionSource,
  text: string,
  count: number,
  { firstSeed = 1, seconds }: { readonly firstSeed?: number; readonly seconds?: number } = {},
): Promise<MotionValue[]> {
  const takes: MotionValue[] = [];
  for (let i = 0; i < count; i++) takes.push(await takeOf(source, text, firstSeed + i, seconds));
  return takes;
}
