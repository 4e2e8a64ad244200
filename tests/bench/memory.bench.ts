import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../../src/cli/find-chromium.ts';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { createTransfer } from '../../src/cli/server/transfer-route.ts';

/**
 * Memory of the page while a long clip is rendered, looped and encoded in Chromium, all at once. The built app is
 * used: `npm run bench:memory -- [seconds] [frames per second]`. The loop plays
 * forwards and backwards, so that it is rendered too and not passed through; the clip has twice the frames.
 */
const DEFAULT_SECONDS = 10;
/** With both ways 718 frames: half a minute at 24 frames per second. */
const DEFAULT_FPS = 36;
const LONG_SIDE = 1920;
const BOUND_MB = 700;
const SAMPLE_MS = 500;
const MB = 1e6;

interface MemoryWindow {
  readonly performance: Performance & { measureUserAgentSpecificMemory?(): Promise<{ bytes: number }> };
}

const [seconds = DEFAULT_SECONDS, fps = DEFAULT_FPS] = process.argv.slice(2).map(Number);
const folder = await mkdtemp(join(tmpdir(), 'kineograph-memory-'));
const transfer = createTransfer();
const root = process.env.APP_ROOT ?? resolve(import.meta.dirname, '../../dist/app');
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
  const renderers = await rendererProcesses(page);
  const peaks = { page: 0, process: 0 };
  const started = performance.now();
  const work = longClip().then((job) => page.evaluate((given) => window.kineographRun(given), job));
  let isDone = false;
  const ended = work.finally(() => {
    isDone = true;
  });
  const measuring = (async () => {
    while (!isDone) peaks.page = Math.max(peaks.page, await pageBytes(page));
  })();
  while (!isDone) {
    peaks.process = Math.max(peaks.process, ...(await Promise.all(renderers.map(residentBytes))));
    await new Promise((done) => setTimeout(done, SAMPLE_MS));
  }
  const reply = await ended;
  await measuring;
  if (!reply.ok || reply.result.outcome !== 'done')
    throw new Error(`the run did not end well: ${JSON.stringify(reply)}`);
  const took = ((performance.now() - started) / 1000).toFixed(0);
  const say = (bytes: number) => `${(bytes / MB).toFixed(0)} MB`;
  console.log(
    `${seconds} s at ${fps} frames/s, there and back, ${(LONG_SIDE * 9) / 16} × ${LONG_SIDE}, in ${took} s`,
  );
  console.log(`page and its workers, peak   ${say(peaks.page)} (bound ${BOUND_MB} MB)`);
  console.log(`renderer process, resident   ${say(peaks.process)} (with the browser's own code)`);
  if (peaks.page > BOUND_MB * MB) process.exitCode = 1;
} finally {
  await context.close();
  await server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

async function longClip() {
  const path = resolve(import.meta.dirname, '../../workflows/blink-and-breathe.json');
  const document = JSON.parse(await readFile(path, 'utf8'));
  const { crop, motion, loop } = document.nodes;
  crop.params = { ...crop.params, aspect: '9:16', size: LONG_SIDE };
  motion.params = { ...motion.params, seconds, fps };
  loop.params = { ...loop.params, mode: 'ping-pong' };
  const uploadPaths = [transfer.accept(join(folder, 'clip'))];
  return { document, output: document.outputs[0], assets: [], uploadPaths };
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
