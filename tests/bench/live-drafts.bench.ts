import type { Page } from '@playwright/test';
import { openApp } from '../e2e/support/app-test.ts';
import { shown } from './processor-time.ts';
import { type ClipDraft, newFrameAt, watchPlayer } from './watch-player.ts';

/**
 * Times live drafts in the built app (`npm run build` first): from a change of a setting to the small result of the
 * node itself, and to the first frame of the small clip in the player, as it is on screen; all frames are there by
 * then, so it plays on. And how many drafts of a dragged slider were begun and shown. The default workflow has run
 * before. Budgets are those of two cores without a GPU and with nothing else to do. `--steps 2` takes fewer
 * measurements, `--only Animate,Crop` changes those only.
 */
const STAGE_BUDGET_MS = 150;
const CLIP_BUDGET_MS = 1_000;
const STEPS = Number(process.argv[process.argv.indexOf('--steps') + 1] ?? 4) || 4;
const only = process.argv[process.argv.indexOf('--only') + 1] ?? '';
const ONLY = process.argv.includes('--only') ? only.split(',') : undefined;
/** Longest wait for a draft of the clip, ms. */
const PATIENCE_MS = 4_000;
/** How often the page is asked, ms. */
const ASK_MS = 50;
/** Rest after a draft, ms: the clip has been refined and every one of its frames has been seen. */
const REST_MS = 8_000;
/** The first run loads models; on a busy machine that takes its time. */
const RUN_LIMIT_MS = 300_000;
/** A slider that is dragged: so many steps, so many ms between them. */
const DRAG = { steps: 20, everyMs: 30 } as const;

/** The node that gives the clip. */
const CLIP = 'loop';
const CASES = [
  { card: 'Crop', setting: 'Margin', node: 'crop' },
  { card: 'Person matte', setting: 'Reach', node: 'matte' },
  { card: 'Depth', setting: 'Contrast', node: 'depth' },
  { card: 'Motion prompt', setting: 'Prompt', node: 'prompt' },
  { card: 'Diffusion sampler', setting: 'Amount', node: 'motion' },
  { card: 'Animate', setting: 'Head', node: 'animate' },
] as const;

const app = await openApp();
try {
  const { page } = app;
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByRole('contentinfo')
    .getByText(/Done in/)
    .waitFor({ timeout: RUN_LIMIT_MS });
  const painter = await watchPlayer(page);
  for (const { card, setting, node } of CASES) {
    if (ONLY && !ONLY.includes(card)) continue;
    await page.getByRole('article', { name: card, exact: true }).click({ position: { x: 60, y: 14 } });
    const field = page
      .locator('.inspector')
      .getByRole(setting === 'Prompt' ? 'textbox' : 'slider', { name: setting })
      .first();
    await field.waitFor();
    const times: Record<'stage' | 'clip', number[]> = { stage: [], clip: [] };
    for (let step = 0; step < STEPS; step++) {
      await page.waitForTimeout(REST_MS);
      await page.evaluate(() => performance.clearMeasures());
      await change(page, setting === 'Prompt', step);
      const found = await drafts(page, node);
      if (found.stage !== undefined) times.stage.push(found.stage);
      const seen = found.clip && (await newFrameAt(painter, found.clip, PATIENCE_MS));
      if (seen !== undefined) times.clip.push(seen);
    }
    report(
      `${card}, ${setting} → itself`,
      times.stage,
      node === 'animate' ? CLIP_BUDGET_MS : STAGE_BUDGET_MS,
    );
    report(`${card}, ${setting} → clip on screen`, times.clip, CLIP_BUDGET_MS);

    async function change(on: Page, isText: boolean, step: number): Promise<void> {
      await field.focus();
      if (isText) await on.keyboard.insertText(step % 2 === 0 ? ', smile' : ', nod');
      else await on.keyboard.press('ArrowRight');
    }
  }
  if (!ONLY) await drag(page);
} finally {
  await app.close();
}

interface Found {
  /** Until the first draft of the node itself, ms. */
  readonly stage?: number;
  readonly clip?: ClipDraft;
}

/** What the page measured of the first draft after a change. */
async function drafts(page: Page, node: string): Promise<Found> {
  const read = async (): Promise<Found> => {
    const found = await page.evaluate(() =>
      performance.getEntriesByName('kineograph draft').map((entry) => ({
        node: String((entry as PerformanceMeasure).detail),
        begin: entry.startTime,
        ms: entry.duration,
      })),
    );
    const [stage, clip] = [node, CLIP].map((wanted) => found.find((draft) => draft.node === wanted));
    return { ...(stage && { stage: stage.ms }), ...(clip && { clip: { from: clip.begin, made: clip.ms } }) };
  };
  for (let waited = 0; waited < PATIENCE_MS; waited += ASK_MS) {
    const found = await read();
    if (found.stage !== undefined && found.clip) return found;
    await page.waitForTimeout(ASK_MS);
  }
  return read();
}

/** A slider that moves all the time: superseded drafts must not pile up. */
async function drag(page: Page): Promise<void> {
  await page.getByRole('article', { name: 'Crop', exact: true }).click({ position: { x: 60, y: 14 } });
  const slider = page.getByRole('slider', { name: 'Margin' }).first();
  await slider.focus();
  await page.evaluate(() => performance.clearMeasures());
  const begin = Date.now();
  for (let step = 0; step < DRAG.steps; step++) {
    await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(DRAG.everyMs);
  }
  const dragged = Date.now() - begin;
  await page.waitForTimeout(PATIENCE_MS / 2);
  const found = await page.evaluate(() =>
    performance.getEntriesByName('kineograph draft').map((entry) => ({
      node: String((entry as PerformanceMeasure).detail),
      begin: entry.startTime,
      ms: entry.duration,
    })),
  );
  const of = (node: string) => found.filter((draft) => draft.node === node);
  const last = found.at(-1)?.begin ?? 0;
  const pictures = of('crop');
  console.log(
    `${DRAG.steps} steps in ${dragged} ms: ${pictures.length} pictures (${shown(
      pictures.map(({ ms }) => ms),
      0,
    )} ms after their step), ${of(CLIP).length} clips; the newest clip is of ${
      of(CLIP).at(-1)?.begin === last ? 'the last step' : 'an earlier step'
    }`,
  );
}

function report(what: string, times: readonly number[], budgetMs: number): void {
  const result = times.length === 0 ? 'no draft' : `${shown(times, 0)} ms`;
  console.log(`${what}: ${result}, budget ${budgetMs} ms`);
}
