import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { videoFacts } from './support/clip-file.ts';
import { type CommandLine, eventsOf, openCommandLine, PARALLAX, PORTRAIT } from './support/command-line.ts';
import { greyPhoto, groupPhoto, smallFacePhoto, turnedPhoto } from './support/photo-files.ts';

/** Photos as people have them, through the whole workflow. */
test.describe.configure({ mode: 'serial' });

/** The shortest clip is enough to see that a photo makes it through every stage; the sampler's take at least 2 s. */
const SHORTEST_SECONDS: Readonly<Record<string, number>> = { [PORTRAIT]: 2, [PARALLAX]: 1 };

let cli: CommandLine;
test.beforeAll(async () => {
  cli = await openCommandLine();
});
test.afterAll(() => cli.remove());

async function animate(workflow: string, photo: string, out: string, ...more: string[]) {
  const seconds = SHORTEST_SECONDS[workflow]!;
  const args = [
    'run',
    workflow,
    '--set',
    `photo.file=${photo}`,
    '--set',
    `motion.seconds=${seconds}`,
    '--json',
  ];
  const finished = await cli.run(...args, '--out', cli.file(out), '--profile', cli.file('profile'), ...more);
  expect(finished.code, finished.stderr).toBe(0);
  const facts = await videoFacts(await readFile(cli.file(out)));
  expect(facts.frames).toBe(24 * seconds);
  return { finished, facts, bytes: await readFile(cli.file(out)) };
}

for (const [name, make] of [
  ['turned.jpg', turnedPhoto],
  ['small-face.jpg', smallFacePhoto],
  ['grey.jpg', greyPhoto],
] as const) {
  test(`animates ${name}`, async () => {
    await writeFile(cli.file(name), make());
    const { facts } = await animate(PORTRAIT, cli.file(name), `${name}.mp4`);
    expect(facts).toMatchObject({ codec: 'avc', width: 512, height: 512 });
  });
}

test('says the real resolution of a small face', async () => {
  const { finished } = await animate(PORTRAIT, cli.file('small-face.jpg'), 'small-again.mp4');
  const notices = eventsOf(finished).flatMap((event) =>
    (event.kind === 'committed' || event.kind === 'cached') && event.node === 'crop' ? event.notices : [],
  );
  expect(notices.join(' ')).toMatch(/Enlarged .* real pixels/);
});

test('takes the largest face of a group, or another one', async () => {
  await writeFile(cli.file('group.jpg'), groupPhoto());
  const largest = await animate(PORTRAIT, cli.file('group.jpg'), 'largest.mp4');
  const second = await animate(PORTRAIT, cli.file('group.jpg'), 'second.mp4', '--set', 'faces.index=1');
  expect(largest.bytes.equals(second.bytes)).toBe(false);
});

for (const sample of ['chelsea', 'coffee']) {
  test(`moves a camera through ${sample}, which has no face`, async () => {
    await animate(PARALLAX, `sample:${sample}`, `${sample}.mp4`);
  });
}
