import { readFile } from 'node:fs/promises';
import type { Expectations } from '../../src/motion/measures/prompt-expectations.ts';

export interface HeldOutPrompt extends Expectations {
  readonly prompt: string;
  readonly seconds?: number;
}

/** Three wordings of one movement. */
export interface HeldOutOrder {
  readonly of: string;
  readonly subtle: string;
  readonly natural: string;
  readonly strong: string;
}

export interface HeldOut {
  readonly prompts: readonly HeldOutPrompt[];
  readonly more: readonly HeldOutPrompt[];
  readonly orders: readonly HeldOutOrder[];
}

/** The prompts that were written by hand, with what must be seen in their takes. */
export async function readHeldOut(): Promise<HeldOut> {
  const file = new URL('../../tests/motion/held-out-prompts.json', import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as HeldOut;
}
