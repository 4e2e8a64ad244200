import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '../src/cli/find-chromium.ts';
import { startAppServer } from '../src/cli/server/app-server.ts';
import { HAND_SCREENS } from './screen-states/hand-screens.ts';
import { PORTRAIT_SCREENS } from './screen-states/portrait-screens.ts';
import type { Screen } from './screen-states/screen.ts';

/**
 * `npm run screens [-- --out DIR] [--only NAME,…] [--app DIR]`: photographs every screen and state of the editor, dark and light,
 * on a desk and on a phone, into DIR (default `screens/`, not committed), with a page that shows them all. With
 * `--readme` the pictures of the README are made anew, with `--app` those of another build. A state that cannot be
 * reached is told of at the end, and fails the command.
 */
const ROOT = resolve(import.meta.dirname, '..');
const SIZES = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const THEMES = ['dark', 'light'] as const;
const BOTH_SIZES = ['desk', 'phone'] as const;
/** How long colours and sizes take to change, ms. */
const SETTLE_MS = 200;
/** How long anything but a run may take, ms. */
const REACH_MS = 180_000;

/** Pictures of the README: name of the picture -> file in `docs/images`. */
const README_PICTURES: Readonly<Record<string, string>> = {
  'after-run-desk-dark': 'editor.jpg',
  'templates-desk-light': 'templates.jpg',
  'app-view-phone-dark': 'app-view.jpg',
};
/** Of JPEG, in percent: text stays clean, files stay small. */
const README_QUALITY = 82;
/** Every screen and state; the first run fills the cache for those after it. */
const SCREENS: readonly Screen[] = [...PORTRAIT_SCREENS, ...HAND_SCREENS];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string' },
      only: { type: 'string' },
      app: { type: 'string' },
      readme: { type: 'boolean' },
    },
  });
  const out = resolve(values.out ?? join(ROOT, 'screens'));
  const only = values.only?.split(',');
  const wanted = SCREENS.filter(({ name }) => !only || only.includes(name));
  await mkdir(out, { recursive: true });
  const profile = await mkdtemp(join(tmpdir(), 'kineograph-screens-'));
  const server = await startAppServer({ root: resolve(values.app ?? join(ROOT, 'dist/app')), port: 0 });
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-background-networking', '--no-first-run', '--hide-scrollbars'],
    viewport: SIZES.desk,
  });
  try {
    const page = context.pages()[0] ?? (await context.newPage());
    const pictures: string[] = [];
    const missed: string[] = [];
    page.setDefaultTimeout(REACH_MS);
    for (const screen of wanted) {
      console.log(screen.name);
      try {
        pictures.push(...(await photograph(page, server.url, screen, out, values.readme === true)));
      } catch (error) {
        missed.push(`${screen.name}: ${String(error).split('\n')[0]}`);
        await page.screenshot({ path: join(out, `missed-${screen.name}.png`) });
        // What it withheld from the page, the states after it need.
        await page.unrouteAll();
      }
    }
    await writeFile(join(out, 'index.html'), overview(pictures));
    if (missed.length > 0) throw new Error(`Not reached:\n${missed.join('\n')}`);
  } finally {
    await context.close();
    await server.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Brings the page into the state and takes its pictures. Returns their names. */
async function photograph(
  page: Page,
  url: string,
  screen: Screen,
  out: string,
  forReadme: boolean,
): Promise<string[]> {
  const names: string[] = [];
  await page.setViewportSize(SIZES.desk);
  if (!screen.goesOn) {
    await page.goto(url + (screen.address ?? ''));
    await page.locator('.status-bar, .app-view').first().waitFor();
  }
  await screen.reach(page);
  for (const size of screen.sizes ?? BOTH_SIZES) {
    if (size === 'phone') await becomePhone(page, screen);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      await page.waitForTimeout(SETTLE_MS);
      const name = `${screen.name}-${size}-${theme}`;
      await page.screenshot({ path: join(out, `${name}.png`) });
      names.push(name);
      const picture = README_PICTURES[name];
      if (forReadme && picture !== undefined) {
        const path = join(ROOT, 'docs/images', picture);
        await page.screenshot({ path, type: 'jpeg', quality: README_QUALITY });
      }
    }
  }
  await screen.leave?.(page);
  return names;
}

/** Makes the window as small as a phone, with the whole workflow in view, or the panel that the screen is about. */
async function becomePhone(page: Page, { panel }: Screen): Promise<void> {
  await page.setViewportSize(SIZES.phone);
  await page.waitForTimeout(SETTLE_MS);
  // Not by its role: below an open dialog nothing has one.
  const tab = page.locator('.panel-tabs button', { hasText: panel ?? 'Workflow' });
  if ((await tab.count()) > 0) await tab.dispatchEvent('click');
  const fit = page.locator('.react-flow__controls-fitview');
  if (panel === undefined && (await fit.count()) > 0) await fit.dispatchEvent('click');
  await page.waitForTimeout(SETTLE_MS);
}

function overview(pictures: readonly string[]): string {
  const figures = pictures.map(
    (name) =>
      `<figure><a href="${name}.png"><img src="${name}.png" alt=""></a><figcaption>${name}</figcaption></figure>`,
  );
  const style =
    'body{margin:16px;background:#888;font:13px sans-serif;display:flex;flex-wrap:wrap;gap:16px}img{height:300px}figure{margin:0}';
  return `<!doctype html><meta charset="utf-8"><title>Screens</title><style>${style}</style>${figures.join('')}`;
}

await main();
