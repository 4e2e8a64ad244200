import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from '@swc/core';
import { afterEach, describe, expect, it } from 'vitest';
import { CHANNEL_NAMES } from '../../motion/channels.ts';
import { MEASURES } from '../../motion/measures/verdicts.ts';
import { BEHAVIOURS, LEXICON } from '../../motion/prompt/lexicon.ts';
import { parsePrompt } from '../../motion/prompt/parse-prompt.ts';
import { germanMessages } from './de/messages.ts';
import { speakMessages, spokenChip, spokenMessage } from './messages.ts';

const SOURCE = resolve(import.meta.dirname, '../..');
/** Where things are said to users that the editor does not say itself. */
const FLOORS = ['values', 'runtime', 'media', 'motion', 'inference', 'nodes', 'workers'];
/** Declarations have texts of their own; the lexicon's explain phrases in the documentation. */
const ELSEWHERE =
  /\.test\.ts$|\.fixture\.ts$|\.node\.ts$|-params\.ts$|\/lexicon\/|document-schema\.ts$|prompt-expectations\.ts$/;
const SENTENCE = /^["“A-Z0-9{].*\s.*[.!?…]$/s;
/** Faults of documents that somebody wrote by hand: what is wrong with which parameter. */
const BY_HAND: ReadonlySet<string> = new Set(['{0}.{1} {2}.']);

type Tree = { readonly type?: string } & Readonly<Record<string, unknown>>;

/** Texts of string and template literals, values as `{0}`, `{1}` ... */
function literalOf(node: Tree): string | undefined {
  if (node.type === 'StringLiteral') return String(node.value);
  if (node.type === 'TemplateLiteral') {
    const quasis = node.quasis as readonly { cooked: string }[];
    return quasis
      .map(({ cooked }, index) => cooked + (index < quasis.length - 1 ? `{${index}}` : ''))
      .join('');
  }
  if (node.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [literalOf(node.left as Tree), literalOf(node.right as Tree)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** Sentences in a file, and whatever is said as a notice, as progress or as a failure. */
function saidIn(file: string): Set<string> {
  const said = new Set<string>();
  const visit = (value: unknown, isSaid: boolean): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, isSaid);
      return;
    }
    const node = value as Tree;
    const text = literalOf(node);
    if (text !== undefined && (SENTENCE.test(text) || (isSaid && /\p{L}{3}.* |[^ ]+ .*\p{L}{3}/u.test(text))))
      said.add(text);
    if (node.type === 'BinaryExpression' && text !== undefined) return;
    if (node.type === 'ImportDeclaration' || node.type === 'TsLiteralType') return;
    const callee = node.callee as { value?: string; property?: { value?: string } } | undefined;
    const name = callee?.property?.value ?? callee?.value ?? '';
    const says = /^(notice|progress)$/.test(name) || /^(Node|Model|Workflow|Media|Storage)Error$/.test(name);
    for (const [key, below] of Object.entries(node)) {
      if (key !== 'span') visit(below, says && key === 'arguments' ? true : isSaid && key !== 'options');
    }
  };
  const syntax = { syntax: 'typescript', tsx: file.endsWith('x'), target: 'es2022' } as const;
  visit(parseSync(readFileSync(file, 'utf8'), syntax).body, false);
  return said;
}

function everythingSaid(floors: readonly string[]): Map<string, string> {
  const said = new Map<string, string>();
  for (const floor of floors) {
    for (const name of readdirSync(join(SOURCE, floor), { recursive: true, encoding: 'utf8' })) {
      const file = join(SOURCE, floor, name);
      if (!/\.tsx?$/.test(name) || ELSEWHERE.test(file)) continue;
      for (const text of saidIn(file)) said.set(text, `${floor}/${name}`);
    }
  }
  return said;
}

const isKnown = (text: string) => Object.hasOwn(germanMessages.messages, text);
const placeholders = (text: string) => [...new Set(text.match(/\{\d\}/g) ?? [])].toSorted();

afterEach(() => speakMessages(undefined));

describe('messages', () => {
  const said = everythingSaid(FLOORS);

  it('are all said in German', () => {
    expect(said.size).toBeGreaterThan(150);
    const missing = [...said].filter(([text]) => !isKnown(text) && !BY_HAND.has(text));
    expect(missing.map(([text, file]) => `${file}: ${text}`)).toEqual([]);
  });

  it('have no German sentence that nothing says any more', () => {
    const all = new Set([
      ...said.keys(),
      ...everythingSaid(['editor/share', 'editor/files', 'editor/gallery']).keys(),
    ]);
    const unsupported = BEHAVIOURS.flatMap((entry) => entry.unsupported ?? []);
    const isSaid = (text: string) => all.has(text) || unsupported.includes(text);
    const sentences = Object.keys(germanMessages.messages).filter((text) => SENTENCE.test(text));
    const stale = sentences.filter(
      (text) =>
        !isSaid(text) &&
        !/^\{0\} cannot be moved by this renderer|needs \{2\}|is longer than \{2\}/.test(text),
    );
    expect(stale).toEqual([]);
  });

  it('have the same values in both languages', () => {
    for (const [english, german] of Object.entries({ ...germanMessages.messages, ...germanMessages.chips }))
      expect([english, placeholders(german)]).toEqual([english, placeholders(english)]);
  });

  it('are found again by their template, each by its own', () => {
    speakMessages(germanMessages);
    for (const [english, german] of Object.entries(germanMessages.messages)) {
      const fill = (text: string) => text.replace(/\{(\d)\}/g, (_, index) => `Q${index}Q`);
      expect(spokenMessage(fill(english))).toBe(fill(german));
    }
  });

  it('say values that are words in German too', () => {
    speakMessages(germanMessages);
    expect(spokenMessage('Face 3 was asked for, but only 2 faces were found.')).toBe(
      'Verlangt war Gesicht 3, gefunden wurden nur 2.',
    );
    expect(
      spokenMessage('This take is rejected: identity falls to 0.812, below 0.9; Loop seam 2.40 × is poor.'),
    ).toBe(
      'Dieser Take ist verworfen: die Ähnlichkeit sinkt auf 0.812, unter 0.9; Naht der Schleife 2.40 × ist schlecht.',
    );
    expect(spokenMessage('Nobody ever said this.')).toBe('Nobody ever said this.');
  });

  it('stay English in English, and are marked in the pseudo-language', () => {
    expect(spokenMessage('Reload the page.')).toBe('Reload the page.');
    speakMessages(germanMessages, (english) => `[${english}]`);
    expect(spokenMessage('"me.png" is empty (0 bytes).')).toBe('["me.png" is empty (0 bytes).]');
  });

  it('name every measure and every movement that cannot be shown', () => {
    const names = Object.values(MEASURES).flatMap(({ name, unit }) =>
      /\p{L}{3}/u.test(unit) ? [name, unit] : [name],
    );
    expect(names.filter((name) => !isKnown(name) && name !== 'px')).toEqual([]);
    speakMessages(germanMessages);
    for (const { unsupported } of BEHAVIOURS)
      if (unsupported !== undefined) expect(spokenMessage(unsupported)).not.toBe(unsupported);
  });
});

describe('chips of a prompt', () => {
  it('are all said in German', () => {
    const labels = LEXICON.map(({ label }) => label).filter((label) => label !== '');
    const groups = CHANNEL_NAMES.map((name) => name.split('.')[0] ?? name).filter((name) => name !== 'light');
    const missing = [...new Set([...labels, ...groups])].filter(
      (label) => !Object.hasOwn(germanMessages.chips, label),
    );
    expect(missing).toEqual([]);
  });

  it('are said part by part', () => {
    speakMessages(germanMessages);
    const { chips } = parsePrompt(
      'two subtle slow blinks, strong head turn left after 1 s, no big smile, xyzzy',
    );
    expect(chips.map(({ label }) => spokenChip(label))).toEqual([
      'langsames Blinzeln · dezent · 2×',
      'Kopf drehen · stark · links · bei 1 s',
      'nicht stark: Lächeln',
      'nicht verstanden',
    ]);
  });
});
