import type { Page } from 'playwright-core';
import { command, inspect, openTemplate, PORTRAIT } from './ways.ts';

/** The palette that connects a node by keys alone. */
export async function connect(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await page.locator('.react-flow__node[data-id="matte"]').focus();
  await page.keyboard.press('Shift+c');
  await page.locator('.connect-palette').waitFor();
  await page.waitForTimeout(300);
}

/** A wire that was dropped on empty canvas. */
export async function fitMenu(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  const port = page.locator('.react-flow__node[data-id="crop"] .react-flow__handle-right').first();
  const box = await port.boundingBox();
  const canvas = await page.locator('.canvas').boundingBox();
  if (!box || !canvas) throw new Error('no port to draw from');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width * 0.4, canvas.y + canvas.height - 14, { steps: 6 });
  await page.mouse.up();
  await page.locator('.fit-menu').waitFor();
}

/** All nodes are selected. */
export async function severalSelected(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await page.locator('.react-flow__node').first().focus();
  await page.keyboard.press('Control+a');
  await page.waitForTimeout(400);
}

/** The graph as the layout library lays it out. */
export async function tidy(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await command(page, 'Tidy layout');
  await page.waitForTimeout(800);
  await page.locator('.react-flow__controls-fitview').click();
  await page.waitForTimeout(400);
}

/** A group, a note and a reroute. */
export async function furniture(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await page.keyboard.down('Shift');
  for (const id of ['photo', 'faces'])
    await page.locator(`.react-flow__node[data-id="${id}"] .node-title`).click();
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+g');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(400);
  await page.locator('.react-flow__pane').click({ position: { x: 8, y: 8 } });
  await page.keyboard.press('Shift+n');
  await page.keyboard.type('One subtle motion reads as real.');
  await page.waitForTimeout(500);
}

/** The menu of a node. */
export async function canvasMenu(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await page.locator('.react-flow__node .node-title').nth(2).click({ button: 'right' });
  await page.locator('[role="menu"]').waitFor();
  await page.waitForTimeout(300);
}

/** A node as a subgraph, seen from inside. */
export async function subgraph(page: Page): Promise<void> {
  await openTemplate(page, PORTRAIT);
  await inspect(page, 'Person matte');
  await command(page, 'Make a subgraph');
  await page.waitForTimeout(600);
  await command(page, 'Go into');
  await page.waitForTimeout(1200);
}
