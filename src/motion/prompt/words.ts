/** A word or a mark of a prompt. Offsets are UTF-16 positions in the text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'pause' | 'stop';
  /** Lower case, without possessive endings. */
  readonly text: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
  /** Set on numbers, in digits or words. */
  readonly value?: number;
}

/** Longest word that is looked at as a whole; the rest of a longer one becomes words of its own. */
const LONGEST_WORD = 40;
/** `,` `;` and friends join clauses; full stops and line ends part them. */
const PAUSES = new Set([
  ',',
  ';',
  ':',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '/',
  '|',
  '+',
  '&',
  '–',
  '—',
  '、',
  '，',
  '"',
  '“',
  '”',
  '*',
]);
const STOPS = new Set(['.', '!', '?', '\n', '\r', '…', '。']);
const APOSTROPHES = new Set(["'", '’', '‘', '`']);

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  half: 0.5,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  couple: 2,
  few: 3,
  several: 4,
};

/**
 * Cuts a text into words, numbers and marks, in one pass. Hyphens part words ("half-lidded"), letters end a
 * number ("3s"), apostrophes stay inside words ("don't") and a possessive ending is dropped ("woman's").
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (isDigit(character)) at = readNumber(text, at, tokens);
    else if (isWordCharacter(character)) at = readWord(text, at, tokens);
    else {
      if (PAUSES.has(character)) tokens.push(mark('pause', character, at));
      else if (STOPS.has(character)) tokens.push(mark('stop', character, at));
      at += 1;
    }
  }
  return tokens;
}

/**
 * The word without its inflection, so that blink, blinks, blinked and blinking meet; letters are lost on
 * the way ("smile" becomes "smil"), which does no harm as both sides of a comparison are treated alike.
 */
export function stemOf(word: string): string {
  let stem = word;
  if (stem.length >= 6 && stem.endsWith('ing')) stem = stem.slice(0, -3);
  else if (stem.length >= 5 && stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`;
  else if (stem.length >= 5 && stem.endsWith('ied')) stem = `${stem.slice(0, -3)}y`;
  else if (stem.length >= 5 && stem.endsWith('ed')) stem = stem.slice(0, -2);
  else if (stem.length >= 4 && stem.endsWith('s') && !/(ss|us|is)$/.test(stem)) stem = stem.slice(0, -1);
  if (stem.length >= 4 && stem.endsWith('e')) stem = stem.slice(0, -1);
  const last = stem.at(-1);
  if (stem.length >= 4 && last === stem.at(-2) && last !== undefined && !'aeiou'.includes(last)) {
    stem = stem.slice(0, -1);
  }
  return stem;
}

function readNumber(text: string, start: number, tokens: Token[]): number {
  let end = start;
  while (end < text.length && end - start < LONGEST_WORD && isDigit(text[end])) end += 1;
  if (text[end] === '.' && isDigit(text[end + 1])) {
    end += 1;
    while (end < text.length && end - start < LONGEST_WORD && isDigit(text[end])) end += 1;
  }
  const digits = text.slice(start, end);
  tokens.push({ kind: 'number', text: digits, stem: digits, start, end, value: Number(digits) });
  return end;
}

function readWord(text: string, start: number, tokens: Token[]): number {
  let end = start;
  while (end < text.length && end - start < LONGEST_WORD && continuesWord(text, end)) end += 1;
  const raw = text.slice(start, end).toLowerCase().replace(/[’‘`]/g, "'");
  const word = raw.endsWith("'s") ? raw.slice(0, -2) : raw.endsWith("'") ? raw.slice(0, -1) : raw;
  const value = Object.hasOwn(NUMBER_WORDS, word) ? NUMBER_WORDS[word] : undefined;
  const kind = value === undefined ? 'word' : 'number';
  tokens.push({
    kind,
    text: word,
    stem: stemOf(word),
    start,
    end,
    ...(value === undefined ? {} : { value }),
  });
  return end;
}

function continuesWord(text: string, at: number): boolean {
  const character = text[at];
  if (isWordCharacter(character)) return true;
  return APOSTROPHES.has(character) && at + 1 < text.length && isWordCharacter(text[at + 1]);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Everything that is no space, mark, hyphen or digit: letters of all scripts, emoji, `%`, `°`. */
function isWordCharacter(character: string): boolean {
  if (isDigit(character) || /[\s\-_‐‑]/.test(character)) return false;
  return !PAUSES.has(character) && !STOPS.has(character) && !APOSTROPHES.has(character);
}

function mark(kind: 'pause' | 'stop', text: string, start: number): Token {
  return { kind, text, stem: text, start, end: start + 1 };
}
