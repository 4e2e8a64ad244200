import type { LexiconEntry } from './lexicon/entry.ts';
import { FILLERS, SYNONYMS } from './modifiers.ts';
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

interface Search {
  readonly tokens: readonly Token[];
  readonly maySkip: (index: number) => boolean;
  readonly start: number;
}

/** Words that may be skipped between two words of a phrase; bounds the search to linear time. */
const MOST_SKIPPED = 5;

/** The phrases of a lexicon, by the stems of their words; "hair movement" is also "movement of the hair". */
export class PhraseTrie {
  readonly #root: TrieNode = { next: new Map(), ends: [] };

  constructor(entries: readonly LexiconEntry[]) {
    for (const entry of entries) {
      for (const phrase of entry.phrases) {
        this.#insert(phrase, entry);
        const moved = /^(\w+) (movement|motion)$/.exec(phrase);
        if (moved !== null) this.#insert(`${moved[2]} ${moved[1]}`, entry);
      }
    }
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
    return this.#follow({ tokens, maySkip, start }, root, start, [], []);
  }

  /** Goes on with a word of the phrase, or passes a word over where both are possible; the longer wins. */
  #follow(
    search: Search,
    node: TrieNode,
    at: number,
    words: readonly string[],
    skipped: readonly number[],
  ): PhraseMatch | undefined {
    const here = matchAt(node, at, words, skipped);
    const token = search.tokens[at];
    if (token === undefined) return here;
    const next = [...words, token.text];
    let taken: PhraseMatch | undefined;
    for (const child of childrenFor(node, token)) {
      const match = this.#follow(search, child, at + 1, next, skipped);
      if (match !== undefined && match.length > (taken?.length ?? 0)) taken = match;
    }
    const passable = at > search.start && skipped.length < MOST_SKIPPED && search.maySkip(at);
    const passed = passable ? this.#follow(search, node, at + 1, words, [...skipped, at]) : undefined;
    const further =
      passed !== undefined && (taken === undefined || passed.length > taken.length) ? passed : taken;
    return further !== undefined && further.length > words.length ? further : here;
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

/** Where a word leads: its own wording or stem, and what it is another word for. */
function childrenFor({ next }: TrieNode, { text, stem }: Token): TrieNode[] {
  const own = next.get(text) ?? next.get(stem);
  const other = next.get(SYNONYMS.get(text) ?? '');
  return [own, other].filter((child) => child !== undefined);
}

function matchAt(
  node: TrieNode,
  end: number,
  words: readonly string[],
  skipped: readonly number[],
): PhraseMatch | undefined {
  if (node.ends.length === 0 || words.length === 0) return undefined;
  const wording = words.join(' ');
  const entry = (node.ends.find((each) => each.words === wording) ?? node.ends[0]).entry;
  // Words passed over after the last word of the phrase are not part of it.
  const inside = skipped.filter((index) => index < end - trailing(skipped, end));
  return { entry, length: words.length, end: end - trailing(skipped, end), skipped: inside };
}

/** How many of the tokens right before `end` were passed over. */
function trailing(skipped: readonly number[], end: number): number {
  let count = 0;
  while (skipped.includes(end - 1 - count)) count += 1;
  return count;
}
