/**
 * How well a name fits what was typed, 0 (not at all) to 1 (exactly). All words must occur, in the name or in its
 * keywords; a name that begins with the text comes before one that contains it, keywords come last.
 */
export function searchScore(name: string, search: string, keywords: readonly string[] = []): number {
  const text = name.toLowerCase();
  const asked = search.trim().toLowerCase();
  if (text === asked) return 1;
  if (text.startsWith(asked)) return 0.9;
  const words = asked.split(/\s+/);
  const nameWords = text.split(/[^\p{L}\p{N}]+/u);
  if (words.every((word) => nameWords.some((candidate) => candidate.startsWith(word)))) return 0.7;
  if (words.every((word) => text.includes(word))) return 0.5;
  const all = [text, ...keywords].join(' ').toLowerCase();
  return words.every((word) => all.includes(word)) ? 0.3 : 0;
}

/** Something that can be searched for. */
export interface Searchable {
  readonly name: string;
  readonly keywords?: readonly string[];
}

/**
 * Groups with what fits of them, the best first, and the group with the best first of all; groups without any are left
 * out. Without a search all is as it was.
 */
export function rankGroups<T extends Searchable>(
  groups: readonly { readonly heading: string; readonly choices: readonly T[] }[],
  search: string,
): readonly { readonly heading: string; readonly choices: readonly T[] }[] {
  if (search.trim() === '') return groups;
  return groups
    .map(({ heading, choices }) => {
      const scored = choices
        .map((choice) => ({ choice, score: searchScore(choice.name, search, choice.keywords) }))
        .filter(({ score }) => score > 0)
        .toSorted((a, b) => b.score - a.score);
      return { heading, choices: scored.map(({ choice }) => choice), best: scored[0]?.score ?? 0 };
    })
    .filter(({ best }) => best > 0)
    .toSorted((a, b) => b.best - a.best);
}
