import type { Detail, Draft } from './drafts.ts';
import type { Item } from './items.ts';
import { LIMIT_ENTRIES, PARTS } from './lexicon/limits.ts';
import { stemOf } from './words.ts';

export type PhraseItem = Extract<Item, { kind: 'phrase' }>;

/** Parts and states of "keep the head and the background still", by stem. */
const STATE_STEMS = new Set(
  [
    'still',
    'fixed',
    'motionless',
    'steady',
    'frozen',
    'static',
    'closed',
    'shut',
    'same',
    'unchanged',
    'open',
  ].map(stemOf),
);

/** The state that a phrase of a limit names: "still" of "background still". */
export function stateWord({ entry }: PhraseItem): string | undefined {
  return entry.phrases.flatMap((phrase) => phrase.split(' ')).find((word) => STATE_STEMS.has(stemOf(word)));
}

/** "billowing dress": two phrases for the same thing, one after the other. */
export function repeats(item: PhraseItem, latest: Draft, between: readonly Item[]): boolean {
  return item.entry === latest.entry && item.inner.length === 0 && between.length === 0;
}

/** "Eyes move from left to right": first the one side, then the other. A camera only goes to the last. */
export function turnsBothWays({ entry }: Draft): boolean {
  return entry.kind === 'behaviour' && ['gaze', 'glance', 'hold', 'fixation'].includes(entry.shape);
}

export function partOf(word: string): ReturnType<typeof PARTS.get> {
  return PARTS.get(word) ?? PARTS.get(stemOf(word));
}

/** "the eyes" is also how "eyes left" begins: a look that lacks its side is only a noun. */
export function bareNoun({ entry, inner }: PhraseItem): string | undefined {
  const incomplete = entry.kind === 'behaviour' && entry.side === 'needed' && inner.length === 0;
  return incomplete && entry.phrases.includes('eye') ? 'eye' : undefined;
}

/** Adverbs, counts in words, sides and times follow their phrase. */
export function joinsPrevious(detail: Detail): boolean {
  return detail.kind !== 'modifier' || detail.modifier.adverb === true;
}

export function limitFor(part: string, state: string): (typeof LIMIT_ENTRIES)[number] | undefined {
  const wanted = `${stemOf(part)} ${stemOf(state)}`;
  return LIMIT_ENTRIES.find((entry) =>
    entry.phrases.some((phrase) => phrase.split(' ').map(stemOf).join(' ') === wanted),
  );
}
