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
