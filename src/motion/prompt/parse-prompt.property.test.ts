import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNEL_NAMES, CHANNELS } from '../channels.ts';
import type { BehaviourEntry } from './lexicon/entry.ts';
import { BEHAVIOURS, LEXICON } from './lexicon.ts';
import { channelRange } from './limits.ts';
import { FILLERS, MODIFIERS, PASSED_OVER } from './modifiers.ts';
import { parsePrompt } from './parse-prompt.ts';
import { summarise } from './summarise.fixture.ts';
import { LONGEST_PROMPT } from './warnings.ts';

const INTENSITIES = ['barely', 'subtle', 'gentle', 'natural', 'noticeable', 'strong'];
const NEGATIONS = ['no', 'without', 'avoid', "don't", 'never', 'without any'];

/** A phrase of a behaviour that is complete by itself. */
const phraseOf = (entry: BehaviourEntry): fc.Arbitrary<string> =>
  fc.constantFrom(...entry.phrases).map((phrase) => (entry.side === 'needed' ? `${phrase} left` : phrase));
const asked = BEHAVIOURS.filter(({ shape, id }) => shape !== 'none' && id !== 'look-camera');
const someBehaviours = (least: number) =>
  fc.uniqueArray(fc.constantFrom(...asked), { minLength: least, maxLength: 5, selector: ({ id }) => id });
const anyWord = fc.oneof(
  fc.constantFrom(...LEXICON.flatMap(({ phrases }) => phrases)),
  fc.constantFrom(...MODIFIERS.map(({ words }) => words)),
  fc.constantFrom(...FILLERS, ...PASSED_OVER),
  fc.constantFrom('no', "don't", 'keep', 'except', 'but', 'and', 'then', 'or', ',', '.', 'left', 'her right'),
  fc.constantFrom('after 1 s', 'twice', '3 times', '4k', 'for 2 seconds', 'at the end', '6 degrees', 'half'),
  fc.string({ maxLength: 12 }),
);
const anyPrompt = fc.array(anyWord, { maxLength: 40 }).map((parts) => parts.join(' '));

