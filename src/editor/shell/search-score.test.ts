import { expect, it } from 'vitest';
import { rankGroups, searchScore } from './search-score.ts';

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

it('puts the group with the best name first, whatever order the groups have', () => {
  const groups = [
    { heading: 'nodes', choices: [{ name: 'Keyframes', keywords: ['timeline'] }, { name: 'Text' }] },
    { heading: 'commands', choices: [{ name: 'Show or hide the run timeline' }, { name: 'Undo' }] },
  ];
  const named = (search: string) =>
    rankGroups(groups, search).map(({ heading, choices }) => [heading, ...choices.map(({ name }) => name)]);
  expect(named('timeline')).toEqual([
    ['commands', 'Show or hide the run timeline'],
    ['nodes', 'Keyframes'],
  ]);
  expect(named('nothing of that kind')).toEqual([]);
  expect(rankGroups(groups, ' ')).toBe(groups);
});
