import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { RunEvent } from '../runtime/events.ts';
import { findChromium } from './find-chromium.ts';
import { NoBrowserError } from './usage-error.ts';

/**
 * Name under which the page is served to the headless browser, whatever port it has: one origin for all runs, so that
 * a profile's cache is found again. Names under `localhost` count as secure.
 */
export const HEADLESS_HOST = 'kineograph.localhost';

const QUIET_FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

export interface HeadlessOptions {
  /** Path given by the user, before all others. */
  readonly browser?: string;
  /** Folder of a lasting profile; without one a temporary profile is used and removed. */
  readonly profile?: string;
  /** Port of the app server. */
  readonly port: number;
  readonly onEvents: (events: readonly RunEvent[]) => void;
  readonly notice: (message: string) => void;
}

export interface HeadlessBrowser {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens the headless page. @throws {NoBrowserError} */
export async function openHeadlessPage(options: HeadlessOptions): Promise<HeadlessBrowser> {
  const executablePath = options.browser ?? findChromium();
  if (!executablePath) {
    throw new NoBrowserError(
      'No Chromium, Chrome or Edge was found.',
      'Install one, or name it with --browser PATH or the variable CHROMIUM_PATH.',
    );
  }
  const temporary = await mkdtemp(join(tmpdir(), 'kineograph-'));
  const removeTemporary = () =>
    rm(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  let context: BrowserContext | undefined;
  const close = async () => {
    await context?.close();
    await removeTemporary();
  };
  try {
    context = await launch(executablePath, temporary, options);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.exposeFunction('kineographEvents', options.onEvents);
    await page.goto(`http://${HEADLESS_HOST}/headless.html`);
    return { page, close };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** @param temporary folder for all that need not last: artifacts, and the profile if none was given */
async function launch(
  executablePath: string,
  temporary: string,
  options: HeadlessOptions,
): Promise<BrowserContext> {
  const flags = [...QUIET_FLAGS, `--host-resolver-rules=MAP ${HEADLESS_HOST}:80 127.0.0.1:${options.port}`];
  // Chromium's sandbox cannot work as root (containers); everywhere else it stays on.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) options.notice('Running as root: the browser runs without its sandbox.');
  try {
    return await chromium.launchPersistentContext(options.profile ?? join(temporary, 'profile'), {
      executablePath,
      artifactsDir: join(temporary, 'artifacts'),
      headless: true,
      chromiumSandbox: !isRoot,
      args: flags,
      // The command ends the browser itself, after it has cancelled the run.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    const detail = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new NoBrowserError(
      `The browser ${executablePath} could not be started: ${detail}`,
      'Name another with --browser PATH, or use another --profile folder if this one is in use.',
      { cause },
    );
  }
}
