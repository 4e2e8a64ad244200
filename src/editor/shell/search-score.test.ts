import { expect, it } from 'vitest';
import { searchScore } from './search-score.ts';

const best = (search: string) =>
  [
    { name: 'Encode', keywords: ['mp4', 'new format'] },
    { name: 'New', keywords: [] },
    { name: 'Run to here', keywords: [] },
    { name: 'Run', keywords: [] },
    { name: 'Tidy layout', keywords: [] },
  ]
    .map(({ name, keywords }) => ({ name, score: searchScore(name, search, keywords) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ name }) => name);

it('puts the exact name first, then names that begin so, then keywords', () => {
  expect(best('new')).toEqual(['New', 'Encode']);
  expect(best('run')).toEqual(['Run', 'Run to here']);
  expect(best('mp4')).toEqual(['Encode']);
});

it('finds words in any order and nothing by scattered letters', () => {
  expect(best('lay tid')).toEqual(['Tidy layout']);
  expect(best('ecd')).toEqual([]);
});
