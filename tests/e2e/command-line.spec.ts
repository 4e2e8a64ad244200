import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { gifFrames, videoFacts, webpFrames } from './support/clip-file.ts';
import {
  type CommandLine,
  computedNodes,
  eventsOf,
  openCommandLine,
  portraitRun,
} from './support/command-line.ts';
import { samplePhotoFile } from './support/photo-files.ts';

/** The command line on the default workflow: what it writes, and that it repeats. */
test.describe.configure({ mode: 'serial' });

let cli: CommandLine;
test.beforeAll(async () => {
  cli = await openCommandLine();
  await writeFile(cli.file('me.jpg'), samplePhotoFile('astronaut'));
});
test.afterAll(() => cli.remove());

const portrait = (out: string, ...more: string[]) => portraitRun(cli, 'me.jpg', out, more);

test('writes an H.264 clip of 72 frames at 24 fps, 512 px square', async () => {
  const finished = await cli.run(...portrait('clip.mp4', '--profile', cli.file('profile'), '--json'));
  expect(finished.stderr).toContain('wrote ');
  expect(finished.code).toBe(0);
  const events = eventsOf(finished);
  expect(events.at(0)?.kind).toBe('run-started');
  expect(events.at(-1)).toMatchObject({ kind: 'written' });
  const facts = await videoFacts(await readFile(cli.file('clip.mp4')));
  expect(facts).toMatchObject({ codec: 'avc', width: 512, height: 512, frames: 72 });
  expect(facts.rate).toBeCloseTo(24, 1);
});

test('gives the same bytes again, in a fresh browser without anything cached', async () => {
  const finished = await cli.run(...portrait('same.mp4'));
  expect(finished.code, finished.stderr).toBe(0);
  expect(await sameBytes('same.mp4', 'clip.mp4')).toBe(true);
});

for (const [name, count] of [
  ['clip.gif', async (bytes: Buffer) => gifFrames(bytes)],
  ['clip.webp', async (bytes: Buffer) => webpFrames(bytes)],
  ['clip.webm', async (bytes: Buffer) => (await videoFacts(bytes)).frames],
] as const) {
  test(`writes ${name} and computes nothing but the encoding`, async () => {
    const finished = await cli.run(...portrait(name, '--profile', cli.file('profile'), '--json'));
    expect(finished.code, finished.stderr).toBe(0);
    expect(computedNodes(finished)).toEqual(['encode']);
    // Encoders of pictures may join frames that are equal.
    const frames = await count(await readFile(cli.file(name)));
    expect(frames).toBeGreaterThan(60);
    expect(frames).toBeLessThanOrEqual(72);
  });
}

test('reads the workflow back from a clip and repeats it', async () => {
  const finished = await cli.run('run', cli.file('clip.mp4'), '--out', cli.file('again.mp4'));
  expect(finished.code, finished.stderr).toBe(0);
  expect(await sameBytes('again.mp4', 'clip.mp4')).toBe(true);
});

test('changes a clip that is its own workflow', async () => {
  const args = ['run', cli.file('clip.gif'), '--set', 'motion.seed=8', '--out', cli.file('other.mp4')];
  const finished = await cli.run(...args, '--profile', cli.file('profile'), '--json');
  expect(finished.code, finished.stderr).toBe(0);
  expect(computedNodes(finished)).toEqual(['animate', 'encode', 'loop', 'motion']);
  expect(await sameBytes('other.mp4', 'clip.mp4')).toBe(false);
});

async function sameBytes(a: string, b: string): Promise<boolean> {
  return (await readFile(cli.file(a))).equals(await readFile(cli.file(b)));
}