describe('any prompt', () => {
  it('is read without throwing, into amounts, tempos and times that can be simulated', () => {
    fc.assert(
      fc.property(anyPrompt, (text) => {
        const prompt = parsePrompt(text);
        for (const { amount, speed, count = 1, at = 0, lasts = 1, every = 1, step = 0 } of prompt.intents) {
          expect(Number.isFinite(amount) && amount >= 0).toBe(true);
          expect(speed).toBeGreaterThan(0);
          expect(Number.isInteger(count) && count >= 1 && count <= 20).toBe(true);
          expect(at >= 0 && lasts >= 0 && every > 0).toBe(true);
          expect(Number.isInteger(step) && step >= 0).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives limits that agree: one per name, with rest inside and the channel around', () => {
    fc.assert(
      fc.property(anyPrompt, (text) => {
        const { limits } = parsePrompt(text);
        const names = limits.map(({ channel }) => channel);
        expect(names).toEqual([...new Set(names)]);
        for (const channel of CHANNEL_NAMES) {
          const { min, max } = channelRange(limits, channel);
          expect([channel, min <= 0 && max >= 0]).toEqual([channel, true]);
          expect(min >= CHANNELS[channel].min && max <= CHANNELS[channel].max).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is read alike whatever its case, spacing and final stop', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...asked).chain(phraseOf), { minLength: 1, maxLength: 4 }),
        (phrases) => {
          const text = phrases.join(', ');
          const understood = summarise(parsePrompt(text));
          expect(summarise(parsePrompt(text.toUpperCase()))).toBe(understood);
          expect(summarise(parsePrompt(`  ${text.replaceAll(' ', '   ')} . `))).toBe(understood);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('ends where it stops being read: work does not grow beyond', () => {
    const endless = fc
      .array(fc.constantFrom('very', 'the', 'to', 'left', 'slowly', 'hair', 'turn', 'eyes', 'no', 'back'), {
        minLength: 200,
        maxLength: 600,
      })
      .map((words) => words.join(' ').padEnd(LONGEST_PROMPT + 500, ' turn'));
    fc.assert(
      fc.property(endless, (text) => {
        const { intents, limits, chips } = parsePrompt(text);
        const read = parsePrompt(text.slice(0, LONGEST_PROMPT));
        expect({ intents, limits, chips }).toEqual({
          intents: read.intents,
          limits: read.limits,
          chips: read.chips,
        });
      }),
      { numRuns: 30 },
    );
  });
});

describe('clauses', () => {
  it('mean the same in any order, when none of them says "then"', () => {
    fc.assert(
      fc.property(
        someBehaviours(2).chain((entries) => fc.tuple(...entries.map(phraseOf))),
        fc.constantFrom(', ', '; ', '. '),
        (phrases, glue) => {
          const sorted = (parts: readonly string[]) => {
            const { intents, limits } = parsePrompt(parts.join(glue));
            return [...intents].sort((a, b) => (a.behaviour < b.behaviour ? -1 : 1)).concat(limits as never);
          };
          expect(sorted([...phrases].reverse())).toEqual(sorted(phrases));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are steps when joined by "then", in the order of the text', () => {
    fc.assert(
      fc.property(
        someBehaviours(2).chain((entries) => fc.tuple(...entries.map(phraseOf))),
        (phrases) => {
          const { intents } = parsePrompt(phrases.join(', then '));
          expect(intents.map(({ step }) => step)).toEqual(phrases.map((_, i) => i));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keep their own count and time', () => {
    const counted = asked.filter(({ shape }) => ['hold', 'oscillate', 'glance', 'blink'].includes(shape));
    fc.assert(
      fc.property(
        fc.constantFrom(...counted).chain((entry) => fc.tuple(fc.constant(entry), phraseOf(entry))),
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 8 }),
        ([entry, phrase], times, at) => {
          const [intent] = parsePrompt(`${phrase} ${times} times after ${at} s, breathing`).intents;
          expect(intent).toMatchObject({ behaviour: entry.id, count: times, at });
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('negation', () => {
  const bounded = asked.filter(({ effects, off }) => (off?.length ?? effects.length) > 0);

  it('asks for nothing and holds what the phrase would move, however it is said', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bounded).chain((entry) => fc.tuple(fc.constant(entry), phraseOf(entry))),
        fc.constantFrom(...NEGATIONS),
        ([entry, phrase], negation) => {
          const { intents, limits } = parsePrompt(`${negation} ${phrase}`);
          expect([phrase, intents]).toEqual([phrase, []]);
          for (const { channel, gain, coupled } of entry.effects) {
            if (coupled || gain === 0) continue;
            const range = channelRange(limits, channel);
            const left = Math.abs(gain > 0 ? range.max : range.min);
            const natural = entry.unit === 'per minute' ? 0 : entry.base * Math.abs(gain);
            expect([phrase, channel, left <= 0.6 * natural]).toEqual([phrase, channel, true]);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('wins over asking for the same, with a warning', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bounded).chain((entry) => fc.tuple(fc.constant(entry), phraseOf(entry))),
        ([entry, phrase]) => {
          const prompt = parsePrompt(`${phrase}. no ${phrase}`);
          expect(prompt.limits.length).toBeGreaterThan(0);
          const capped =
            entry.off?.some(({ min, max }) => min !== 0 && max !== 0) || entry.id === 'show-teeth';
          if (!capped) expect(prompt.warnings.map(({ code }) => code)).toContain(`limit-stops-${entry.id}`);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('intensity', () => {
  it('orders every behaviour: barely, subtle, gentle, natural, noticeable, strong', () => {
    for (const entry of asked.filter(
      ({ base, manner, least }) => base > 0 && !manner && least === undefined,
    )) {
      const phrase = entry.side === 'needed' ? `${entry.label} left` : entry.label;
      const amounts = INTENSITIES.map((word) => {
        const { intents } = parsePrompt(
          `${word} ${entry.phrases.includes(entry.label) ? phrase : entry.phrases[0]}`,
        );
        return intents.find(({ behaviour }) => behaviour === entry.id)?.amount ?? Number.NaN;
      });
      const rising = amounts.every((amount, i) => i === 0 || amount > amounts[i - 1]);
      expect([entry.id, amounts, rising]).toEqual([entry.id, amounts, true]);
    }
  });

  it('says how, not how far, where a movement is all or nothing', () => {
    for (const entry of asked.filter(({ manner }) => manner)) {
      expect(parsePrompt(`gently ${entry.phrases[0]}`).intents[0].amount).toBe(entry.base);
      expect(parsePrompt(`slightly ${entry.phrases[0]}`).intents[0].amount).toBeLessThan(entry.base);
    }
  });
});
