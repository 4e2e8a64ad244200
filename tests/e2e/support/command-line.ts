import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RunEvent } from '../../../src/runtime/events.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const BIN = join(ROOT, 'bin/kineograph.js');

export const TEMPLATES = join(ROOT, 'workflows');
/** The workflow of the acceptance runs. */
export const PORTRAIT = join(TEMPLATES, 'living-portrait.json');
export const PARALLAX = join(TEMPLATES, 'parallax-still.json');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line with a home, cache and temporary folder of its own. */
export interface CommandLine {
  readonly folder: string;
  /** Folder that the command uses for temporary files. */
  readonly temporary: string;
  file(name: string): string;
  run(...args: readonly string[]): Promise<Finished>;
  start(...args: readonly string[]): { child: ChildProcess; finished: Promise<Finished> };
  remove(): Promise<void>;
}

export async function openCommandLine(): Promise<CommandLine> {
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-cli-'));
  const temporary = join(folder, 'tmp');
  await mkdir(temporary);
  const start = (...args: readonly string[]) => {
    const env = {
      ...process.env,
      XDG_CACHE_HOME: join(folder, 'cache'),
      TMPDIR: temporary,
      KINEOGRAPH_SKIP_BUILD: '1',
    };
    const child = spawn(process.execPath, [BIN, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (part: Buffer) => {
      stdout += part.toString('utf8');
    });
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString('utf8');
    });
    const finished = new Promise<Finished>((done) => {
      child.once('close', (code) => done({ code, stdout, stderr }));
    });
    return { child, finished };
  };
  return {
    folder,
    temporary,
    file: (name) => join(folder, name),
    start,
    run: (...args) => start(...args).finished,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/** Events that `--json` wrote: one JSON object a line. @throws when a line is none */
export function eventsOf({
  stdout,
}: Finished): (RunEvent | { kind: 'written'; file: string; bytes: number })[] {
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** Nodes that were computed, not taken from the cache. */
export function computedNodes(finished: Finished): string[] {
  return eventsOf(finished)
    .flatMap((event) => (event.kind === 'committed' ? [event.node] : []))
    .sort();
}

/** Arguments that animate a photo of the command line's folder with the acceptance workflow. */
export const portraitRun = (cli: CommandLine, photo: string, out: string, more: readonly string[]) => [
  'run',
  PORTRAIT,
  '--set',
  `photo.file=${cli.file(photo)}`,
  '--out',
  cli.file(out),
  ...more,
];
