/** Letters that read like the plain ones and cannot be typed into code by accident. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  y: 'ý',
  n: 'ñ',
  c: 'ç',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
};

/** Other languages need about a third more room than English: one added letter per this many. */
const LETTERS_PER_ADDED = 3;

type PseudoText<T> = T extends string ? string : T;

/**
 * The text in brackets, with accents and a third longer: what stays plain on the screen is not in a catalogue, what is
 * cut off has no room for other languages.
 */
export function pseudoLocalise<T extends string | ((...values: never[]) => string)>(text: T): PseudoText<T> {
  if (typeof text === 'string') return disguise(text) as PseudoText<T>;
  return ((...values: never[]) => disguise(text(...values))) as PseudoText<T>;
}

function disguise(text: string): string {
  if (text === '') return '';
  const accented = text.replace(/[a-zA-Z]/g, (letter) => LOOK_ALIKES[letter] ?? letter);
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length / LETTERS_PER_ADDED))}⟧`;
}
