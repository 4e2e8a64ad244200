import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../src/cli/find-chromium.ts';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { createTransfer } from '../../src/cli/server/transfer-route.ts';
import { judge } from './judge.ts';

/**
 * Memory of the page while a long clip is rendered, looped and encoded in Chromium, all at once. The built app is
 * used. `npm run bench:memory` runs both clips of {@link CLIPS}, `npm run bench:memory -- [seconds] [frames per
 * second]` one of its own. The loop plays forwards and backwards, so that it is rendered too and not passed through;
 * the clip has twice the frames. What was reached so far is told now and then: a run of many minutes that is ended
 * early has not been for nothing.
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
const MB = 1e6;

interface MemoryWindow {
  readonly performance: Performance & { measureUserAgentSpecificMemory?(): Promise<{ bytes: number }> };
}

/** Bytes, at most so far. */
interface Peaks {
  page: number;
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
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-background-networking', '--no-first-run'],
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(`${server.url}headless.html`);
    await page.waitForFunction(() => 'kineographRun' in window);
    const started = performance.now();
    const job = await longClip(clip, transfer.accept(join(folder, 'clip')));
    const peaks = await peaksDuring(page, async () => {
      const reply = await page.evaluate((given) => window.kineographRun(given), job);
      if (!reply.ok || reply.result.outcome !== 'done')
        throw new Error(`the run did not end well: ${JSON.stringify(reply)}`);
    });
    tell(clip, peaks, (performance.now() - started) / 1000);
    if (peaks.page > clip.boundMb * MB) process.exitCode = 1;
  } finally {
    await context.close();
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function peaksDuring(page: Page, work: () => Promise<void>): Promise<Peaks> {
  const renderers = await rendererProcesses(page);
  const peaks: Peaks = { page: 0, process: 0 };
  const started = performance.now();
  let told = started;
  let isDone = false;
  const ended = work().finally(() => {
    isDone = true;
  });
  const measuring = (async () => {
    while (!isDone) peaks.page = Math.max(peaks.page, await pageBytes(page));
  })();
  while (!isDone) {
    peaks.process = Math.max(peaks.process, ...(await Promise.all(renderers.map(residentBytes))));
    if (performance.now() - told > TOLD_EVERY_MS) {
      told = performance.now();
      console.error(`after ${((told - started) / 1000).toFixed(0)} s: ${shown(peaks)}`);
    }
    await Promise.race([ended, new Promise((done) => setTimeout(done, SAMPLE_MS))]);
  }
  await ended;
  await measuring;
  return peaks;
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

/** JavaScript, shared buffers and WASM of the page and all its workers; 0 where the browser does not tell. */
function pageBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { performance } = window as MemoryWindow;
    return (await performance.measureUserAgentSpecificMemory?.())?.bytes ?? 0;
  });
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
