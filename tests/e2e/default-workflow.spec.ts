import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { extractWorkflow } from '../../src/media/metadata/extract-workflow.ts';
import { expect, nodeCard, runWorkflow, test } from './support/app-test.ts';
import { videoFacts } from './support/clip-file.ts';

/** JavaScript that a first visit loads before anything is run, gzipped. */
const FIRST_LOAD_BUDGET_BYTES = 350_000;

test('one click on Run ends in a playing clip; nothing leaves the machine; all of it survives a reload', async ({
  app,
}) => {
  const { page, requests, errors, url } = app;
  await expect(page.getByLabel('Workflow name')).toHaveValue('Living portrait');
  // How long it takes is for the benchmark to say (npm run bench).
  expect(await runWorkflow(app)).toMatch(/Done in/);

  const player = page.getByRole('region', { name: 'Result' });
  await expect(player.locator('.player-count')).toHaveText(/\/ 72$/);
  const shownFrame = () => player.locator('.player-count').textContent();
  const first = await shownFrame();
  await expect.poll(shownFrame).not.toBe(first);
  await player.getByRole('button', { name: 'Pause' }).click();

  // Two frames of the player differ: the clip moves.
  const canvas = player.locator('canvas').first();
  await canvas.scrollIntoViewIfNeeded();
  const paused = await canvas.screenshot();
  for (let step = 0; step < 9; step++) await player.getByRole('button', { name: 'Next frame' }).click();
  await expect.poll(async () => (await canvas.screenshot()).equals(paused)).toBe(false);

  // The saved file plays elsewhere and carries its workflow.
  await page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const downloading = page.waitForEvent('download');
  await player.getByRole('button', { name: 'Save MP4' }).click();
  const saved = await readFile(await (await downloading).path());
  expect(await videoFacts(saved)).toMatchObject({ codec: 'avc', width: 512, height: 512, frames: 72 });
  expect(JSON.parse(extractWorkflow(saved) ?? '{}')).toMatchObject({ name: 'Living portrait' });

  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText('Everything is up to date');
  await expect(player.locator('.player-count')).toHaveText(/\/ 72$/);
  await runWorkflow(app);
  await expect(page.getByRole('contentinfo')).toContainText(/Done in|up to date/);

  const foreign = requests.filter((request) => !/^(blob|data):/.test(request) && !request.startsWith(url));
  expect(foreign).toEqual([]);
  expect(requests.some((request) => request.includes('/models/embedded/'))).toBe(true);
  expect(errors).toEqual([]);
});

test('every stage shows a preview of its own', async ({ app }) => {
  test.slow();
  await runWorkflow(app);
  const { page } = app;
  for (const title of [
    'Load image',
    'Detect faces',
    'Crop',
    'Face landmarks',
    'Person matte',
    'Regions',
    'Depth',
    'Motion prompt',
    'Diffusion sampler',
    'Animate',
  ]) {
    const card = page.getByRole('article').filter({ has: page.getByText(title, { exact: true }) });
    await expect(card.first(), title).toBeVisible();
    await card.first().click({ position: { x: 40, y: 8 } });
    const inspector = page.locator('.app-side');
    await expect(inspector.locator('canvas, svg, video, img').first(), title).toBeVisible();
  }
  await expect(nodeCard(app, 'Encode').getByRole('img')).toHaveAttribute('aria-label', /Up to date/);
});

test('a change runs only what depends on it', async ({ app }) => {
  const { page } = app;
  await runWorkflow(app);
  await nodeCard(app, 'Encode').click({ position: { x: 40, y: 8 } });
  await page.getByRole('combobox', { name: 'Quality' }).selectOption('draft');
  await expect(page.getByRole('contentinfo')).toContainText(/1 node to run/);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('contentinfo')).toContainText(/up to date|Done in/);
});

test('a run can be cancelled, and finished stages are kept', async ({ app }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(nodeCard(app, 'Load image').getByRole('img').first()).toHaveAttribute(
    'aria-label',
    /Up to date/,
  );
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText(/nodes? to run/);
  await expect(nodeCard(app, 'Load image').getByRole('img').first()).toHaveAttribute(
    'aria-label',
    /Up to date/,
  );
  expect(await runWorkflow(app)).toContain('Done in');
});

test('the first load keeps to its budget of JavaScript', async ({ app }) => {
  const { page, requests } = app;
  // The engine is there, and what follows it by itself.
  await expect(page.getByRole('contentinfo')).toContainText(/nodes? to run/);
  await page.waitForLoadState('networkidle');
  const scripts = [...new Set(requests)].filter((request) => new URL(request).pathname.endsWith('.js'));
  let bytes = 0;
  for (const script of scripts) {
    const source = await page.evaluate(async (path) => (await fetch(path)).text(), script);
    bytes += gzipSync(source, { level: 9 }).length;
  }
  test
    .info()
    .annotations.push({ type: 'first load', description: `${(bytes / 1000).toFixed(0)} kB gzipped` });
  expect(scripts.length).toBeGreaterThan(1);
  expect(scripts.filter((script) => /\/ort|onnx|ffmpeg/.test(script))).toEqual([]);
  expect(bytes).toBeLessThan(FIRST_LOAD_BUDGET_BYTES);
});
