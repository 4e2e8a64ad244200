import type { Locator, Page } from '@playwright/test';
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

/** Steps that are taken back and done again at the end. */
const UNDO_STEPS = 50;
/** More presses of Tab than any way through the page takes. */
const MOST_TABS = 80;

/** Opens the command palette, types, and takes the first answer. */
async function command(page: Page, keys: string, text: string): Promise<void> {
  await page.keyboard.press(keys);
  const field = page.getByRole('dialog').getByRole('combobox');
  await expect(field).toBeFocused();
  await page.keyboard.type(text);
  await expect(field).toHaveValue(text);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** The piece of the graph that has the focus. */
const focusedNode = (page: Page, name: RegExp) => expect(page.locator(':focus')).toHaveAccessibleName(name);

async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(goal).toBeFocused();
}

/** From the node with the focus: port, then target, by their names. */
async function connect(page: Page, port: string, target: string): Promise<void> {
  const question = page.getByRole('dialog');
  await page.keyboard.press('Shift+C');
  await page.keyboard.type(`${port} gives`);
  await expect(question.getByRole('option', { selected: true })).toContainText(port);
  await page.keyboard.press('Enter');
  await expect(question).toContainText(`${port} to…`);
  await page.keyboard.type(target);
  await expect(question.getByRole('option', { selected: true })).toContainText(target);
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
}

/** Types a number into a setting of a node, and goes back to the graph. */
async function set(page: Page, title: string, setting: string, value: string): Promise<void> {
  await command(page, 'Control+f', title);
  await focusedNode(page, new RegExp(`^${title}`));
  await page.keyboard.press('Control+i');
  await tabTo(page, page.getByRole('textbox', { name: setting, exact: true }));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(value);
  await page.keyboard.press('Enter');
  await page.keyboard.press('F6');
  await focusedNode(page, new RegExp(`^${title}`));
}

test('living portrait is built from nothing, run, changed and run again by keyboard alone', async ({
  app,
}) => {
  test.setTimeout(600_000);
  const { page, errors } = app;
  const template = await portrait();
  await command(page, 'Control+k', 'new');
  await expect(page.getByRole('heading', { name: 'An empty workflow' })).toBeVisible();

  for (const node of Object.keys(template.nodes)) {
    const title = titleOf(template, node);
    await command(page, 'Control+k', title);
    await focusedNode(page, new RegExp(`^${title}`));
  }
  // All wires of a node one after another: the focus stays on it.
  const wires = wiresOf(template).toSorted((a, b) => (a.from[0] < b.from[0] ? -1 : 1));
  for (const [index, { from, to }] of wires.entries()) {
    if (wires[index - 1]?.from[0] !== from[0]) await command(page, 'Control+f', from[0]);
    await focusedNode(page, new RegExp(`^${from[0]}`));
    await connect(page, from[1], `${to[0]} · ${to[1]}`);
    await focusedNode(page, new RegExp(`${from[0]}.*feeds.*${to[0]}`));
  }
  await set(page, 'Diffusion sampler', 'Seed', '7');
  await focusedNode(page, /^Diffusion sampler/);
  const untidy = await page.locator(':focus').getAttribute('style');
  await command(page, 'Control+k', 'tidy layout');
  // A worker thinks of the layout.
  await expect(page.locator(':focus')).not.toHaveAttribute('style', untidy ?? '');
  expect(meaningOf(await savedDocument(page))).toEqual(meaningOf(template));

  // Small, for a quick run.
  await set(page, 'Crop', 'Size', '128');
  await set(page, 'Diffusion sampler', 'Length', '1.5');
  await page.keyboard.press('Control+Enter');
  await expectPlayingClip(page);

  // A tweak runs only what depends on it; the wires are walked along to get there.
  await command(page, 'Control+f', 'Loop blend');
  await page.keyboard.press('Control+ArrowRight');
  await focusedNode(page, /^Encode/);
  await page.keyboard.press('Control+i');
  await tabTo(page, page.getByRole('combobox', { name: 'Quality' }));
  await page.keyboard.press('d');
  await expect(page.getByRole('combobox', { name: 'Quality' })).toHaveValue('draft');
  await expect(page.getByRole('contentinfo')).toContainText('1 node to run');
  await page.keyboard.press('Control+Enter');
  await expectPlayingClip(page);

  // Nodes are moved, wires cut and drawn again.
  await page.keyboard.press('F6');
  for (let step = 0; step < UNDO_STEPS / 2; step++) {
    await page.keyboard.press(step % 2 === 0 ? 'ArrowDown' : 'Alt+ArrowLeft');
  }
  await command(page, 'Control+f', 'Encode');
  await page.keyboard.press('Shift+X');
  await expect(page.getByRole('dialog')).toContainText('Loop blend · Clip to Encode · Clip');
  await page.keyboard.press('Enter');
  await focusedNode(page, /^Encode$/);
  await expect(nodeCard(app, 'Encode').getByRole('img').first()).toHaveAttribute('aria-label', /Cannot run/);
  await page.keyboard.press('Control+z');
  await focusedNode(page, /^Encode, fed by Loop blend/);
  // Nothing is left to do again: the steps back lead here.
  await page.keyboard.press('Control+Shift+z');
  await focusedNode(page, /^Encode$/);
  await expectUndoAndRedo(page, UNDO_STEPS);
  expect(errors).toEqual([]);
});
