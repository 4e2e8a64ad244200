import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { CHROMIUM_TEST_FLAGS } from '../../scripts/chromium-test-flags.ts';
import { appRoot } from '../../src/cli/app-root.ts';
import { findChromium } from '../../src/cli/find-chromium.ts';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { NODE_WIDTH, nodeHeight } from '../../src/editor/canvas/node-size.ts';
import { NODE_DECLARATIONS } from '../../src/nodes/index.ts';
import type { WorkflowDocument } from '../../src/runtime/document.ts';
import { NodeRegistry } from '../../src/runtime/registry.ts';
import { drive, type Gesture } from './canvas/drive.ts';
import { type BareGraph, copies } from './canvas/graph.ts';
import { median } from './processor-time.ts';

/**
 * How smoothly the canvas of the built app (`npm run build` first) follows the hand: 200 nodes near, 1,000 zoomed out;
 * beside it the bare library with the same graph, in the same place of a window of the same size, in turns. Frames are
 * counted as the screen shows them, and beside them stands the processor time of the page's own thread per frame, which
 * other programs disturb less. Then how soon the editor can be used, and how much JavaScript that takes.
 * `node --import tsx tests/bench/canvas.bench.ts [rounds]`
 */
const ROUNDS = Number(process.argv[2] ?? 3);
/** Frames looked at per gesture. */
const FRAMES = 120;
const WINDOW = { width: 1440, height: 900 };
const TEMPLATE = join(import.meta.dirname, '../../workflows/living-portrait.json');
const BARE = join(import.meta.dirname, 'canvas');
/** Largest time until the empty editor can be used, ms. */
const INTERACTIVE_BUDGET_MS = 1_500;
/** Largest JavaScript of the first load, gzipped, bytes. */
const SCRIPT_BUDGET_BYTES = 350_000;
/** After so long without a long task the page has come to rest, ms. */
const QUIET_MS = 1_000;

interface Scene {
  readonly nodes: number;
  /** Undefined: all in view. */
  readonly zoom?: number;
  readonly gestures: readonly Gesture[];
  /** Least frames per second. */
  readonly least: number;
}

const SCENES: readonly Scene[] = [
  { nodes: 200, zoom: 0.5, gestures: ['pan', 'zoom', 'drag'], least: 55 },
  { nodes: 1000, gestures: ['pan', 'zoom', 'drag'], least: 45 },
];

interface Measure {
  /** Frames per second at the median time between frames. */
  readonly fps: number;
  /** Processor time of the page's main thread per frame, ms. */
  readonly work: number;
}

async function main(): Promise<void> {
  const template = JSON.parse(await readFile(TEMPLATE, 'utf8')) as WorkflowDocument;
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-canvas-'));
  await build({
    root: BARE,
    base: './',
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir: join(folder, 'bare'), rollupOptions: { input: join(BARE, 'bare.html') } },
  });
  const app = await startAppServer({ root: appRoot(), port: 0 });
  const bare = await startAppServer({ root: join(folder, 'bare'), port: 0 });
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...CHROMIUM_TEST_FLAGS] });
  try {
    let isGood = true;
    for (const scene of SCENES) {
      const graph = copies(template, scene.nodes);
      const path = join(folder, `${scene.nodes}.json`);
      await writeFile(path, JSON.stringify(graph));
      const ours = await openEditor(browser, app.url, path);
      const box = await ours.locator('.canvas').boundingBox();
      const theirs = await openBare(browser, bare.url, {
        ...bareGraph(graph),
        box: box ?? { x: 0, y: 0, ...WINDOW },
      });
      const good = await compare(scene, ours, theirs);
      isGood &&= good;
      await ours.context().close();
      await theirs.context().close();
    }
    const loaded = await measureLoading(browser, app.url);
    process.exitCode = isGood && loaded ? 0 : 1;
  } finally {
    await browser.close();
    await Promise.all([app.close(), bare.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: WINDOW, reducedMotion: 'no-preference' });
  const page = await context.newPage();
  await page.addInitScript(() => localStorage.setItem('kineograph-tour', 'seen'));
  // The loader of this file wraps functions by that name, also those that go into the page.
  await page.addInitScript('globalThis.__name = (wrapped) => wrapped;');
  return page;
}

