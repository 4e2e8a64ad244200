import type { Page } from '@playwright/test';
import { expect, nodeCard, test } from './support/app-test.ts';
import {
  expectPlayingClip,
  expectUndoAndRedo,
  meaningOf,
  portrait,
  savedDocument,
  titleOf,
  wiresOf,
} from './support/portrait-graph.ts';

/** Where nodes are dropped, px of the window: columns and rows that leave room between them. */
const FIRST = { x: 200, y: 70 };
const STEP = { x: 170, y: 200 };
const ROWS = 4;

/** A port of the node with this title. */
function port(page: Page, title: string, side: 'source' | 'target', name: string) {
  return page
    .getByRole('article', { name: title, exact: true })
    .locator(`.react-flow__handle.${side}[data-handleid="${name}"]`);
}

async function middle(place: ReturnType<typeof port>): Promise<{ x: number; y: number }> {
  const box = await place.boundingBox();
  if (!box) throw new Error('the port is not on the screen');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Draws with the pressed left button. */
async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

test('living portrait is built from nothing, run, changed and run again with the mouse alone', async ({
  app,
}) => {
  test.setTimeout(600_000);
  const { page, errors } = app;
  const template = await portrait();
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('button', { name: /Empty canvas/ }).click();
  await expect(page.getByRole('heading', { name: 'An empty workflow' })).toBeVisible();
  for (let clicks = 0; clicks < 4; clicks++) await page.getByRole('button', { name: 'Zoom out' }).click();

  // From the list onto the canvas, but for the last node: that one grows out of a wire.
  const nodes = Object.keys(template.nodes).filter((node) => node !== 'encode');
  for (const [index, node] of nodes.entries()) {
    const item = page.locator('.palette-item', { hasText: new RegExp(`^${titleOf(template, node)}$`) });
    const x = FIRST.x + Math.floor(index / ROWS) * STEP.x;
    // Away from the border, where the view follows a wire that is drawn.
    const targetPosition = { x: x - FIRST.x + 80, y: FIRST.y + (index % ROWS) * STEP.y - 40 };
    await item.dragTo(page.locator('.canvas .react-flow__pane'), { targetPosition });
    await expect(nodeCard(app, titleOf(template, node))).toBeVisible();
  }
  const wires = wiresOf(template).filter(({ target }) => target.node !== 'encode');
  for (const { from, to, source, target } of wires) {
    const start = await middle(port(page, from[0], 'source', source.port));
    await drag(page, start, await middle(port(page, to[0], 'target', target.port)));
    const wire = page.getByRole('group', { name: `Wire from ${from[0]} to ${to[0]}` });
    await expect(wire.first()).toBeAttached();
  }
  const clip = await middle(port(page, 'Loop blend', 'source', 'clip'));
  await drag(page, clip, { x: clip.x + 60, y: clip.y + 160 });
  const menu = page.getByRole('listbox', { name: 'Connect to' });
  await expect(menu.getByRole('option', { name: /^Load image/ })).toHaveCount(0);
  await menu.getByRole('option', { name: /^Encode/ }).click();
  await expect(nodeCard(app, 'Encode')).toBeVisible();

  await nodeCard(app, 'Diffusion sampler').click({ position: { x: 20, y: 8 } });
  await page.getByRole('button', { name: 'Another seed' }).click();
  const built = await savedDocument(page);
  const seed = Object.values(built.nodes).find(({ type }) => type.startsWith('diffusion'))?.params?.seed;
  const { motion } = template.nodes;
  if (!motion) throw new Error('the template has no motion');
  const expected = { ...template.nodes, motion: { ...motion, params: { ...motion.params, seed } } };
  expect(meaningOf(built)).toEqual(meaningOf({ ...template, nodes: expected as typeof template.nodes }));

  // Small, for a quick run: the sliders near their left ends.
  await page.getByRole('slider', { name: 'Length' }).click({ position: { x: 1, y: 8 } });
  await nodeCard(app, 'Crop').click({ position: { x: 20, y: 8 } });
  await page.getByRole('slider', { name: 'Size' }).click({ position: { x: 16, y: 8 } });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectPlayingClip(page);

  await nodeCard(app, 'Encode').click({ position: { x: 20, y: 8 } });
  await page.getByRole('combobox', { name: 'Quality' }).selectOption('draft');
  await expect(page.getByRole('contentinfo')).toContainText('1 node to run');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectPlayingClip(page);

  // A drag is one step, however far it goes.
  for (const title of nodes.map((node) => titleOf(template, node))) {
    const box = await nodeCard(app, title).boundingBox();
    if (!box) throw new Error(`${title} is not on the screen`);
    await drag(page, { x: box.x + 30, y: box.y + 8 }, { x: box.x + 60, y: box.y + 28 });
  }
  await expectUndoAndRedo(page, 50);
  expect(errors).toEqual([]);
});
