import type { LexiconEntry } from './lexicon/entry.ts';
import { LEXICON } from './lexicon.ts';
import {
  CONNECTORS,
  type Connector,
  FILLERS,
  FORMAT_UNITS,
  KEEP_WORDS,
  MODIFIERS,
  type Modifier,
  NEGATORS,
  OWN_SIDE_WORDS,
  PASSED_OVER,
  SIDE_WORDS,
} from './modifiers.ts';
import { type PhraseMatch, PhraseTrie } from './phrase-trie.ts';
import { readQuantity } from './quantities.ts';
import { stemOf, type Token, tokenise } from './words.ts';

interface ItemSpan {
  /** UTF-16 positions in the text. */
  readonly start: number;
  readonly end: number;
}

/** What a stretch of the text is, before it is known what belongs to what. */
export type Item = ItemSpan &
  (
    | {
        readonly kind: 'phrase';
        readonly entry: LexiconEntry;
        readonly inner: readonly Item[];
        readonly verb?: string;
      }
    | { readonly kind: 'modifier'; readonly modifier: Modifier }
    | { readonly kind: 'side'; readonly side: -1 | 1; readonly from: boolean }
    | Quantity
    | { readonly kind: 'negator' | 'keep' }
    | { readonly kind: 'connector'; readonly connector: Connector | 'pause' | 'stop' }
    | { readonly kind: 'unknown'; readonly word: string }
  );

/** A number with its meaning. */
export type Quantity =
  | { readonly kind: 'count'; readonly count: number }
  | {
      readonly kind: 'time';
      readonly use: 'at' | 'lasts' | 'every' | 'length' | 'rate' | 'end';
      readonly seconds: number;
    }
  | { readonly kind: 'amount'; readonly value: number; readonly unit: 'degrees' | 'percent' };

const PHRASES = new PhraseTrie(LEXICON);
/** "Mouth: closed" is one phrase. */
const LABEL_MARK = ':';
const MODIFIER_WORDS: ReadonlyMap<string, Modifier> = new Map(MODIFIERS.map((entry) => [entry.words, entry]));
const LONGEST_MODIFIER = Math.max(...MODIFIERS.map((entry) => entry.words.split(' ').length));
/** Verbs that a following clause may share: "look up and down", "close eyes and mouth". */
const SHARED_VERBS = new Set(
  [
    'look',
    'glance',
    'gaze',
    'tilt',
    'turn',
    'move',
    'raise',
    'lower',
    'lift',
    'close',
    'open',
    'shift',
    'pan',
    'zoom',
    'drift',
    'movement',
    'motion',
  ].map(stemOf),
);

/** Reads a prompt from left to right into items; the longest phrase wins. Linear in the length of the text. */
export function readItems(text: string): Item[] {
  const tokens = tokenise(text);
  const items: Item[] = [];
  let verb: string | undefined;
  let at = 0;
  while (at < tokens.length) {
    const atClauseStart = items.at(-1)?.kind === 'connector';
    const step = readItem(tokens, at, atClauseStart ? verb : undefined);
    if (step.item !== undefined) {
      items.push(step.item);
      if (step.item.kind === 'phrase') verb = step.item.verb;
      if (step.item.kind === 'connector' && step.item.connector === 'stop') verb = undefined;
    }
    at = step.next;
  }
  return items;
}

function readItem(
  tokens: readonly Token[],
  at: number,
  verb: string | undefined,
): { item?: Item; next: number } {
  const token = tokens[at];
  const span = { start: token.start, end: token.end };
  if (token.kind === 'pause' || token.kind === 'stop') {
    return { item: { ...span, kind: 'connector', connector: token.kind }, next: at + 1 };
  }
  if (token.kind === 'number' && FORMAT_UNITS.has(tokens[at + 1]?.text ?? '')) return { next: at + 2 };
  const modifier = modifierAt(tokens, at);
  const phrase = PHRASES.longestAt(tokens, at, (index) => maySkip(tokens[index]));
  const quantity = readQuantity(tokens, at);
  if (phrase !== undefined && phraseWins(phrase, token, modifier?.length ?? 0)) {
    return { item: phraseItem(tokens, at, phrase, token.stem), next: phrase.end };
  }
  if (quantity !== undefined) {
    const end = tokens[quantity.next - 1].end;
    return { item: { ...quantity.quantity, start: token.start, end }, next: quantity.next };
  }
  if (modifier !== undefined) {
    const next = at + modifier.length;
    const end = tokens[next - 1].end;
    return { item: { kind: 'modifier', modifier: modifier.modifier, start: token.start, end }, next };
  }
  if (verb !== undefined) {
    const shared = PHRASES.longestAt(tokens, at, (index) => maySkip(tokens[index]), verb);
    if (shared !== undefined) return { item: phraseItem(tokens, at, shared, verb), next: shared.end };
  }
  return readSmallWord(tokens, at);
}

