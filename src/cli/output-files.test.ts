import { expect, it } from 'vitest';
import { outputFiles } from './output-files.ts';

it('numbers the files of a list before their ending', () => {
  expect(outputFiles('out.d/my.clip.mp4', 2)).toEqual(['out.d/my.clip-1.mp4', 'out.d/my.clip-2.mp4']);
});

it('keeps the name of a single result, and of a list of one', () => {
  expect(outputFiles('clip.mp4', 1)).toEqual(['clip.mp4']);
  expect(outputFiles('clip.mp4', undefined)).toEqual(['clip.mp4']);
});
