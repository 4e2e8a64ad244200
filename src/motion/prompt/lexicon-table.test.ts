import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../channels.ts';
import { BEHAVIOURS, LEXICON } from './lexicon.ts';
import { lexiconTable } from './lexicon-table.ts';

describe('the lexicon', () => {
  it('is published as it is: run `npx tsx scripts/write-lexicon-table.ts` after a change', async () => {
    const published = await readFile(new URL('../../../docs/motion-prompt.md', import.meta.url), 'utf8');
    expect(published).toBe(lexiconTable());
  });

  it('names every behaviour and every phrase once', () => {
    const ids = LEXICON.map(({ id }) => id);
    const phrases = LEXICON.flatMap((entry) => entry.phrases);
    expect(ids).toEqual([...new Set(ids)]);
    expect(phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index)).toEqual([]);
  });

  it('keeps natural amounts inside the channels, look over shoulder apart', () => {
    for (const entry of BEHAVIOURS.filter(
      ({ id, unit }) => id !== 'look-over-shoulder' && unit !== 'per minute',
    )) {
      for (const { channel, gain } of entry.effects) {
        const { min, max } = CHANNELS[channel];
        expect([entry.id, entry.base * gain <= max, entry.base * gain >= min]).toEqual([
          entry.id,
          true,
          true,
        ]);
      }
    }
  });
});
