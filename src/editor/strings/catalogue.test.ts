import { afterEach, describe, expect, it } from 'vitest';
import { catalogue, speak } from './catalogue.ts';

const texts = catalogue('test', {
  greeting: 'Good day',
  group: { frames: (count: number) => `${count} frames` },
  empty: '',
});

afterEach(() => speak(undefined));

describe('a catalogue', () => {
  it('speaks English at first', () => {
    expect(texts.greeting).toBe('Good day');
    expect(texts.group.frames(2)).toBe('2 frames');
  });

  it('speaks what was loaded, also through groups that were read before', () => {
    const { group } = texts;
    speak({
      test: { greeting: 'Guten Tag', group: { frames: (count: number) => `${count} Bilder` }, empty: '' },
    });
    expect(texts.greeting).toBe('Guten Tag');
    expect(group.frames(2)).toBe('2 Bilder');
  });

  it('falls back to English where a language lacks a text or has another kind of it', () => {
    speak({ test: { group: { frames: 'Bilder' } } });
    expect(texts.greeting).toBe('Good day');
    expect(texts.group.frames(2)).toBe('2 frames');
  });

  it('marks every text in the pseudo-language, and makes it longer', () => {
    speak('pseudo');
    expect(texts.greeting).toMatch(/^⟦Góód dáý·+⟧$/);
    expect(texts.group.frames(3)).toMatch(/^⟦3 .+·+⟧$/);
    expect(texts.empty).toBe('');
  });

  it('can be listed like a plain object', () => {
    expect(Object.keys(texts)).toEqual(['greeting', 'group', 'empty']);
  });
});
