import type { CDPSession, Page } from 'playwright-core';
import { openApp } from '../e2e/support/app-test.ts';
import { longTasksOf, type MainThreadTask, type TraceEvent } from './main-thread-tasks.ts';

/**
 * Tasks of the editor's main thread that block a frame while the default workflow runs in the built app
 * (`npm run build` first): cold, after a change of the motion, after a change of the crop, which makes nearly all of
 * it anew, and after a change of the encoding. The page's own long-task observer tells them, by the clock. With
 * `--trace` a trace of the same time tells what was done in the longest, and how much of each was computing (the rest
 * is waiting for a core, of which the trace takes some itself). `--times 3` takes each case so often.
 */
const BOUND_MS = 50;
/** After a run the results are looked at: their previews and the player belong to it. */
const LOOK_MS = 3_000;
const RUN_LIMIT_MS = 300_000;
const TASKS_SHOWN = 3;
const PARTS_SHOWN = 3;
/** Tasks below this are not worth a look, ms. */
const LEAST_TASK_MS = 8;
/** How often the page is asked whether the run has ended, ms: asking is a task of its main thread, too. */
const ASK_MS = 500;

const TIMES = Number(process.argv[process.argv.indexOf('--times') + 1]) || 1;
const TRACES = process.argv.includes('--trace');

interface Case {
  readonly name: string;
  /** What is done before Run is pressed. */
  readonly change: (page: Page) => Promise<void>;
}

const CASES: readonly Case[] = [
  // The first touch of the page fetches menus and dialogs: nobody presses Run before the pointer has moved.
  { name: 'nothing cached', change: (page) => page.mouse.move(700, 500) },
  { name: 'another amount of motion', change: (page) => step(page, 'Diffusion sampler', 'Amount') },
  { name: 'another crop', change: (page) => step(page, 'Crop', 'Margin') },
  { name: 'another encoding', change: (page) => choose(page, 'Encode', 'Quality', 'draft') },
];

for (let time = 0; time < TIMES; time++) await measure();

/** All cases, one after the other, in a profile of their own. */
async function measure(): Promise<void> {
  const app = await openApp();
  try {
    const { page, context } = app;
    const session = await context.newCDPSession(page);
    await page.evaluate(observeLongTasks);
    for (const { name, change } of CASES) {
      await change(page);
      await page.waitForTimeout(LOOK_MS);
      await page.evaluate(() => window.longTasks.splice(0));
      const tasks = TRACES
        ? await traced(session, () => runAndLook(page))
        : await untraced(() => runAndLook(page));
      report(name, tasks, await page.evaluate(() => window.longTasks.splice(0)));
    }
  } finally {
    await app.close();
  }
}

async function untraced(work: () => Promise<void>): Promise<readonly MainThreadTask[]> {
  await work();
  return [];
}

declare global {
  interface Window {
    /** Durations, ms. */
    longTasks: number[];
  }
}

function observeLongTasks(): void {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: false });
}

async function runAndLook(page: Page): Promise<void> {
  const ended = () =>
    page.evaluate(() => document.querySelector('.status-bar')?.getAttribute('data-runs') ?? '');
  const before = await ended();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const limit = Date.now() + RUN_LIMIT_MS;
  while ((await ended()) === before) {
    if (Date.now() > limit) throw new Error('the run did not end');
    await page.waitForTimeout(ASK_MS);
  }
  await page.waitForTimeout(LOOK_MS);
}

async function select(page: Page, card: string): Promise<void> {
  await page.getByRole('article', { name: card, exact: true }).click({ position: { x: 60, y: 14 } });
}

async function step(page: Page, card: string, slider: string): Promise<void> {
  await select(page, card);
  await page.getByRole('slider', { name: slider, exact: true }).first().focus();
  await page.keyboard.press('ArrowRight');
}

async function choose(page: Page, card: string, list: string, option: string): Promise<void> {
  await select(page, card);
  await page.getByRole('combobox', { name: list }).selectOption(option);
}

/** Tasks of the page's main thread that are worth a look while `work` went on. */
async function traced(session: CDPSession, work: () => Promise<void>): Promise<readonly MainThreadTask[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }) => events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  const categories = [
    'toplevel',
    'devtools.timeline',
    'v8',
    'blink',
    'disabled-by-default-devtools.timeline',
  ];
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories },
  });
  await work();
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return longTasksOf(events, LEAST_TASK_MS);
}

function report(name: string, tasks: readonly MainThreadTask[], observed: readonly number[]): void {
  const longest = Math.max(0, ...observed);
  const verdict = longest > BOUND_MS ? `${observed.length} OVER` : 'none over';
  console.log(
    `${name.padEnd(28)} ${verdict} ${BOUND_MS} ms${longest > 0 ? `, the longest ${longest.toFixed(0)} ms` : ''}`,
  );
  const byWork = [...tasks].sort((a, b) => b.ms - a.ms);
  for (const { at, ms, computingMs, parts } of byWork.slice(0, TASKS_SHOWN)) {
    const done = parts.slice(0, PARTS_SHOWN).map((part) => `${part.ms.toFixed(0)} ms ${part.what}`);
    console.log(
      `    computed ${computingMs.toFixed(0)} of ${ms.toFixed(0)} ms at ${at.toFixed(0)} ms: ${done.join(', ')}`,
    );
  }
  if (longest > BOUND_MS) process.exitCode = 1;
}
