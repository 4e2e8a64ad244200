import type { Page } from 'playwright-core';
import { CANVAS_WORKFLOW } from '../../tests/support/comfy-workflows.ts';
import { canvasMenu, connect, fitMenu, furniture, severalSelected, subgraph, tidy } from './canvas-ways.ts';
import type { Screen } from './screen.ts';
import { command, drop, inspect, openTemplate, PORTRAIT, RUN_MS, runAll, settled } from './ways.ts';

/** Screens of the templates and of the editor around them, in the order of a visit. */
export const PORTRAIT_SCREENS: readonly Screen[] = [
  { name: 'first-visit', reach: settled },
  ...[1, 2, 3, 4, 5].map((step): Screen => ({ name: `tour-${step}`, reach: (page) => tour(page, step) })),
  { name: 'running', reach: running, leave: endRun },
  { name: 'after-run', reach: run },
  { name: 'node-selected', panel: 'Inspector', goesOn: true, reach: (page) => inspect(page, 'Animate') },
  { name: 'prompt', panel: 'Inspector', goesOn: true, reach: (page) => inspect(page, 'Motion prompt') },
  { name: 'sampler', panel: 'Inspector', goesOn: true, reach: (page) => inspect(page, 'Diffusion sampler') },
  {
    name: 'photo-check',
    panel: 'Inspector',
    goesOn: true,
    reach: async (page) => {
      await inspect(page, 'Load image');
      await page.locator('.photo-checks p:not(.quiet)').first().waitFor();
    },
  },
  {
    name: 'trim',
    panel: 'Result',
    goesOn: true,
    reach: async (page) => {
      await page.getByRole('button', { name: 'Trim' }).click();
      await page.locator('.trim').waitFor();
    },
  },
  {
    name: 'difference',
    panel: 'Result',
    goesOn: true,
    reach: async (page) => {
      await page.getByRole('button', { name: /Difference/ }).click();
      // The first frame is the photo: it differs in nothing.
      await page.locator('.player-scrub input').fill('30');
      await page.waitForTimeout(500);
    },
  },
  { name: 'changed', goesOn: true, reach: changed, leave: (page) => page.keyboard.press('Control+z') },
  {
    name: 'history',
    sizes: ['desk'],
    reach: async (page) => {
      await changed(page);
      await page.getByRole('button', { name: 'History' }).click();
      await page.locator('.history-list').waitFor();
    },
  },
  {
    name: 'no-face',
    panel: 'Inspector',
    reach: async (page) => {
      await openTemplate(page, PORTRAIT);
      await inspect(page, 'Load image');
      await page.getByRole('button', { name: 'coffee' }).click();
      await page.locator('.photo-finding').first().waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-sonner-toast]').first().waitFor({ timeout: RUN_MS });
      await page.locator('.inspector').evaluate((shown) => shown.scrollTo(0, 160));
    },
  },
  { name: 'nodes', sizes: ['phone'], panel: 'Nodes', reach: settled },
  { name: 'player', sizes: ['phone'], panel: 'Result', reach: run },
  { name: 'templates', reach: templates },
  ...['Blink and breathe', 'Cinemagraph', 'Parallax still'].map(
    (title): Screen => ({
      name: `template-${title.toLowerCase().replaceAll(' ', '-')}`,
      reach: (page) => openTemplate(page, title),
    }),
  ),
  { name: 'help', reach: help },
  { name: 'shortcuts', reach: (page) => command(page, 'Keyboard shortcuts') },
  { name: 'command-palette', reach: (page) => page.keyboard.press('Control+k') },
  { name: 'find', reach: (page) => page.keyboard.press('Control+f') },
  { name: 'connect', sizes: ['desk'], reach: connect },
  { name: 'fit-menu', sizes: ['desk'], reach: fitMenu },
  { name: 'several-selected', sizes: ['desk'], reach: severalSelected },
  { name: 'tidy', sizes: ['desk'], reach: tidy },
  { name: 'furniture', sizes: ['desk'], reach: furniture },
  { name: 'versions', reach: (page) => command(page, 'Versions') },
  { name: 'stored-results', reach: storedResults },
  { name: 'models', reach: models },
  {
    name: 'missing-model',
    panel: 'Inspector',
    reach: missingModel,
    leave: (page) => page.unrouteAll(),
  },
  { name: 'timeline', reach: timeline, leave: (page) => command(page, 'Show or hide the run timeline') },
  { name: 'menu', reach: (page) => page.locator('.run-more').click() },
  { name: 'shared', reach: shared },
  { name: 'comfy-report', reach: comfyReport },
  { name: 'comfy-graph', reach: comfyGraph },
  { name: 'canvas-menu', sizes: ['desk'], reach: canvasMenu },
  { name: 'subgraph', reach: subgraph },
  {
    name: 'subgraphs',
    reach: async (page) => {
      await subgraph(page);
      await command(page, 'Subgraphs');
    },
  },
  { name: 'refused-file', reach: refusedFile },
  { name: 'read-only', reach: readOnly, leave: closeOthers },
  { name: 'german', address: '?lang=de', reach: german, leave: english },
  { name: 'app-view', reach: appView, leave: (page) => page.keyboard.press('Control+e') },
  { name: 'empty', reach: (page) => command(page, 'New') },
];

