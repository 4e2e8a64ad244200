import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test';
import { findChromium } from '../../../src/cli/find-chromium.ts';
import { type ExtraRoute, startAppServer } from '../../../src/cli/server/app-server.ts';

/** The built app; another build of it where `APP_ROOT` says so. */
export const APP_ROOT = process.env.APP_ROOT ?? resolve(import.meta.dirname, '../../../dist/app');

/** No sandbox, since containers run as root; no traffic of the browser's own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** More than any test may take. */
const RUN_LIMIT_MS = 600_000;

export interface AppOptions {
  /** False serves without cross-origin isolation. */
  readonly isolated?: boolean;
  /** Answers some paths otherwise than the built app does. */
  readonly extraRoute?: ExtraRoute;
  /**
   * Storage that the page may use. Set before the page opens its databases: Chromium remembers for half a minute how
   * much room there was.
   */
  readonly quotaBytes?: number;
}

/** The app in a real browser with a profile on disk. */
export interface App {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  /** URL of every request that the browser made, workers included. */
  readonly requests: readonly string[];
  /** Uncaught errors of the page. */
  readonly errors: readonly string[];
  /** A folder for files of this test. */
  readonly folder: string;
}

/** A browser whose profile lies in this folder. */
export function launchChromium(folder: string): Promise<BrowserContext> {
  const executablePath = findChromium();
  return chromium.launchPersistentContext(join(folder, 'profile'), {
    ...(executablePath ? { executablePath } : {}),
    args: FLAGS,
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
}

export async function openApp(options: AppOptions = {}): Promise<App & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-e2e-'));
  const { quotaBytes, ...served } = options;
  const server = await startAppServer({ root: APP_ROOT, port: 0, ...served });
  const context = await launchChromium(folder);
  const requests: string[] = [];
  const errors: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('pageerror', (error) => errors.push(String(error)));
  if (quotaBytes !== undefined) {
    const session = await context.newCDPSession(page);
    const { origin } = new URL(server.url);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: quotaBytes });
  }
  await page.goto(server.url);
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  // The plan is there when nodes tell what they will do.
  await expect(page.getByRole('contentinfo')).toContainText(/to run|up to date|Add a node/);
  return {
    page,
    context,
    url: server.url,
    requests,
    errors,
    folder,
    close: async () => {
      await context.close();
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** A test with the app open in its own profile. */
export const test = base.extend<{ app: App }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures from the pattern
  app: async ({}, use) => {
    const app = await openApp();
    await use(app);
    await app.close();
  },
});

export { expect };

/** Presses Run and waits for the end of the run. Returns what the status bar says. */
export async function runWorkflow({ page }: Pick<App, 'page'>): Promise<string> {
  const status = page.getByRole('contentinfo');
  const before = (await status.getAttribute('data-runs')) ?? '';
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  // How long it takes is the machine's matter: the test's own limit bounds it.
  await expect(status).not.toHaveAttribute('data-runs', before, { timeout: RUN_LIMIT_MS });
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  return (await status.textContent()) ?? '';
}

/** Waits until the autosaved documents of the browser contain a text: what comes after may end the page. */
export async function draftWritten({ page }: Pick<App, 'page'>, text: string): Promise<void> {
  const saved = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve, reject) => {
          const opening = indexedDB.open('kineograph-drafts');
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const database = opening.result;
            const reading = database.transaction('drafts').objectStore('drafts').getAll();
            reading.onerror = () => reject(reading.error);
            reading.onsuccess = () => {
              database.close();
              resolve(JSON.stringify(reading.result));
            };
          };
        }),
    );
  await expect.poll(saved).toContain(text);
}

/** Opens a file through the Open button, as a user does. */
export async function openFile(
  { page, folder }: Pick<App, 'page' | 'folder'>,
  name: string,
  content: string | Uint8Array,
): Promise<void> {
  const path = join(folder, name);
  await writeFile(path, content);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open…' }).click();
  await (await choosing).setFiles(path);
}

/** A toast with this text; it is closed after the check, so that the next one is seen. */
export async function expectToast(
  { page }: Pick<App, 'page'>,
  text: RegExp,
  timeout = 20_000,
): Promise<void> {
  const toast = page.locator('[data-sonner-toast]').filter({ hasText: text }).first();
  await expect(toast).toBeVisible({ timeout });
  for (const close of await page.locator('[data-sonner-toast] [data-close-button]').all()) {
    await close.click({ timeout: 2_000 }).catch(() => undefined);
  }
}

/** The card of a node by its title. */
export function nodeCard({ page }: Pick<App, 'page'>, title: string) {
  return page.getByRole('article', { name: title, exact: true });
}