async function openEditor(browser: Browser, url: string, path: string): Promise<Page> {
  const page = await newPage(browser);
  await page.goto(url);
  await page
    .getByRole('contentinfo')
    .filter({ hasText: /to run/ })
    .waitFor();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open…' }).click();
  await (await choosing).setFiles(path);
  await page
    .getByRole('contentinfo')
    .filter({ hasText: /\d{3,} nodes to run/ })
    .waitFor({ timeout: 120_000 });
  await page.locator('.react-flow__node').nth(5).waitFor();
  await page.waitForTimeout(QUIET_MS);
  return page;
}

async function openBare(browser: Browser, url: string, graph: BareGraph): Promise<Page> {
  const page = await newPage(browser);
  await page.goto(`${url}/bare.html`.replace('//bare', '/bare'));
  await page.waitForFunction(() => 'draw' in window);
  await page.evaluate((drawn) => (window as unknown as { draw(graph: BareGraph): void }).draw(drawn), graph);
  await page.locator('.react-flow__node').nth(5).waitFor();
  await page.waitForTimeout(QUIET_MS);
  return page;
}

function bareGraph({ nodes, view }: WorkflowDocument): Omit<BareGraph, 'box'> {
  const registry = new NodeRegistry(NODE_DECLARATIONS);
  return {
    nodes: Object.entries(nodes).map(([id, { type }]) => {
      const declaration = registry.get(type);
      return {
        id,
        x: view?.nodes?.[id]?.x ?? 0,
        y: view?.nodes?.[id]?.y ?? 0,
        width: NODE_WIDTH,
        height: nodeHeight(declaration),
        title: declaration?.title ?? type,
        inputs: Object.keys(declaration?.inputs ?? {}),
        outputs: Object.keys(declaration?.outputs ?? {}),
      };
    }),
    wires: Object.entries(nodes).flatMap(([id, { inputs }]) =>
      Object.entries(inputs ?? {}).map(([port, source]) => ({ source, target: `${id}.${port}` })),
    ),
  };
}

/** Measures both canvases in turns. @returns whether ours keeps to the bounds */
async function compare(scene: Scene, ours: Page, theirs: Page): Promise<boolean> {
  if (scene.zoom !== undefined) await Promise.all([zoomTo(ours, scene.zoom), zoomTo(theirs, scene.zoom)]);
  const seen = await Promise.all([ours, theirs].map((page) => page.locator('.react-flow__node').count()));
  const where = scene.zoom === undefined ? 'all in view' : `zoom ${scene.zoom}`;
  console.warn(`${scene.nodes} nodes, ${where} (drawn: ours ${seen[0]}, bare ${seen[1]})`);
  let isGood = true;
  for (const gesture of scene.gestures) {
    const own: Measure[] = [];
    const other: Measure[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const turns = [
        async () => own.push(await measure(ours, gesture)),
        async () => other.push(await measure(theirs, gesture)),
      ];
      for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
    }
    const fps = middle(own, 'fps');
    const bareFps = middle(other, 'fps');
    const isFast = fps >= scene.least && fps >= bareFps;
    isGood &&= isFast;
    console.warn(
      `  ${gesture.padEnd(4)}  ours ${fps.toFixed(1)} fps (at least ${scene.least})  bare ${bareFps.toFixed(1)} fps  ` +
        `ratio ${(fps / bareFps).toFixed(2)} (at least 1)  ${isFast ? 'good' : 'TOO SLOW'}   ` +
        `main thread ${middle(own, 'work').toFixed(2)} ms a frame, bare ${middle(other, 'work').toFixed(2)} ms`,
    );
  }
  return isGood;
}

