import { bareNoun, limitFor, type PhraseItem, partOf, stateWord } from './clause-words.ts';
import { type Draft, type LooseWords, newDraft } from './drafts.ts';
import type { Item } from './items.ts';

type UnknownItem = Extract<Item, { kind: 'unknown' }>;

/** A word that may be the name of a part, with its place in the text. */
interface KeptPart {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Parts that wait for what is said of them: "[the mouth, the eyes and] the head still". */
export class KeptParts {
  #parts: KeptPart[] = [];

  /** Takes a word that the lexicon does not have, if it may be a part. */
  takeWord({ word, start, end }: UnknownItem, kept: boolean): boolean {
    const waits = kept || this.#parts.length > 0 || partOf(word) !== undefined;
    if (waits) this.#parts.push({ word, start, end });
    return waits;
  }

  /** Takes a phrase that is only the name of a part: "the eyes". */
  takePhrase(item: PhraseItem): boolean {
    const word = bareNoun(item);
    if (word !== undefined) this.#parts.push({ word, start: item.start, end: item.end });
    return word !== undefined;
  }

  /** The same limit for all that waits: after "the background still" the head is still as well. */
  limitsLike(item: PhraseItem): Draft[] {
    const state = item.entry.kind === 'limit' ? stateWord(item) : undefined;
    if (state === undefined) return [];
    const drafts: Draft[] = [];
    this.#parts = this.#parts.filter(({ word, start, end }) => {
      const entry = limitFor(word, state);
      if (entry !== undefined) drafts.push(newDraft(entry, start, end, false));
      return entry === undefined;
    });
    return drafts;
  }

  /** What nothing was said of; it waits no longer. */
  giveUp(): LooseWords[] {
    const loose = this.#parts.map((part) => ({ ...part, kind: 'unknown' as const, label: 'not understood' }));
    this.#parts = [];
    return loose;
  }
}