async function tour(page: Page, step: number): Promise<void> {
  await command(page, 'Show me around');
  for (let at = 1; at < step; at++) await page.getByRole('button', { name: 'Next' }).click();
  await page.waitForTimeout(400);
}

async function running(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await page.keyboard.press('Control+Enter');
  await page.locator('.run-button.running').waitFor();
  await page.waitForTimeout(1500);
}

async function endRun(page: Page): Promise<void> {
  await page.keyboard.press('Control+.');
  await page.locator('.run-split').waitFor({ timeout: RUN_MS });
}

/** Runs what is not stored yet; on a phone the workflow stays in view. */
async function run(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await runAll(page);
}

/** A setting was changed after the run: what will run again, and why. */
async function changed(page: Page): Promise<void> {
  await run(page);
  await inspect(page, 'Crop');
  const slider = page.getByRole('slider', { name: 'Margin' }).first();
  await slider.focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowLeft');
  await page.waitForTimeout(3000);
}

async function storedResults(page: Page): Promise<void> {
  await command(page, 'Stored results');
  await page.waitForTimeout(500);
}

async function models(page: Page): Promise<void> {
  await command(page, 'Models');
  await page.locator('.model-list').waitFor();
  await page.waitForTimeout(800);
}

/** A host that lacks a model, which a change makes needed again. */
async function missingModel(page: Page): Promise<void> {
  await page.route('**/models/embedded/person-matte.onnx', (route) => route.fulfill({ status: 404 }));
  await page.reload();
  await changed(page);
  // Another crop than in the states before, whose matte may be there already.
  for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowLeft');
  await page.locator('.state-missing').first().waitFor();
  await inspect(page, 'Person matte');
}

async function timeline(page: Page): Promise<void> {
  await run(page);
  await command(page, 'Show or hide the run timeline');
  await page.locator('.timeline').waitFor();
  await page.waitForTimeout(400);
}

async function templates(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Templates' }).first().click();
  await page.locator('.gallery-card img').first().waitFor();
  await page.waitForTimeout(400);
}

async function help(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(300);
}

async function shared(page: Page): Promise<void> {
  await command(page, 'Copy link');
  await page.locator('[data-sonner-toast]').first().waitFor();
  await page.waitForTimeout(400);
}

/** A dropped workflow of ComfyUI, and what became of it. */
async function comfyReport(page: Page): Promise<void> {
  await settled(page);
  await drop(page, 'grandma.json', JSON.stringify(CANVAS_WORKFLOW));
  await page.locator('.dialog-comfy').waitFor();
  await page.waitForTimeout(400);
}

async function comfyGraph(page: Page): Promise<void> {
  await comfyReport(page);
  await page.keyboard.press('Escape');
  await page.waitForTimeout(600);
}

async function refusedFile(page: Page): Promise<void> {
  await settled(page);
  await drop(page, 'broken.json', '{ "kineograph": 1, "nodes": [');
  await page.locator('[data-sonner-toast]').first().waitFor();
  await page.waitForTimeout(500);
}

/** The same document in a second tab. */
async function readOnly(page: Page): Promise<void> {
  const text = JSON.stringify({
    kineograph: 1,
    id: 'of-two-tabs',
    name: 'Open in two tabs',
    nodes: { prompt: { type: 'motion-prompt@1', params: { text: 'blink' } } },
    outputs: [],
  });
  const other = await page.context().newPage();
  await other.goto(page.url());
  await settled(other);
  await drop(other, 'shared.json', text);
  await other.locator('.react-flow__node[data-id="prompt"]').waitFor();
  // It is that tab's document only when its lock is held.
  await other.waitForFunction(async () =>
    (await navigator.locks.query()).held?.some(({ name }) => name?.includes('of-two-tabs')),
  );
  await page.bringToFront();
  await drop(page, 'shared.json', text);
  await page.locator('.read-only-bar').waitFor();
  await page.waitForTimeout(500);
}

async function closeOthers(page: Page): Promise<void> {
  for (const other of page.context().pages()) if (other !== page) await other.close();
}

async function german(page: Page): Promise<void> {
  await settled(page);
  await page.getByRole('button', { name: 'Vorlagen' }).first().click();
  await page.locator('.gallery-card').first().click();
  await page.locator('.gallery').waitFor({ state: 'detached' });
  await page.waitForTimeout(2500);
}

async function english(page: Page): Promise<void> {
  await page.evaluate(() => localStorage.setItem('kineograph-language', 'en'));
}

async function appView(page: Page): Promise<void> {
  await run(page);
  await page.keyboard.press('Control+e');
  await page.locator('.app-view').waitFor();
  await page.locator('.photo-checks p:not(.quiet)').first().waitFor();
  await page.waitForTimeout(1500);
}
