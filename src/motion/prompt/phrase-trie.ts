import type { LexiconEntry } from './lexicon/entry.ts';
import { FILLERS } from './modifiers.ts';
import { type Token, tokenise } from './words.ts';

interface TrieNode {
  readonly next: Map<string, TrieNode>;
  /** Phrases that end here, with their exact wording. */
  readonly ends: { readonly words: string; readonly entry: LexiconEntry }[];
}

/** A phrase found in the text: tokens `start..end` (end exclusive), some of them skipped. */
export interface PhraseMatch {
  readonly entry: LexiconEntry;
  /** Number of words that belong to the phrase. */
  readonly length: number;
  readonly end: number;
  /** Indices of tokens inside the span that are not part of the phrase. */
  readonly skipped: readonly number[];
}

/** Words that may be skipped between two words of a phrase; bounds the search to linear time. */
const MOST_SKIPPED = 5;

/** The phrases of a lexicon, by the stems of their words. */
export class PhraseTrie {
  readonly #root: TrieNode = { next: new Map(), ends: [] };

  constructor(entries: readonly LexiconEntry[]) {
    for (const entry of entries) for (const phrase of entry.phrases) this.#insert(phrase, entry);
  }

  /**
   * The longest phrase that begins at token `start`.
   * @param maySkip tokens that may stand inside a phrase ("turn [slightly to the] left")
   * @param verb stem of a verb taken over from the clause before ("look up and down")
   */
  longestAt(
    tokens: readonly Token[],
    start: number,
    maySkip: (index: number) => boolean,
    verb?: string,
  ): PhraseMatch | undefined {
    const root = verb === undefined ? this.#root : this.#root.next.get(verb);
    if (root === undefined) return undefined;
    const skipped: number[] = [];
    const words: string[] = [];
    let node = root;
    let best: PhraseMatch | undefined;
    for (let at = start; at < tokens.length && skipped.length <= MOST_SKIPPED; at++) {
      const token = tokens[at];
      const child = node.next.get(token.text) ?? node.next.get(token.stem);
      if (child === undefined) {
        if (at === start || !maySkip(at)) break;
        skipped.push(at);
        continue;
      }
      node = child;
      words.push(token.text);
      if (node.ends.length > 0) {
        const exact = node.ends.find((end) => end.words === words.join(' '));
        const entry = (exact ?? node.ends[0]).entry;
        best = { entry, length: words.length, end: at + 1, skipped: [...skipped] };
      }
    }
    return best;
  }

  #insert(phrase: string, entry: LexiconEntry): void {
    const all = tokenise(phrase);
    const meaning = all.filter((token) => !FILLERS.has(token.text));
    const tokens = meaning.length > 0 ? meaning : all;
    let node = this.#root;
    for (const token of tokens) {
      let child = node.next.get(token.stem);
      if (child === undefined) {
        child = { next: new Map(), ends: [] };
        node.next.set(token.stem, child);
      }
      node = child;
    }
    node.ends.push({ words: tokens.map((token) => token.text).join(' '), entry });
  }
}