function phraseWins(phrase: PhraseMatch, first: Token, modifierLength: number): boolean {
  const small = KEEP_WORDS.has(first.text) || NEGATORS.has(first.text) || FILLERS.has(first.text);
  if (phrase.length === 1 && small) return false;
  return phrase.length >= modifierLength;
}

function phraseItem(tokens: readonly Token[], at: number, match: PhraseMatch, verb: string): Item {
  const inner = innerIndices(tokens, at, match).flatMap((index) => {
    const item = readInner(tokens, index);
    return item === undefined ? [] : [item];
  });
  return {
    kind: 'phrase',
    entry: match.entry,
    inner,
    start: tokens[at].start,
    end: tokens[match.end - 1].end,
    ...(SHARED_VERBS.has(verb) ? { verb } : {}),
  };
}

/** Words passed over inside a phrase, and sides that are part of its wording ("face left"). */
function innerIndices(tokens: readonly Token[], at: number, { entry, end, skipped }: PhraseMatch): number[] {
  if (entry.kind !== 'behaviour' || entry.side === undefined) return [...skipped];
  const indices = Array.from({ length: end - at }, (_, offset) => at + offset);
  return indices.filter((index) => skipped.includes(index) || SIDE_WORDS.has(tokens[index].text));
}

/** A modifier or side that stands inside a phrase. */
function readInner(tokens: readonly Token[], index: number): Item | undefined {
  const token = tokens[index];
  const span = { start: token.start, end: token.end };
  const modifier = MODIFIER_WORDS.get(token.text);
  if (modifier !== undefined) return { ...span, kind: 'modifier', modifier };
  return sideAt(tokens, index);
}

function readSmallWord(tokens: readonly Token[], at: number): { item?: Item; next: number } {
  const token = tokens[at];
  const span = { start: token.start, end: token.end };
  const connector = CONNECTORS.get(token.text);
  if (connector !== undefined) return { item: { ...span, kind: 'connector', connector }, next: at + 1 };
  if (token.text === 'after' && ['that', 'this', 'which'].includes(tokens[at + 1]?.text ?? '')) {
    return {
      item: { kind: 'connector', connector: 'then', start: token.start, end: tokens[at + 1].end },
      next: at + 2,
    };
  }
  if (token.text === 'first' || token.text === 'firstly') return { next: at + 1 };
  if (token.text === 'do' && tokens[at + 1]?.text === 'not') return { next: at + 1 };
  if (NEGATORS.has(token.text)) return { item: { ...span, kind: 'negator' }, next: at + 1 };
  if (KEEP_WORDS.has(token.text)) return { item: { ...span, kind: 'keep' }, next: at + 1 };
  const side = sideAt(tokens, at);
  if (side !== undefined) return { item: side, next: at + 1 };
  if (FILLERS.has(token.text) || PASSED_OVER.has(token.text)) return { next: at + 1 };
  return { item: { ...span, kind: 'unknown', word: token.text }, next: at + 1 };
}

/** "left" is the picture's left; "her left" is the subject's own, the picture's right. */
function sideAt(tokens: readonly Token[], at: number): Extract<Item, { kind: 'side' }> | undefined {
  const token = tokens[at];
  const side = SIDE_WORDS.get(token.text);
  if (side === undefined) return undefined;
  const own = OWN_SIDE_WORDS.has(tokens[at - 1]?.text ?? '');
  const from = tokens.slice(Math.max(0, at - 2), at).some((before) => before.text === 'from');
  return { kind: 'side', side: own ? (-side as -1 | 1) : side, from, start: token.start, end: token.end };
}

function maySkip(token: Token): boolean {
  if (token.text === LABEL_MARK) return true;
  if (token.kind === 'pause' || token.kind === 'stop') return false;
  if (CONNECTORS.has(token.text) && token.text !== 'with') return false;
  return (
    FILLERS.has(token.text) ||
    PASSED_OVER.has(token.text) ||
    KEEP_WORDS.has(token.text) ||
    MODIFIER_WORDS.has(token.text) ||
    SIDE_WORDS.has(token.text)
  );
}

function modifierAt(
  tokens: readonly Token[],
  at: number,
): { modifier: Modifier; length: number } | undefined {
  let words = '';
  let best: { modifier: Modifier; length: number } | undefined;
  for (let length = 1; length <= LONGEST_MODIFIER && at + length <= tokens.length; length++) {
    words = length === 1 ? tokens[at].text : `${words} ${tokens[at + length - 1].text}`;
    const modifier = MODIFIER_WORDS.get(words);
    if (modifier !== undefined) best = { modifier, length };
  }
  return best;
}
