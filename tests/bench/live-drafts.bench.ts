import { openApp } from '../e2e/support/app-test.ts';
import { shown } from './processor-time.ts';

/**
 * Times live drafts in the built app (`npm run build` first): from a step of a slider to the small result of the node
 * itself, and to the small clip, as the page measures them. The default workflow has run before.
 * Budgets are those of two cores without a GPU and with nothing else to do.
 */
const STAGE_BUDGET_MS = 150;
const CLIP_BUDGET_MS = 1_000;
const STEPS = 4;
/** Rest after a step, ms: every draft is finished before the next is asked for. */
const REST_MS = 2_500;
/** The first run loads models; on a busy machine that takes its time. */
const RUN_LIMIT_MS = 300_000;

const CASES = [
  { card: 'Crop', slider: 'Margin', node: 'crop', budgetMs: STAGE_BUDGET_MS },
  { card: 'Depth', slider: 'Contrast', node: 'depth', budgetMs: STAGE_BUDGET_MS },
  { card: 'Diffusion sampler', slider: 'Amount', node: 'loop', budgetMs: CLIP_BUDGET_MS },
  { card: 'Animate', slider: 'Head', node: 'loop', budgetMs: CLIP_BUDGET_MS },
] as const;

const app = await openApp();
try {
  const { page } = app;
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page
    .getByRole('contentinfo')
    .getByText(/Done in/)
    .waitFor({ timeout: RUN_LIMIT_MS });
  await page.waitForTimeout(REST_MS);
  for (const { card, slider, node, budgetMs } of CASES) {
    await page.getByRole('article', { name: card, exact: true }).click({ position: { x: 60, y: 14 } });
    const range = page.getByRole('slider', { name: slider, exact: true }).first();
    if ((await range.count()) === 0) continue;
    const times: number[] = [];
    for (let step = 0; step < STEPS; step++) {
      await page.evaluate(() => performance.clearMeasures());
      await range.focus();
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(REST_MS);
      const found = await page.evaluate(
        (wanted) =>
          performance
            .getEntriesByName('kineograph draft')
            .filter((entry) => (entry as PerformanceMeasure).detail === wanted)
            .map(({ duration }) => duration),
        node,
      );
      if (found[0] !== undefined) times.push(found[0]);
    }
    const result = times.length === 0 ? 'no draft' : `${shown(times, 0)} ms`;
    console.log(`${card}, ${slider} → ${node}: ${result}, budget ${budgetMs} ms`);
  }
} finally {
  await app.close();
}
