import type { Page } from 'playwright-core';
import { CANVAS_WORKFLOW } from '../tests/support/comfy-workflows.ts';

type Size = 'desk' | 'phone';

/** A state of the editor to be photographed. */
export interface Screen {
  readonly name: string;
  /** Sizes at which it exists; both by default. */
  readonly sizes?: readonly Size[];
  /** Behind the app's address. */
  readonly address?: string;
  /** Brings the freshly loaded page into the state. */
  reach(page: Page, size: Size): Promise<void>;
}

/** Longest time a run may take on a slow machine, ms. */
const RUN_MS = 400_000;

/** Every screen and state, in the order of a visit: the first run fills the cache for those after it. */
export const SCREENS: readonly Screen[] = [
  { name: 'first-visit', reach: settled },
  { name: 'tour', reach: (page) => command(page, 'Show me around') },
  { name: 'after-run', reach: run },
  { name: 'node-selected', reach: (page, size) => inspect(page, size, 'Animate') },
  { name: 'prompt', reach: (page, size) => inspect(page, size, 'Motion prompt') },
  {
    name: 'photo-check',
    reach: async (page, size) => {
      await inspect(page, size, 'Load image');
      await page.locator('.photo-checks p:not(.quiet)').first().waitFor();
    },
  },
  {
    name: 'no-face',
    reach: async (page, size) => {
      await inspect(page, size, 'Load image');
      await page.getByRole('button', { name: 'coffee' }).click();
      await page.locator('.photo-finding').first().waitFor();
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-sonner-toast]').first().waitFor({ timeout: RUN_MS });
      if (size === 'desk') await page.locator('.inspector').evaluate((panel) => panel.scrollTo(0, 160));
    },
  },
  { name: 'palette', sizes: ['phone'], reach: (page) => panel(page, 'Nodes') },
  { name: 'player', sizes: ['phone'], reach: (page) => panel(page, 'Result') },
  { name: 'templates', reach: (page) => page.getByRole('button', { name: 'Templates' }).first().click() },
  { name: 'help', reach: help },
  { name: 'shortcuts', sizes: ['desk'], reach: (page) => page.keyboard.press('Shift+?') },
  { name: 'command-palette', reach: (page) => page.keyboard.press('Control+k') },
  { name: 'versions', reach: (page) => command(page, 'Versions') },
  { name: 'stored-results', reach: storedResults },
  { name: 'timeline', sizes: ['desk'], reach: timeline },
  { name: 'menu', sizes: ['desk'], reach: (page) => page.locator('.run-more').click() },
  { name: 'comfy-report', reach: comfyReport },
  { name: 'canvas-menu', sizes: ['desk'], reach: canvasMenu },
  { name: 'subgraph', sizes: ['desk'], reach: subgraph },
  { name: 'german', address: '?lang=de', reach: afterPreviews },
  { name: 'app-view', reach: appView },
  { name: 'empty', reach: (page) => command(page, 'New') },
];

/** A dropped workflow of ComfyUI, and what became of it. */
async function comfyReport(page: Page): Promise<void> {
  await settled(page);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], 'grandma.json', { type: 'application/json' }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, JSON.stringify(CANVAS_WORKFLOW));
  await page.locator('.dialog-comfy').waitFor();
  await page.waitForTimeout(400);
}

async function canvasMenu(page: Page): Promise<void> {
  await openExample(page);
  await page.locator('.react-flow__node .node-title').nth(2).click({ button: 'right' });
  await page.locator('[role="menu"]').waitFor();
  await page.waitForTimeout(300);
}

/** Two nodes as a subgraph, seen from inside. */
async function subgraph(page: Page): Promise<void> {
  await openExample(page);
  await page.locator('.react-flow__node .node-title').nth(2).click();
  await page.keyboard.press('Control+Shift+g');
  await page.waitForTimeout(600);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1200);
}

async function settled(page: Page): Promise<void> {
  await page.locator('.react-flow__node, .canvas-empty').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(600);
}

/** Runs what is not stored yet; on a phone the workflow stays in view. */
async function run(page: Page): Promise<void> {
  await openExample(page);
  await page.keyboard.press('Control+Enter');
  await page.locator('.run-split').waitFor({ timeout: RUN_MS });
  await page
    .locator('.status-bar')
    .getByText(/Done in/)
    .waitFor({ timeout: RUN_MS, state: 'attached' });
  // Toasts of the end of a run have gone, thumbnails are drawn.
  await page.waitForTimeout(1500);
}

/** States before may have left another document open. */
async function openExample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Templates' }).first().click();
  await page
    .getByRole('button', { name: /Living portrait/ })
    .first()
    .click();
  await settled(page);
}

/** Results of earlier runs are read and drawn. */
async function afterPreviews(page: Page): Promise<void> {
  await settled(page);
  await page.waitForTimeout(2500);
}

async function command(page: Page, label: string): Promise<void> {
  await settled(page);
  await page.keyboard.press('Control+k');
  await page.locator('[cmdk-input]').fill(label);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
}

async function panel(page: Page, name: string): Promise<void> {
  await settled(page);
  await page.locator('.panel-tabs').getByRole('button', { name }).click();
  await page.waitForTimeout(400);
}

/** Selects a node and shows its settings. */
async function inspect(page: Page, size: Size, title: string): Promise<void> {
  await settled(page);
  await page.keyboard.press('Control+f');
  await page.locator('[cmdk-input]').fill(title);
  await page.keyboard.press('Enter');
  await page.locator('.inspector-title').waitFor({ state: 'attached' });
  if (size === 'phone') await panel(page, 'Inspector');
  await page.waitForTimeout(600);
}

async function help(page: Page): Promise<void> {
  await settled(page);
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await page.waitForTimeout(300);
}

async function storedResults(page: Page): Promise<void> {
  await command(page, 'Stored results');
  await page.waitForTimeout(500);
}

async function timeline(page: Page): Promise<void> {
  await run(page);
  await page.locator('.status-button').first().click();
  await page.waitForTimeout(400);
}

async function appView(page: Page): Promise<void> {
  await run(page);
  await page.keyboard.press('Control+e');
  await page.locator('.app-view').waitFor();
  await page.locator('.photo-checks p:not(.quiet)').first().waitFor();
  await page.waitForTimeout(1500);
}
