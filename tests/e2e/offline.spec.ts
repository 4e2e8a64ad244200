import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { APP_ROOT, launchChromium, runWorkflow } from './support/app-test.ts';

/** Opens the app as a person does who installs it, and waits until everything is stored. */
async function install(page: Page, url: string): Promise<void> {
  await page.goto(`${url}?install`);
  await expect(page.getByRole('contentinfo')).toContainText('to run');
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    return active?.state === 'activated' && navigator.serviceWorker.controller !== null;
  });
}

test('once loaded, the app opens and runs without a server', async () => {
  test.setTimeout(120_000);
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-offline-'));
  const server = await startAppServer({ root: APP_ROOT, port: 0 });
  const context = await launchChromium(folder);
  const page = context.pages()[0] ?? (await context.newPage());
  await install(page, server.url);
  await server.close();
  await page.reload();
  await expect(page.getByRole('contentinfo')).toContainText('to run');
  expect(await runWorkflow({ page })).toContain('Done in');
  // Build files only: photos and results have a store of their own.
  const stored = await page.evaluate(async () => {
    const cache = await caches.open('kineograph-build');
    return {
      caches: await caches.keys(),
      paths: (await cache.keys()).map(({ url }) => new URL(url).pathname),
    };
  });
  expect(stored.caches).toEqual(['kineograph-build']);
  expect(stored.paths).toEqual(expect.arrayContaining(['/index.html', '/workflows/living-portrait.json']));
  expect(stored.paths.filter((path) => /^\/(vendor|headless)/.test(path))).toEqual([]);
  await context.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

test('the page is isolated on a host that cannot send the headers', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-offline-'));
  const server = await startAppServer({ root: APP_ROOT, port: 0, isolated: false });
  const context = await launchChromium(folder);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${server.url}?install`);
  // Untouched as it is, the page loads again by itself.
  await page.waitForFunction(() => crossOriginIsolated, undefined, { timeout: 60_000 });
  await expect(page.getByRole('contentinfo')).not.toContainText('Single-threaded');
  await expect(page.getByRole('contentinfo')).toContainText('to run');
  await context.close();
  await server.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});
