import { expect, it } from 'vitest';
import { compactPhrases } from './compact-phrases.ts';
import { moodWords, neverOf, stateOf } from './lexicon/entry.ts';

it('says a mood by its adjective', () => {
  expect(compactPhrases([...moodWords('sad', 'upset'), 'cry'])).toBe(
    'sad, upset (… look, expression, face, eyes), cry',
  );
});

it('joins parts that go with the same states, and names one way to forbid', () => {
  const parts = stateOf(['brow', 'eyebrow'], ['still', 'fixed', 'frozen']);
  expect(compactPhrases([...parts, ...neverOf(['change'], ['brow'])])).toBe(
    "brow, eyebrow: still, fixed, frozen; don't move brow, don't move eyebrow; don't change brow",
  );
});

it('leaves short lists as they are', () => {
  expect(compactPhrases(['no teeth', 'hide teeth'])).toBe('no teeth, hide teeth');
});
