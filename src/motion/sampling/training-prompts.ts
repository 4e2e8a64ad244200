import type { BehaviourEntry } from '../prompt/lexicon/entry.ts';
import { LIMIT_ENTRIES } from '../prompt/lexicon/limits.ts';
import { BEHAVIOURS } from '../prompt/lexicon.ts';
import type { Random } from '../random.ts';

const STRENGTHS = [
  '',
  '',
  '',
  'barely',
  'subtle',
  'slight',
  'gentle',
  'soft',
  'natural',
  'noticeable',
  'strong',
];
const TEMPOS = ['', '', '', '', 'slow', 'very slow', 'lively', 'quick'];
const COUNTS = ['once', 'twice', 'three times', '4 times'];
const REPEATABLE = new Set(['blink', 'wink', 'oscillate', 'glance']);
const MOVABLE = BEHAVIOURS.filter(({ shape }) => shape !== 'none');
/** Behaviours that portraits use most are drawn more often. */
const COMMON = [
  'blink',
  'breathe',
  'smile',
  'head-turn',
  'head-tilt',
  'nod',
  'glance',
  'look-side',
  'talk',
  'hair-sway',
  'wind',
  'push-in',
];

/** A random motion prompt in words, as people write them: for training data. */
export function trainingPrompt(random: Random): string {
  const count = Math.floor(random.uniform() * 5);
  const ordered = count > 1 && random.chance(0.25);
  const clauses = Array.from({ length: count }, () => clause(random));
  const limits = random.chance(0.35) ? [limit(random)] : [];
  return [clauses.join(ordered ? ', then ' : ', '), ...limits].filter((part) => part !== '').join(', ');
}

function clause(random: Random): string {
  const entry = random.chance(0.5) ? commonEntry(random) : pick(random, MOVABLE);
  const phrase = pick(random, entry.phrases);
  const parts = [pick(random, TEMPOS), pick(random, STRENGTHS), phrase];
  const sided = entry.side !== undefined || entry.effects.some(({ sided: side }) => side === 'toward');
  if (entry.side === 'needed' || (sided && random.chance(0.6)))
    parts.push(random.chance(0.5) ? 'left' : 'right');
  if (REPEATABLE.has(entry.shape) && random.chance(0.3)) parts.push(pick(random, COUNTS));
  if (random.chance(0.12)) parts.push(`after ${(0.2 * Math.floor(random.range(1, 10))).toFixed(1)} s`);
  return parts.filter((part) => part !== '').join(' ');
}

function commonEntry(random: Random): BehaviourEntry {
  const id = pick(random, COMMON);
  return MOVABLE.find((entry) => entry.id === id) ?? pick(random, MOVABLE);
}

function limit(random: Random): string {
  if (random.chance(0.5)) return pick(random, pick(random, LIMIT_ENTRIES).phrases);
  const big = random.chance(0.3) ? 'big ' : '';
  return `no ${big}${pick(random, commonEntry(random).phrases)}`;
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random.uniform() * list.length)];
}
