import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MeasuredClips } from './measured-clips.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'measured-clips-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('goes on where an interrupted table stood, at the same state only', () => {
  const file = join(folder, 'clips.jsonl');
  const first = new MeasuredClips(file, '512 px, animate 1');
  expect(first.get('a', 'blink')).toBeUndefined();
  first.add({ photo: 'a', prompt: 'blink', measures: new Map([['seam', 0.5]]) });
  first.add({ photo: 'a', prompt: 'nod', measures: new Map(), problem: 'out of order' });
  appendFileSync(file, '{"photo":"b","prom');

  const again = new MeasuredClips(file, '512 px, animate 1');
  expect(again.get('a', 'blink')?.measures.get('seam')).toBe(0.5);
  expect(again.get('a', 'nod')).toBeUndefined();
  expect(new MeasuredClips(file, '512 px, animate 2').get('a', 'blink')).toBeUndefined();
});
