import type { Quantity } from './items.ts';
import type { Token } from './words.ts';

const SECOND_UNITS = new Set(['s', 'sec', 'secs', 'second', 'seconds']);
const COUNT_WORDS: ReadonlyMap<string, number> = new Map([
  ['once', 1],
  ['single', 1],
  ['twice', 2],
  ['double', 2],
  ['thrice', 3],
  ['triple', 3],
]);
const TIME_USES: ReadonlyMap<string, 'at' | 'lasts' | 'every'> = new Map([
  ['after', 'at'],
  ['at', 'at'],
  ['in', 'at'],
  ['from', 'at'],
  ['for', 'lasts'],
  ['over', 'lasts'],
  ['within', 'lasts'],
  ['lasting', 'lasts'],
  ['lasts', 'lasts'],
  ['every', 'every'],
  ['each', 'every'],
]);
/** More repetitions than this cannot be told apart in a take. */
const MOST_COUNT = 20;
/** Longest time that a prompt may name, seconds. */
const MOST_SECONDS = 600;
const SECONDS_PER_MINUTE = 60;
const PER_WORDS = new Set(['per', 'a', 'each', 'every']);
const MINUTE_UNITS = new Set(['minute', 'min']);

/** Reads "3 seconds", "after 1 s", "every 2 s", "twice", "3 times", "20 times a minute", "5 degrees", "6 %". */
export function readQuantity(
  tokens: readonly Token[],
  at: number,
): { readonly quantity: Quantity; readonly next: number } | undefined {
  const token = tokens[at];
  const phrase = readTimePhrase(tokens, at);
  if (phrase !== undefined) return phrase;
  const rate = PER_WORDS.has(token.text) && MINUTE_UNITS.has(tokens[at + 1]?.text ?? '');
  if (rate) return { quantity: { kind: 'time', use: 'rate', seconds: SECONDS_PER_MINUTE }, next: at + 2 };
  const use = TIME_USES.get(token.text);
  if (use !== undefined) {
    const time = readSeconds(tokens, at + 1, use === 'every');
    return time && { quantity: { kind: 'time', use, seconds: time.seconds }, next: time.next };
  }
  const word = COUNT_WORDS.get(token.text);
  if (word !== undefined) return readCount(word, at + 1);
  if (token.value === undefined && token.text !== 'a') return undefined;
  const time = readSeconds(tokens, at, false);
  if (time !== undefined && token.text !== 'a') {
    return { quantity: { kind: 'time', use: 'length', seconds: time.seconds }, next: time.next };
  }
  return token.value === undefined ? readLooseCount(tokens, at) : readNumber(tokens, token.value, at + 1);
}

/** Times without a number; the first is tried first. */
const TIME_PHRASES: readonly (readonly [string, Extract<Quantity, { kind: 'time' }>])[] = [
  ['at the very end', { kind: 'time', use: 'end', seconds: 0 }],
  ['toward the end', { kind: 'time', use: 'end', seconds: 0 }],
  ['towards the end', { kind: 'time', use: 'end', seconds: 0 }],
  ['at the end', { kind: 'time', use: 'end', seconds: 0 }],
  ['in the end', { kind: 'time', use: 'end', seconds: 0 }],
  ['at the beginning', { kind: 'time', use: 'at', seconds: 0 }],
  ['at the start', { kind: 'time', use: 'at', seconds: 0 }],
  ['in the beginning', { kind: 'time', use: 'at', seconds: 0 }],
  ['right away', { kind: 'time', use: 'at', seconds: 0 }],
  ['immediately', { kind: 'time', use: 'at', seconds: 0 }],
  ['for a moment', { kind: 'time', use: 'lasts', seconds: 0.8 }],
  ['for a second', { kind: 'time', use: 'lasts', seconds: 1 }],
  ['momentarily', { kind: 'time', use: 'lasts', seconds: 0.8 }],
  ['briefly', { kind: 'time', use: 'lasts', seconds: 0.8 }],
];

function readTimePhrase(tokens: readonly Token[], at: number): ReturnType<typeof readQuantity> {
  for (const [phrase, quantity] of TIME_PHRASES) {
    const words = phrase.split(' ');
    if (words.every((word, index) => tokens[at + index]?.text === word)) {
      return { quantity, next: at + words.length };
    }
  }
  return undefined;
}

/** "a couple of times", "a few times". */
function readLooseCount(tokens: readonly Token[], at: number): ReturnType<typeof readQuantity> {
  const value = tokens[at + 1]?.value;
  if (value === undefined || tokens[at + 1].text === 'half') return undefined;
  const skip = tokens[at + 2]?.text === 'of' ? 3 : 2;
  return readNumber(tokens, value, at + skip);
}

function readNumber(tokens: readonly Token[], value: number, next: number): ReturnType<typeof readQuantity> {
  const unit = tokens[next]?.text;
  if (unit === 'times' || unit === 'x' || unit === 'time') return readCount(value, next + 1);
  if (unit === 'degrees' || unit === 'degree' || unit === 'deg' || unit === '°') {
    return { quantity: { kind: 'amount', value, unit: 'degrees' }, next: next + 1 };
  }
  if (unit === '%' || unit === 'percent')
    return { quantity: { kind: 'amount', value, unit: 'percent' }, next: next + 1 };
  if (!Number.isInteger(value) || value < 1) return undefined;
  return readCount(value, next);
}

function readCount(count: number, next: number): ReturnType<typeof readQuantity> {
  const bounded = Math.min(MOST_COUNT, Math.max(1, Math.round(count)));
  return { quantity: { kind: 'count', count: bounded }, next };
}

function readSeconds(
  tokens: readonly Token[],
  at: number,
  bareUnit: boolean,
): { readonly seconds: number; readonly next: number } | undefined {
  const first = tokens[at];
  if (first === undefined) return undefined;
  if (bareUnit && SECOND_UNITS.has(first.text)) return { seconds: 1, next: at + 1 };
  const article = first.text === 'a' || first.text === 'an';
  const number = article ? 1 : first.value;
  if (number === undefined) return undefined;
  let next = at + 1;
  if (first.text === 'half' && tokens[next]?.text === 'a') next += 1;
  if (article && tokens[next]?.text === 'half') return undefined;
  if (!SECOND_UNITS.has(tokens[next]?.text ?? '')) return undefined;
  const seconds = Math.min(MOST_SECONDS, number);
  return seconds > 0 || first.value === 0 ? { seconds, next: next + 1 } : undefined;
}
