import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { createTransfer } from '../../src/cli/server/transfer-route.ts';
import type { RunEvent } from '../../src/runtime/events.ts';
import { type HeadlessSession, openHeadlessSession } from '../support/headless-session.ts';
import { judge } from './judge.ts';
import { holderLines, MB, type MemoryHolder, type MemoryMeasurement, measureMemory } from './page-memory.ts';

/**
 * Memory of the page while a long clip is rendered, looped and encoded in Chromium, all at once. The built app is
 * used. `npm run bench:memory` runs both clips of {@link CLIPS}, `npm run bench:memory -- [seconds] [frames per
 * second]` one of its own. The loop plays forwards and backwards, so that it is rendered too and not passed through;
 * the clip has twice the frames. What was reached so far is told now and then: a run of many minutes that is ended
 * early has not been for nothing. A browser that dies, or a run in which nothing happens any more, ends it.
 */
interface LongClip {
  /** Of the motion: the clip is twice as long. */
  readonly seconds: number;
  readonly fps: number;
  readonly boundMb: number;
}

const LONGEST_BOUND_MB = 700;
/** 238 frames and 718: as many as 10 s and 30 s of 24 frames have. */
const CLIPS: readonly LongClip[] = [
  { seconds: 5, fps: 24, boundMb: 600 },
  { seconds: 10, fps: 36, boundMb: LONGEST_BOUND_MB },
];
const PLAYED_FPS = 24;
const LONG_SIDE = 1920;
const SAMPLE_MS = 500;
const TOLD_EVERY_MS = 10_000;
/** Without an event of the run for so long nothing is to be waited for, ms. */
const SILENCE_MS = 300_000;

/** Bytes, at most so far. */
interface Peaks {
  page: number;
  /** Who held the page's bytes at their peak. */
  holders: readonly MemoryHolder[];
  process: number;
}

const [ownSeconds, ownFps = PLAYED_FPS] = process.argv.slice(2).map(Number);
const root = process.env.APP_ROOT ?? resolve(import.meta.dirname, '../../dist/app');
const clips = ownSeconds ? [{ seconds: ownSeconds, fps: ownFps, boundMb: LONGEST_BOUND_MB }] : CLIPS;
for (const clip of clips) await measure(clip);

async function measure(clip: LongClip): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-memory-'));
  const transfer = createTransfer();
  const server = await startAppServer({ root, port: 0, extraRoute: transfer.route });
  const session = await openHeadlessSession(join(folder, 'profile'), `${server.url}headless.html`);
  try {
    const started = performance.now();
    const job = await longClip(clip, transfer.accept(join(folder, 'clip')));
    const peaks = await peaksDuring(session, async () => {
      const reply = await session.page.evaluate((given) => window.kineographRun(given), job);
      if (!reply.ok || reply.result.outcome !== 'done')
        throw new Error(`the run did not end well: ${JSON.stringify(reply)}`);
    });
    tell(clip, peaks, (performance.now() - started) / 1000);
    if (peaks.page > clip.boundMb * MB) process.exitCode = 1;
  } finally {
    await session.kill();
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** @throws {Error} when the work fails, the browser or its page dies, or nothing happens any more */
async function peaksDuring(session: HeadlessSession, work: () => Promise<void>): Promise<Peaks> {
  const { page } = session;
  const renderers = await rendererProcesses(page);
  const peaks: Peaks = { page: 0, holders: [], process: 0 };
  const started = performance.now();
  const since = () => ((performance.now() - started) / 1000).toFixed(0);
  let told = started;
  let isDone = false;
  const ended = Promise.race([work(), death(session, () => `after ${since()} s, with ${shown(peaks)}`)]);
  ended
    .catch(() => undefined)
    .finally(() => {
      isDone = true;
    });
  const measuring = (async () => {
    while (!isDone) notePage(peaks, await measureMemory(page));
  })().catch(() => undefined);
  while (!isDone) {
    peaks.process = Math.max(peaks.process, ...(await Promise.all(renderers.map(residentBytes))));
    if (performance.now() - told > TOLD_EVERY_MS) {
      told = performance.now();
      console.error(`after ${since()} s: ${progress(session.events)}; ${shown(peaks)}`);
    }
    await Promise.race([ended.catch(() => undefined), new Promise((done) => setTimeout(done, SAMPLE_MS))]);
  }
  await ended;
  await measuring;
  return peaks;
}

/** Never resolves; rejects when there is nothing left to wait for. @param when for the message */
function death({ page, events, ended }: HeadlessSession, when: () => string): Promise<never> {
  return new Promise((_resolve, reject) => {
    const die = (what: string) => reject(new Error(`${what} ${when()}`));
    page.once('crash', () => die('The page crashed'));
    page.once('close', () => die('The page was closed'));
    void ended.then((how) => die(`The browser ended (${how})`));
    let seen = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      if (events.length > seen) last = performance.now();
      seen = events.length;
      if (performance.now() - last > SILENCE_MS) die(`Nothing was heard for ${SILENCE_MS / 1000} s,`);
    }, SAMPLE_MS);
    timer.unref();
  });
}

/** How far each node that works has come. */
function progress(events: readonly RunEvent[]): string {
  const fractions = new Map<string, number>();
  for (const event of events) {
    if (event.kind === 'progress') fractions.set(event.node, event.fraction);
    if (event.kind === 'committed') fractions.delete(event.node);
  }
  return [...fractions].map(([node, fraction]) => `${node} ${(fraction * 100).toFixed(0)} %`).join(', ');
}

function shown({ page, process }: Peaks): string {
  const say = (bytes: number) => `${(bytes / MB).toFixed(0)} MB`;
  return `page and its workers ${say(page)}, renderer process ${say(process)} with the browser's own code`;
}

function tell({ seconds, fps, boundMb }: LongClip, peaks: Peaks, took: number): void {
  const frames = 2 * seconds * fps - 2;
  const size = `${(LONG_SIDE * 9) / 16} × ${LONG_SIDE}`;
  console.log(
    `${frames} frames of ${size} (${(frames / PLAYED_FPS).toFixed(0)} s) in ${took.toFixed(0)} s; peaks: ${shown(peaks)}`,
  );
  for (const line of holderLines({ breakdown: peaks.holders })) console.log(line);
  judge(`memory of a clip of ${(frames / PLAYED_FPS).toFixed(0)} s, MB`, peaks.page / MB, {
    atMost: boundMb,
  });
}

async function longClip({ seconds, fps }: LongClip, uploadPath: string) {
  const path = resolve(import.meta.dirname, '../../workflows/blink-and-breathe.json');
  const document = JSON.parse(await readFile(path, 'utf8'));
  const { crop, motion, loop } = document.nodes;
  crop.params = { ...crop.params, aspect: '9:16', size: LONG_SIDE };
  motion.params = { ...motion.params, seconds, fps };
  loop.params = { ...loop.params, mode: 'ping-pong' };
  return { document, output: document.outputs[0], assets: [], uploadPaths: [uploadPath] };
}

function notePage(peaks: Peaks, measured: MemoryMeasurement | undefined): void {
  if (!measured || measured.bytes <= peaks.page) return;
  peaks.page = measured.bytes;
  peaks.holders = measured.breakdown;
}

/** Ids of the processes that show pages; the app's page is in one of them, with all its workers. */
async function rendererProcesses(page: Page): Promise<number[]> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/** Linux tells; elsewhere 0. */
async function residentBytes(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
}