function middle(measures: readonly Measure[], name: keyof Measure): number {
  return median(measures.map((measured) => measured[name]));
}

async function measure(page: Page, gesture: Gesture): Promise<Measure> {
  await page.bringToFront();
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await threadTime(session);
  const { deltas } = await page.evaluate(drive, [gesture, FRAMES] as const);
  const work = ((await threadTime(session)) - before) / FRAMES;
  await session.detach();
  return { fps: 1000 / median(deltas), work };
}

/** Processor time of the page's main thread so far, ms. */
async function threadTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000;
}

/** Turns the wheel until the canvas has this zoom. */
async function zoomTo(page: Page, zoom: number): Promise<void> {
  await page.evaluate((wanted) => {
    const pane = document.querySelector('.react-flow__pane');
    const viewport = document.querySelector<HTMLElement>('.react-flow__viewport');
    if (!pane || !viewport) throw new Error('there is no canvas');
    const now = new DOMMatrix(viewport.style.transform).a;
    const box = pane.getBoundingClientRect();
    // A wheel's step of 500 px doubles or halves the zoom.
    const deltaY = -Math.log2(wanted / now) * 500;
    const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    pane.dispatchEvent(
      new WheelEvent('wheel', { bubbles: true, cancelable: true, view: window, deltaY, ...at }),
    );
  }, zoom);
  await page.waitForTimeout(QUIET_MS);
}

/** How soon an empty document can be edited, and what a first visit loads. @returns whether both keep to bounds */
async function measureLoading(browser: Browser, url: string): Promise<boolean> {
  const page = await newPage(browser);
  const scripts = new Set<string>();
  page.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.add(request.url());
  });
  await page.goto(url);
  const first = await interactiveMs(page);
  let bytes = 0;
  for (const script of scripts) {
    const source = await page.evaluate(async (path) => (await fetch(path)).text(), script);
    bytes += gzipSync(source, { level: 9 }).length;
  }
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('button', { name: /Empty canvas/ }).click();
  await page.locator('.canvas-empty').waitFor();
  // The draft is written a moment after the change.
  await page.waitForTimeout(2 * QUIET_MS);
  const times: number[] = [];
  // Cold: everything comes from the server, as on a first visit.
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.setBypassServiceWorker', { bypass: true });
  for (let round = 0; round < 2 * ROUNDS - 1; round++) {
    await page.reload();
    await page.locator('.canvas-empty').waitFor();
    times.push(await interactiveMs(page));
  }
  await page.context().close();
  const empty = median(times);
  const isSoon = empty <= INTERACTIVE_BUDGET_MS;
  const isSmall = bytes <= SCRIPT_BUDGET_BYTES;
  console.warn(
    `time to interactive: empty editor ${empty.toFixed(0)} ms, median of ${times.length} cold loads ` +
      `(at most ${INTERACTIVE_BUDGET_MS})  ${isSoon ? 'good' : 'TOO SLOW'}`,
  );
  console.warn(`  first visit, with the example, nothing cached: ${first.toFixed(0)} ms`);
  console.warn(
    `first JavaScript: ${(bytes / 1000).toFixed(0)} kB gzipped (at most ${SCRIPT_BUDGET_BYTES / 1000})  ` +
      `${isSmall ? 'good' : 'TOO MUCH'}`,
  );
  return isSoon && isSmall;
}

/** From the begin of loading until the editor is drawn and no long task follows any more, ms. */
function interactiveMs(page: Page): Promise<number> {
  return page.evaluate(async (quiet) => {
    let last = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) last = Math.max(last, startTime + duration);
    });
    observer.observe({ type: 'longtask', buffered: true });
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
    const begin = performance.now();
    while (performance.now() - Math.max(begin, last) < quiet) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    observer.disconnect();
    return Math.max(paint, last);
  }, QUIET_MS);
}

await main();
