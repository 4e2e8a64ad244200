import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { APP_ROOT, launchChromium, nodeCard } from './support/app-test.ts';

/** A folder of a host that serves other pages too, as project pages do. */
const FOLDER = '/people/kineograph/';

test('the app runs, installs and shares from a folder of its host', async () => {
  test.setTimeout(180_000);
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-folder-'));
  const host = join(folder, 'host');
  await mkdir(join(host, 'people'), { recursive: true });
  await symlink(APP_ROOT, join(host, FOLDER.slice(0, -1)));
  const asked = new Set<string>();
  const server = await startAppServer({
    root: host,
    port: 0,
    extraRoute: async (_request, response, path) => {
      asked.add(path);
      if (path !== FOLDER) return false;
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      createReadStream(join(APP_ROOT, 'index.html')).pipe(response);
      return true;
    },
  });
  const context = await launchChromium(folder);
  const page = context.pages()[0] ?? (await context.newPage());
  const url = new URL(FOLDER, server.url).href;
  await page.goto(`${url}?install`);
  await expect(page.getByRole('contentinfo')).toContainText('to run');
  await page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated');
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(url);
  // Models and their runtime are found where the app lies: the first stages come to their end.
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const matte = nodeCard({ page }, 'Person matte').locator('canvas');
  await expect(matte).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press('Control+.');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible({ timeout: 60_000 });

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('copy link');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-sonner-toast]').filter({ hasText: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain(`${FOLDER}#w=`);

  await page.getByRole('button', { name: 'Templates' }).click();
  const picture = page.locator('.gallery-card img').first();
  await expect
    .poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth))
    .toBeGreaterThan(0);
  const outside = [...asked].filter((path) => !path.startsWith(FOLDER) && path !== '/favicon.ico');
  expect(outside).toEqual([]);

  // Without its host it opens from what is stored.
  await server.close();
  await page.goto(link);
  await expect(page.getByRole('contentinfo')).toContainText(/to run|up to date/);
  await context.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});
