import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { type CommandLine, openCommandLine, PORTRAIT, portraitRun } from './support/command-line.ts';
import { samplePhotoFile, truncatedJpeg } from './support/photo-files.ts';

/** How the command line fails and stops: its messages, its exit codes, and what it leaves behind. */

let cli: CommandLine;
test.beforeAll(async () => {
  cli = await openCommandLine();
  await writeFile(cli.file('me.jpg'), samplePhotoFile('astronaut'));
});
test.afterAll(() => cli.remove());

const portrait = (out: string, ...more: string[]) => portraitRun(cli, 'me.jpg', out, more);

test('says that a clip without a workflow has none', async () => {
  const finished = await cli.run('run', cli.file('me.jpg'), '--out', cli.file('no.mp4'));
  expect(finished.stderr).toContain('carries no workflow');
  expect(finished.code).toBe(2);
});

test('exits with 2 for bad usage and bad workflows, before any browser starts', async () => {
  await writeFile(cli.file('broken.json'), '{ "kineograph": 1,');
  await writeFile(
    cli.file('evil.json'),
    '{"kineograph":1,"name":"x","nodes":{"__proto__":{"type":"crop@1"}},"outputs":[]}',
  );
  const cases: [string[], RegExp][] = [
    [[], /Usage/],
    [['run', '--out', 'a.mp4'], /missing required argument/],
    [['run', PORTRAIT], /--out/],
    [['run', PORTRAIT, '--out', cli.file('a.exe')], /ending "\.exe" is unknown/],
    [portrait('a.mp4', '--set', 'motion.seed=-3'), /motion\.seed=-3: it needs a number from 0/],
    [portrait('a.mp4', '--set', 'motion.nothing=3'), /no parameter "nothing"/],
    [portrait('a.mp4', '--timeout', 'soon'), /is no time/],
    [['run', cli.file('no-such.json'), '--out', cli.file('a.mp4')], /cannot be read/],
    [['run', cli.file('broken.json'), '--out', cli.file('a.mp4')], /not valid JSON/],
    [['validate', cli.file('evil.json')], /reserved name "__proto__"/],
  ];
  for (const [args, message] of cases) {
    const finished = await cli.run(...args);
    expect(`${finished.stderr}${finished.stdout}`).toMatch(message);
    expect(finished.code, args.join(' ')).toBe(2);
  }
});

test('exits with 3 when a node fails, naming it and the cure', async () => {
  await writeFile(cli.file('truncated.jpg'), truncatedJpeg());
  const run = (photo: string) =>
    cli.run('run', PORTRAIT, '--set', `photo.file=${photo}`, '--out', cli.file('failed.mp4'));
  const broken = await run(cli.file('truncated.jpg'));
  expect(broken.stderr).toMatch(/photo failed: .*ends in the middle.*fetch it again/);
  expect(broken.code).toBe(3);
  const faceless = await run('sample:coffee');
  expect(faceless.stderr).toMatch(/(faces|crop|landmarks) failed: .*face/);
  expect(faceless.code).toBe(3);
  expect(await readdir(cli.folder)).not.toContain('failed.mp4');
});

test('exits with 4 without a browser', async () => {
  const finished = await cli.run(...portrait('a.mp4', '--browser', '/no/such/chromium'));
  expect(finished.stderr).toMatch(/could not be started/);
  expect(finished.code).toBe(4);
});

test('stops cleanly on Ctrl-C: no browser, no file, no folder is left', async () => {
  const { child, finished } = cli.start(...portrait('stopped.mp4', '--json'));
  await new Promise<void>((started) => {
    child.stdout?.on('data', (part: Buffer) => part.includes('"started"') && started());
  });
  child.kill('SIGINT');
  expect((await finished).code).toBe(130);
  expect(await readdir(cli.temporary)).toEqual([]);
  expect((await readdir(cli.folder)).filter((name) => name.startsWith('stopped'))).toEqual([]);
  expect(await processesNaming(cli.temporary)).toEqual([]);
});

test('gives up after --timeout', async () => {
  const finished = await cli.run(...portrait('late.mp4', '--timeout', '1.5'));
  expect(finished.stderr).toContain('did not end within 1.5 s');
  expect(finished.code).toBe(3);
  expect(await readdir(cli.temporary)).toEqual([]);
});

test('lists the nodes and validates the templates', async () => {
  const listed = await cli.run('nodes', '--json');
  expect(JSON.parse(listed.stdout).map((node: { type: string }) => node.type)).toContain('animate');
  const checked = await cli.run('validate', PORTRAIT);
  expect(checked.stdout).toContain('valid, ');
  expect(checked.code).toBe(0);
});

/** Command lines of running processes that name this path. */
async function processesNaming(path: string): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(path));
}
