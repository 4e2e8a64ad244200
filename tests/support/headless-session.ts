import { type ChildProcess, spawn } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../src/cli/find-chromium.ts';
import type { RunEvent } from '../../src/runtime/events.ts';

/** A browser of its own on a profile, with the headless page, whose processes may be ended one by one or all at once. */
export interface HeadlessSession {
  /** The page of this moment: see {@link HeadlessSession.renew}. */
  readonly page: Page;
  /** What its pages told, in order. */
  readonly events: readonly RunEvent[];
  /** Resolves once so many such events were told. */
  told(is: (event: RunEvent) => boolean, times?: number): Promise<void>;
  /** Opens the page in another tab, in place of one that crashed. */
  renew(): Promise<void>;
  /** Ends the browser's process of this type (`GPU`, for instance) with SIGKILL. @throws {Error} when it has none */
  killProcess(type: string): Promise<void>;
  /** Resolves with how it ended (a signal, or an exit code), whoever ended it. */
  readonly ended: Promise<string>;
  /** Ends all of its processes in the same moment; nothing happens when it has ended already. */
  kill(): Promise<void>;
}

/** How long a browser may take to come up, ms. */
const START_MS = 60_000;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--remote-debugging-port=0',
];

/** @param url of the headless page @param flags of the browser besides the usual ones */
export async function openHeadlessSession(
  profile: string,
  url: string,
  flags: readonly string[] = [],
): Promise<HeadlessSession> {
  const child = spawn(
    findChromium() ?? 'chromium',
    [...FLAGS, ...flags, `--user-data-dir=${profile}`, 'about:blank'],
    // A group of its own, so that all its processes end in the same moment.
    { detached: true, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const browser = await chromium.connectOverCDP(await debuggingAddress(child), { timeout: START_MS });
  const [context = await browser.newContext()] = browser.contexts();
  const events: RunEvent[] = [];
  const waiting = new Set<() => void>();
  const take = (told: readonly RunEvent[]) => {
    events.push(...told);
    for (const look of waiting) look();
  };
  const open = async (page: Page) => {
    await page.exposeFunction('kineographEvents', take);
    await page.goto(url);
    await page.waitForFunction(() => 'kineographRun' in window);
    return page;
  };
  let page = await open(context.pages()[0] ?? (await context.newPage()));
  return {
    get page() {
      return page;
    },
    events,
    told: (is, times = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (events.filter(is).length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    renew: async () => {
      page = await open(await context.newPage());
    },
    killProcess: async (type) => process.kill(await processOf(browser, type), 'SIGKILL') && undefined,
    ended,
    kill: async () => {
      killGroup(child);
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

/** All processes of the group; the first of them may be gone while others are not. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // None is left.
  }
}

async function processOf(browser: Browser, type: string): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const found = processInfo.find((process) => process.type === type);
  if (!found) throw new Error(`the browser has no process of type ${type}`);
  return found.id;
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
