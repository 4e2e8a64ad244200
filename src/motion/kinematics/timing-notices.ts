import type { PromptValue } from '../../values/prompt.ts';
import { behaviourOf } from '../prompt/lexicon.ts';

/** A movement that starts later than this before the end has no time left. */
const LEAST_SECONDS = 0.5;
/** Repetitions a second of the quickest movement that still reads as several: a blink. */
const MOST_PER_SECOND = 4;

/** What a take of this length cannot hold of the prompt, in words for the user. */
export function timingNotices(prompt: PromptValue, seconds: number): string[] {
  const notices: string[] = [];
  if (prompt.seconds !== undefined && Math.abs(prompt.seconds - seconds) > 1e-6) {
    notices.push(
      `The prompt asks for ${prompt.seconds} s; takes are 1 to 10 s long, so this one has ${seconds} s.`,
    );
  }
  for (const { behaviour, at, count } of prompt.intents) {
    const label = behaviourOf(behaviour)?.label ?? behaviour;
    if (at !== undefined && at > seconds - LEAST_SECONDS) {
      notices.push(
        `"${label}" was asked for at ${at} s, but the take has ${seconds} s; it comes at the end.`,
      );
    }
    if (count !== undefined && count > seconds * MOST_PER_SECOND) {
      notices.push(`"${label}" ${count} times does not fit into ${seconds} s. Make the take longer.`);
    }
  }
  return notices;
}
