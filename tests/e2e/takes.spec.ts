import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { WorkflowDocument } from '../../src/runtime/document.ts';
import { type App, expect, openFile, test } from './support/app-test.ts';

const TEMPLATE = resolve(import.meta.dirname, '../../workflows/living-portrait.json');

/** The living portrait in small, with two sampled takes. */
async function twoTakes(): Promise<string> {
  const document = JSON.parse(await readFile(TEMPLATE, 'utf8')) as WorkflowDocument;
  const { motion: _, ...nodes } = document.nodes;
  const sampler = {
    type: 'diffusion-sampler@1',
    params: { takes: 2, seconds: 2, fps: 12, steps: 3 },
    inputs: { prompt: 'prompt.prompt', faces: 'landmarks.faces' },
  };
  const crop = { ...nodes.crop, params: { size: 160 } };
  const app = { controls: [] };
  return JSON.stringify({ ...document, name: 'Two takes', app, nodes: { ...nodes, crop, motion: sampler } });
}

const takeButton = ({ page }: Pick<App, 'page'>, name: string) =>
  page.getByRole('button', { name, exact: true });

test('a take is chosen among all, rejected, compared, and the choice undone', async ({ app }) => {
  test.slow();
  const { page, errors } = app;
  await openFile(app, 'two-takes.json', await twoTakes());
  await expect(page.getByLabel('Workflow name')).toHaveValue('Two takes');
  await takeButton(app, 'Takes (2)').click();
  await takeButton(app, 'Make the takes').click();

  // Both takes are rendered and scored: only then can one be chosen.
  const takes = page.getByRole('region', { name: 'Takes' });
  await expect(takes.locator('.take canvas')).toHaveCount(2, { timeout: 300_000 });
  await expect(takes.locator('.take-score')).toHaveCount(2);
  await expect(takeButton(app, 'Go on with take 2')).toBeEnabled();

  // Frames are stepped with the arrow keys, all takes in step.
  await takes.getByRole('button', { name: 'Pause' }).click();
  const count = takes.locator('.player-count');
  const before = Number((await count.textContent())?.split(' / ')[0]);
  await page.keyboard.press('ArrowRight');
  await expect(count).toHaveText(`${(before % 24) + 1} / 24`);

  // The choice puts a node that picks into the graph; undo takes it out again.
  const picker = page.getByRole('article', { name: 'Best take', exact: true });
  await takeButton(app, 'Go on with take 2').click();
  await expect(picker).toBeVisible();
  await expect(takeButton(app, 'Go on with take 2')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+z');
  await expect(picker).toHaveCount(0);

  await takeButton(app, 'Reject take 1').click();
  await expect(takes.locator('.take').first()).toHaveAttribute('data-rejected', 'true');
  await page.keyboard.press('Control+z');
  await expect(takes.locator('.take').first()).toHaveAttribute('data-rejected', 'false');

  for (const number of [1, 2]) await takeButton(app, `Put take ${number} beside another`).click();
  await takeButton(app, 'One over the other').click();
  const edge = page.getByRole('slider', { name: 'Where one take ends and the other begins' });
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveValue('49');
  expect(errors).toEqual([]);
});
