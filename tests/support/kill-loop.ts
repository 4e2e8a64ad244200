import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../src/cli/find-chromium.ts';
import { startAppServer } from '../../src/cli/server/app-server.ts';
import { createTransfer } from '../../src/cli/server/transfer-route.ts';
import type { RunEvent } from '../../src/runtime/events.ts';

/** One browser on the profile, and what its page told. */
interface Session {
  readonly page: Page;
  /** Keys that were committed, as the page heard of them. */
  readonly committed: ReadonlySet<string>;
  kill(): Promise<void>;
}

export interface KillLoopResult {
  readonly kills: number;
  /** Stages that were committed before some kill. */
  readonly stages: number;
  /** Those of them that had to be computed again. */
  readonly lost: number;
  /** Values that a check after a kill found damaged or missing. */
  readonly damaged: number;
}

/** How long a browser may take to come up, ms. */
const START_MS = 30_000;

/**
 * Kills a real browser with SIGKILL while it writes results, again and again on the same profile. After each kill the
 * cache is checked value by value, and the same workflow is run further: no stage whose commit was told may be
 * computed again.
 * @param delay ms of running before the n-th kill
 */
export async function killLoop(kills: number, delay: (kill: number) => number): Promise<KillLoopResult> {
  const folder = await mkdtemp(join(tmpdir(), 'kineograph-kill-'));
  const transfer = createTransfer();
  const root = process.env.APP_ROOT ?? join(import.meta.dirname, '../../dist/app');
  const server = await startAppServer({ root, port: 0, extraRoute: transfer.route });
  const workflow = JSON.parse(
    await readFile(join(import.meta.dirname, '../../workflows/blink-and-breathe.json'), 'utf8'),
  );
  const known = new Set<string>();
  let [lost, damaged] = [0, 0];
  try {
    for (let kill = 0; kill <= kills; kill++) {
      const session = await openSession(join(folder, 'profile'), `${server.url}/headless.html`);
      const reply = await session.page.evaluate(() => window.kineographCache({ do: 'verify' }));
      if (!reply.ok || reply.answer.did !== 'verify') throw new Error('the cache could not be checked');
      damaged += reply.answer.check.damaged + reply.answer.check.missing;
      if (kill < kills) {
        const uploadPath = transfer.accept(join(folder, `clip-${kill}`));
        const job = {
          document: workflow,
          output: workflow.outputs[0],
          assets: [],
          uploadPaths: [uploadPath],
        };
        // A killed page never answers.
        void session.page.evaluate((given) => window.kineographRun(given), job).catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, delay(kill)));
      }
      await session.kill();
      for (const key of session.committed) {
        if (known.has(key)) lost += 1;
        known.add(key);
      }
    }
    return { kills, stages: known.size, lost, damaged };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function openSession(profile: string, url: string): Promise<Session> {
  const child = spawn(
    findChromium() ?? 'chromium',
    [
      '--headless',
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    // A group of its own, so that all its processes end in the same moment.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const page = await openPage(browser);
  const committed = new Set<string>();
  await page.exposeFunction('kineographEvents', (events: readonly RunEvent[]) => {
    for (const event of events) {
      if (event.kind === 'committed') committed.add(event.key);
    }
  });
  await page.goto(url);
  await page.waitForFunction(() => 'kineographRun' in window);
  const kill = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await ended;
    await browser.close().catch(() => undefined);
  };
  return { page, committed, kill };
}

async function openPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  return context?.pages()[0] ?? (await browser.newPage());
}

function debuggingAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the browser did not start')), START_MS);
    let text = '';
    child.stderr?.on('data', (part: Buffer) => {
      text += part.toString('utf8');
      const address = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (!address) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}
