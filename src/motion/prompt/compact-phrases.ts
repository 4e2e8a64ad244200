/** Forms in which `moodWords` says an adjective. */
const MOOD_FORMS = (word: string): string[] => [
  `${word} look`,
  `look ${word}`,
  `${word} expression`,
  `${word} face`,
  `${word} eye`,
];
const FORBIDDING = /^(?:don't|do not|not|no|without|never|avoid) |\b(?:doesn't|don't|not|never) /;
/** Fewer states are written out with their part. */
const LEAST_SHARED = 3;
/** Shorter lists are printed as they are. */
const LONG_LIST = 16;

/**
 * A long list of phrases for readers: moods as their adjective, parts with the states they share ("brow, eyebrow: still,
 * fixed"), of the ways to forbid something only the first. Says the same in fewer words.
 */
export function compactPhrases(phrases: readonly string[]): string {
  const moods = phrases.filter((word) => MOOD_FORMS(word).every((form) => phrases.includes(form)));
  const formsOfMoods = new Set(moods.flatMap(MOOD_FORMS));
  const rest = phrases.filter((phrase) => !formsOfMoods.has(phrase) && !moods.includes(phrase));
  const moodText = moods.length === 0 ? [] : [`${moods.join(', ')} (… look, expression, face, eyes)`];
  if (rest.length <= LONG_LIST) return [...moodText, ...rest].join(', ');
  const forbidding = rest.filter((phrase) => FORBIDDING.test(phrase));
  const first = forbidding.filter((phrase) => phrase.startsWith("don't "));
  const plain = rest.filter((phrase) => !forbidding.includes(phrase) && !isReversed(phrase, rest));
  return [...moodText, ...statesByParts(plain), ...statesByParts(first)].join('; ');
}

/** "still head" beside "head still". */
function isReversed(phrase: string, phrases: readonly string[]): boolean {
  const other = rotations(phrase).find((turned) => phrases.includes(turned));
  return other !== undefined && phrases.indexOf(other) < phrases.indexOf(phrase);
}

function rotations(phrase: string): string[] {
  const words = phrase.split(' ');
  return words.slice(1).map((_, i) => [...words.slice(i + 1), ...words.slice(0, i + 1)].join(' '));
}

/** Parts (all words but the last) that go with the same states. */
function statesByParts(phrases: readonly string[]): string[] {
  const states = new Map<string, string[]>();
  const single: string[] = [];
  for (const phrase of phrases) {
    const cut = phrase.lastIndexOf(' ');
    if (cut < 0) single.push(phrase);
    else {
      const part = phrase.slice(0, cut);
      states.set(part, [...(states.get(part) ?? []), phrase.slice(cut + 1)]);
    }
  }
  const parts = new Map<string, string[]>();
  for (const [part, of] of states) {
    const key = of.join(', ');
    parts.set(key, [...(parts.get(key) ?? []), part]);
  }
  const groups = [...parts].map(([of, names]) =>
    of.split(', ').length < LEAST_SHARED
      ? names.flatMap((name) => of.split(', ').map((state) => `${name} ${state}`)).join(', ')
      : `${names.join(', ')}: ${of}`,
  );
  return single.length === 0 ? groups : [single.join(', '), ...groups];
}
