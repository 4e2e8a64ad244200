import { BEHAVIOURS, LEXICON } from './lexicon.ts';
import { CONNECTORS, MODIFIERS } from './modifiers.ts';

/** Longer words have no near neighbour in the lexicon. */
const LONGEST_SUGGESTED = 16;
const LETTERS_PER_ERROR = 4;

/**
 * Every word of the lexicon with the phrase that it leads to: the one that names an entry before its other
 * wordings, then the shortest.
 */
const VOCABULARY: ReadonlyMap<string, string> = (() => {
  const words = new Map<string, string>();
  const names = LEXICON.map((entry) => entry.phrases[0] ?? '');
  const wordings = [...LEXICON.flatMap((entry) => entry.phrases), ...MODIFIERS.map((entry) => entry.words)];
  for (const phrases of [names, [...CONNECTORS.keys()], wordings]) {
    for (const [word, phrase] of shortestByWord(phrases)) if (!words.has(word)) words.set(word, phrase);
  }
  for (const entry of BEHAVIOURS) if (entry.side === 'needed') words.set(entry.label, `${entry.label} left`);
  return words;
})();

/** Words that say something by themselves: a misspelling of one is put right without more words around it. */
const WHOLE_WORDS: ReadonlySet<string> = new Set(
  [
    ...LEXICON.filter((entry) => entry.kind !== 'behaviour' || entry.side !== 'needed').flatMap(
      ({ phrases }) => phrases,
    ),
    ...MODIFIERS.map(({ words }) => words),
  ].filter((phrase) => !phrase.includes(' ')),
);

function shortestByWord(phrases: readonly string[]): Map<string, string> {
  const words = new Map<string, string>();
  for (const phrase of phrases) {
    for (const word of phrase.split(' ')) {
      const known = words.get(word);
      if (word.length >= 3 && (known === undefined || phrase.length < known.length)) words.set(word, phrase);
    }
  }
  return words;
}

/**
 * The known phrase whose wording is nearest to an unknown word: a part of the body leads to a phrase about
 * it, a misspelling to the word that was meant (optimal string alignment distance, one error per four letters). Undefined when nothing is near.
 */
export function suggestFor(word: string): string | undefined {
  if (!found.has(word)) {
    if (found.size >= MOST_REMEMBERED) found.clear();
    found.set(word, nearestPhrase(word));
  }
  return found.get(word);
}

/** Prompts are read at every key; the same words come again and again. */
const found = new Map<string, string | undefined>();
const MOST_REMEMBERED = 2000;

function nearestPhrase(word: string): string | undefined {
  const exact = VOCABULARY.get(word);
  if (exact !== undefined) return exact;
  if (word.length < 3 || word.length > LONGEST_SUGGESTED) return undefined;
  let nearest: string | undefined;
  let best = Math.max(1, Math.floor(word.length / LETTERS_PER_ERROR)) + 1;
  for (const [known, phrase] of VOCABULARY) {
    if (Math.abs(known.length - word.length) >= best) continue;
    const distance = editDistance(word, known, best);
    if (distance < best) {
      best = distance;
      nearest = WHOLE_WORDS.has(known) ? known : phrase;
    }
  }
  return nearest;
}

/** Insertions, deletions, substitutions and swaps of neighbours between two words; stops at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2] + 1);
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest >= limit) return limit;
    beforeLast = last;
    last = current;
  }
  return last[b.length];
}
