import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  APP_ROOT,
  draftWritten,
  expect,
  expectToast,
  nodeCard,
  openApp,
  runWorkflow,
  test,
} from './support/app-test.ts';

/** Machines and browsers that lack something: the app says so and does what it can. */

test('runs without WebGPU', async ({ app }) => {
  const adapter = await app.page.evaluate(async () => {
    const gpu = (navigator as { gpu?: { requestAdapter(): Promise<unknown> } }).gpu;
    return (await gpu?.requestAdapter()) ?? null;
  });
  expect(adapter).toBeNull();
  await expect(app.page.getByRole('contentinfo')).toContainText('No GPU: running on the processor');
});

test('runs without SharedArrayBuffer, on one thread', async () => {
  test.slow();
  const app = await openApp({ isolated: false });
  try {
    expect(await app.page.evaluate(() => typeof SharedArrayBuffer)).toBe('undefined');
    await expect(app.page.getByRole('contentinfo')).toContainText('does not isolate the page');
    expect(await runWorkflow(app)).toContain('Done in');
  } finally {
    await app.close();
  }
});

test('goes on when the disk quota is used up, and says so', async () => {
  test.slow();
  const app = await openApp({ quotaBytes: 4 * 1024 * 1024 });
  try {
    await app.page.getByRole('button', { name: 'Run', exact: true }).click();
    await expectToast(app, /no room left to store.*Free disk space or clear the cache/, 300_000);
    await expect(app.page.getByRole('button', { name: 'Run', exact: true })).toBeVisible({
      timeout: 300_000,
    });
    await expect(app.page.getByRole('contentinfo')).toContainText('Done in');
    const result = app.page.getByRole('region', { name: 'Result' });
    await expect(result.locator('.player-count')).toHaveText(/\/ 72$/);

    // The document is as safe as ever.
    const name = app.page.getByLabel('Workflow name');
    await name.fill('Kept on a full disk');
    await name.press('Enter');
    await draftWritten(app, 'Kept on a full disk');
    await app.page.reload();
    await expect(name).toHaveValue('Kept on a full disk');
  } finally {
    await app.close();
  }
});

test('refuses a model whose content is not the one of the manifest', async () => {
  const model = await readFile(join(APP_ROOT, 'models/embedded/face-detector.onnx'));
  model[model.length >> 1] = (model[model.length >> 1] ?? 0) ^ 1;
  const app = await openApp({
    extraRoute: async (_request, response, path) => {
      if (path !== '/models/embedded/face-detector.onnx') return false;
      response.end(model);
      return true;
    },
  });
  try {
    await app.page.getByRole('button', { name: 'Run', exact: true }).click();
    await expectToast(app, /faces: .*face-detector\.onnx.*SHA-256 differs/, 120_000);
    await expect(app.page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  } finally {
    await app.close();
  }
});

test('tells before a run which node lacks its model, and leads to the list of models', async () => {
  const app = await openApp({
    extraRoute: async (_request, response, path) => {
      if (path !== '/models/embedded/person-matte.onnx') return false;
      response.writeHead(404).end();
      return true;
    },
  });
  try {
    const matte = nodeCard(app, 'Person matte');
    await expect(matte.getByRole('img', { name: /Missing model.*Outline of people/ })).toBeVisible();
    await expect(nodeCard(app, 'Depth').getByRole('img', { name: /Missing model/ })).toHaveCount(0);
    await expect(app.page.getByRole('contentinfo')).toContainText('Missing model');
    await matte.getByRole('button', { name: 'Models…' }).click();
    await expect(app.page.getByRole('dialog')).toContainText('Outline of people');
  } finally {
    await app.close();
  }
});

test('a part of the editor that cannot be fetched ends in a message, and nothing is lost', async () => {
  let isGone = true;
  const app = await openApp({
    extraRoute: async (_request, response, path) => {
      if (!isGone || !path.includes('/help-panel-')) return false;
      response.writeHead(404).end();
      return true;
    },
  });
  try {
    const { page } = app;
    const name = page.getByLabel('Workflow name');
    await name.fill('Kept without its help');
    await name.press('Enter');
    await nodeCard(app, 'Crop').click({ position: { x: 40, y: 8 } });
    await page.keyboard.press('F1');
    await expect(page.getByRole('alert')).toContainText('The editor met an error');
    await draftWritten(app, 'Kept without its help');
    isGone = false;
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect(name).toHaveValue('Kept without its help');
    await nodeCard(app, 'Crop').click({ position: { x: 40, y: 8 } });
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog')).toBeVisible();
  } finally {
    await app.close();
  }
});
