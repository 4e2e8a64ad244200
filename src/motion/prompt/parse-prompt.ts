import type { PromptValue } from '../../values/prompt.ts';
import type { SubjectFacts } from '../subject-facts.ts';
import { chipsOf } from './draft-chips.ts';
import { intentsOf, withSide } from './draft-intents.ts';
import { limitsOf } from './draft-limits.ts';
import { readItems } from './items.ts';
import { readClauses } from './read-clauses.ts';
import { LONGEST_PROMPT, promptWarnings } from './warnings.ts';

const SHORTEST_SECONDS = 0.5;

/**
 * Understands a motion prompt (grammar and lexicon: `docs/motion-prompt.md`). Never throws; every word ends
 * up in an intent, a limit, a setting or a chip that says it was not understood. Time is linear in the length
 * of the text, which is read up to {@link LONGEST_PROMPT} characters.
 * @param facts what is known of the photo; some warnings need it
 */
export function parsePrompt(text: string, facts: SubjectFacts = {}): PromptValue {
  const read = text.length > LONGEST_PROMPT ? text.slice(0, LONGEST_PROMPT) : text;
  const reading = readClauses(readItems(read));
  const { loose, seconds } = reading;
  const drafts = reading.drafts.map(withSide);
  const once = drafts.some(
    ({ entry, negated }) => entry.kind === 'setting' && saysOnce(entry.setting, negated),
  );
  const prompt: Omit<PromptValue, 'warnings'> = {
    type: 'Prompt',
    text,
    intents: intentsOf(drafts),
    limits: limitsOf(drafts),
    chips: chipsOf(drafts, loose),
    ...(seconds === undefined ? {} : { seconds: Math.max(SHORTEST_SECONDS, seconds) }),
    loop: !once,
  };
  return { ...prompt, warnings: promptWarnings(prompt, facts, read) };
}

function saysOnce(setting: string, negated: boolean): boolean {
  return setting === 'once' ? !negated : setting === 'loop' && negated;
}
