import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEXICON } from './lexicon.ts';
import { channelRange } from './limits.ts';
import { MODIFIERS } from './modifiers.ts';
import { parsePrompt } from './parse-prompt.ts';
import { summarise } from './summarise.fixture.ts';
import { LONGEST_PROMPT } from './warnings.ts';

const GOLDEN: readonly (readonly [string, string])[] = JSON.parse(
  readFileSync(new URL('./golden-prompts.fixture.json', import.meta.url), 'utf8'),
);

const words = LEXICON.flatMap((entry) => entry.phrases);
const glue = [
  ', ',
  '; ',
  ' and ',
  ' then ',
  ' while ',
  '. ',
  ' ',
  ' no ',
  ' without ',
  ' keep ',
  ' not ',
  ', or ',
  ' left ',
  ' her right ',
  ' after 1 s ',
  ' twice ',
  ' for 2 seconds ',
];
const anyPrompt = fc
  .array(
    fc.tuple(
      fc.constantFrom(...glue),
      fc.constantFrom(...MODIFIERS.map((entry) => entry.words), ''),
      fc.constantFrom(...words, 'zorb', '7', ''),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.map(([join, modifier, phrase]) => `${join}${modifier} ${phrase}`).join(''));

describe('parsePrompt', () => {
  it.each(GOLDEN)('%s', (text, understood) => {
    expect(summarise(parsePrompt(text))).toBe(understood);
  });

  it('understands every phrase of the lexicon as its own entry', () => {
    for (const entry of LEXICON) {
      for (const phrase of entry.phrases) {
        const prompt = parsePrompt(
          entry.kind === 'behaviour' && entry.side === 'needed' ? `${phrase} left` : phrase,
        );
        const unknown = prompt.chips.filter(({ kind }) => kind === 'unknown');
        expect([phrase, unknown]).toEqual([phrase, []]);
        if (entry.kind === 'behaviour') {
          expect([phrase, prompt.intents.map(({ behaviour }) => behaviour)]).toEqual([phrase, [entry.id]]);
        } else if (entry.kind === 'limit') {
          expect([phrase, prompt.limits.length > 0, prompt.intents]).toEqual([phrase, true, []]);
        }
      }
    }
  });

  it.each(['blink', 'blinks', 'blinked', 'blinking', 'Blinking', 'BLINKS'])('knows %s', (word) => {
    expect(parsePrompt(word).intents).toMatchObject([{ behaviour: 'blink' }]);
  });

  it('puts chips exactly on their words', () => {
    const text = 'Subtle blink, then wobbel; "no head movement" for 3 seconds';
    const chips = parsePrompt(text).chips.map(({ start, end, kind }) => [text.slice(start, end), kind]);
    expect(chips).toEqual([
      ['Subtle blink', 'intent'],
      ['wobbel', 'unknown'],
      ['no head movement', 'limit'],
      ['for 3 seconds', 'setting'],
    ]);
  });

  it('suggests the nearest phrase for a misspelt word', () => {
    const suggestions = (text: string) => parsePrompt(text).chips.map(({ suggestion }) => suggestion);
    expect(suggestions('smlie')).toEqual(['smile']);
    expect(suggestions('brethe')).toEqual(['breathe']);
    expect(suggestions('xqzzw')).toEqual([undefined]);
  });

  it('never throws and keeps chips in order, apart and inside the text, whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(anyPrompt, fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 })),
        (text) => {
          const prompt = parsePrompt(text);
          let end = 0;
          for (const chip of prompt.chips) {
            expect(chip.start).toBeGreaterThanOrEqual(end);
            expect(chip.end).toBeGreaterThan(chip.start);
            end = chip.end;
          }
          expect(end).toBeLessThanOrEqual(text.length);
          for (const limit of prompt.limits) {
            expect(limit.min).toBeLessThanOrEqual(0);
            expect(limit.max).toBeGreaterThanOrEqual(0);
          }
          for (const intent of prompt.intents) {
            expect(Number.isFinite(intent.amount)).toBe(true);
            expect(intent.speed).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('shows every word: as part of a chip, or as a small word that carries nothing', () => {
    const text = 'the quixotic woman blinks slowly beyond compare and glorps';
    const shown = parsePrompt(text).chips.map(({ start, end }) => text.slice(start, end));
    expect(shown).toEqual(['quixotic', 'blinks slowly', 'beyond', 'compare', 'glorps']);
  });

  it('reads at most a thousand characters', () => {
    const prompt = parsePrompt('very slightly turn her head slowly to the left and '.repeat(4000));
    expect(prompt.warnings.map(({ code }) => code)).toContain('prompt-cut');
    expect(Math.max(...prompt.chips.map(({ end }) => end))).toBeLessThanOrEqual(LONGEST_PROMPT);
  });

  it('orders intensity: barely < subtle < gentle < natural < noticeable < strong', () => {
    const words = ['barely', 'subtle', 'gentle', 'natural', 'noticeable', 'strong'];
    for (const phrase of ['smile', 'head turn', 'push in', 'breathing', 'wind']) {
      const amounts = words.map((word) => parsePrompt(`${word} ${phrase}`).intents[0].amount);
      expect(amounts).toEqual([...amounts].sort((a, b) => a - b));
      expect(new Set(amounts).size).toBe(words.length);
    }
  });

  it('lets the strictest of several limits win', () => {
    const { limits } = parsePrompt('no big smile, no teeth, mouth closed, keep face the same');
    expect(channelRange(limits, 'mouth.smileLeft')).toEqual({ min: 0, max: 0.2 });
    expect(channelRange(limits, 'jaw.open')).toEqual({ min: 0, max: 0 });
  });

  it('holds groups of channels: camera, head, everything', () => {
    expect(channelRange(parsePrompt('background still').limits, 'camera.zoom')).toEqual({ min: 0, max: 0 });
    expect(channelRange(parsePrompt('no head movement').limits, 'head.roll')).toEqual({ min: 0, max: 0 });
    expect(channelRange(parsePrompt('everything still').limits, 'hair.sway')).toEqual({ min: 0, max: 0 });
  });
});

describe('warnings', () => {
  const codes = (text: string, facts = {}) => parsePrompt(text, facts).warnings.map(({ code }) => code);

  it.each([
    ['wide smile and turn head', 'smile-and-turn'],
    ['laugh', 'open-mouth'],
    ['smile, nod, push in', 'too-much-at-once'],
    ['push in, pull back', 'push-and-pull'],
    ['static camera, pan left', 'static-and-camera'],
    ['look left, turn head right', 'gaze-against-turn'],
    ['eyes closed, look left', 'closed-eyes-and-gaze'],
    ['look over shoulder', 'wide-turn'],
    ['strong wind', 'strong-wind'],
    ['blink for 1 second, 6 seconds', 'long-take'],
    ['water ripples', 'not-moved-water'],
    ['wave hand', 'not-moved-hands'],
    ['smile, no smile', 'limit-stops-smile'],
    ['the cat blinks', 'animal'],
  ])('%s → %s', (text, code) => {
    expect(codes(text)).toContain(code);
  });

  it('warns about what the photo cannot give', () => {
    expect(codes('wind', { hasHair: false })).toContain('no-hair');
    expect(codes('blink', { faceCount: 0 })).toContain('no-face');
    expect(codes('push in', { faceCount: 0 })).not.toContain('no-face');
    expect(codes('blink', { faceCount: 3 })).toContain('several-faces');
    expect(codes('blink', { faceWidth: 90 })).toContain('small-face');
    expect(codes('blink', { pose: { yaw: -40, pitch: 0, roll: 0 } })).toContain('profile');
    expect(codes('turn head left', { pose: { yaw: -22, pitch: 0, roll: 0 } })).toContain('turned-face');
    expect(codes('blink', { pose: { yaw: -22, pitch: 0, roll: 0 } })).not.toContain('turned-face');
    expect(codes('blink', { eyesClosed: true })).toContain('shut-eyes');
    expect(codes('smile', { eyesClosed: true })).not.toContain('shut-eyes');
    expect(codes('open mouth', { mouthClosed: false })).not.toContain('open-mouth');
  });

  it('is silent about the prompts of the templates', () => {
    for (const text of [
      'natural blink, subtle head turn, gentle breathing',
      'soft blink, gentle breathing, no head movement, keep mouth closed',
      'natural blink, hair sways gently, calm breathing, background still',
      'gentle push in, slow orbit',
    ]) {
      expect(parsePrompt(text, { faceCount: 1, faceWidth: 300, hasHair: true }).warnings).toEqual([]);
    }
  });
});
