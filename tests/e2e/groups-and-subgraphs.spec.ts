import { readFile } from 'node:fs/promises';
import { draftWritten, expect, nodeCard, openFile, test } from './support/app-test.ts';
import { PORTRAIT } from './support/command-line.ts';

const HEADER = { position: { x: 40, y: 8 } };

test('groups, notes and reroutes are made, moved and taken back without a pointer, and change no result', async ({
  app,
}) => {
  const { page } = app;
  const status = page.getByRole('contentinfo');
  await nodeCard(app, 'Person matte').click(HEADER);
  await page.keyboard.press('Control+g');
  await expect(page.getByRole('textbox', { name: 'Title of the group' })).toBeFocused();
  await page.keyboard.type('Analysis');
  await page.keyboard.press('Enter');
  const group = page.getByRole('region', { name: 'Group Analysis, 1 node' });
  await expect(group).toBeVisible();

  const matte = nodeCard(app, 'Person matte');
  const before = await matte.boundingBox();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await matte.boundingBox())?.x).toBeGreaterThan(before?.x ?? 0);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await matte.boundingBox())?.x).toBe(before?.x);

  await page.keyboard.press('Shift+N');
  await expect(page.getByRole('textbox', { name: 'Text of the note' })).toBeFocused();
  await page.keyboard.type('One subtle motion reads as real.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Note: One subtle motion reads as real.' })).toBeVisible();

  await page.locator('.react-flow__edge[data-id="animate.depth"]').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+R');
  const reroute = page.getByRole('img', { name: 'Reroute: Depth' });
  await expect(reroute).toHaveCount(1);
  await page.keyboard.press('Delete');
  await expect(reroute).toHaveCount(0);
  await expect(page.locator('.react-flow__edge[data-id="animate.depth"]')).toHaveCount(1);
  await expect(status).toContainText('12 nodes to run');
  expect(app.errors).toEqual([]);
});

test('a subgraph is made of a selection, shows state and settings, survives a reload, and expands again', async ({
  app,
}) => {
  const { page } = app;
  await page.keyboard.down('Shift');
  for (const title of ['Regions', 'Depth', 'Motion prompt']) await nodeCard(app, title).click(HEADER);
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+Shift+G');
  const instance = nodeCard(app, 'Subgraph 1');
  await expect(instance).toBeVisible();
  await expect(nodeCard(app, 'Regions')).toHaveCount(0);
  await expect(instance.getByRole('img').first()).toHaveAttribute('aria-label', /Will run/);
  await expect(page.getByRole('contentinfo')).toContainText('12 nodes to run');
  await expect(page.locator('.inspector').getByRole('textbox', { name: 'Prompt' })).toHaveValue(
    /natural blink/,
  );

  await draftWritten(app, 'Subgraph 1');
  await page.reload();
  await expect(nodeCard(app, 'Subgraph 1')).toBeVisible();
  await nodeCard(app, 'Subgraph 1').click(HEADER);
  await page.keyboard.press('Control+Alt+g');
  await expect(nodeCard(app, 'Regions')).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('12 nodes to run');
  expect(app.errors).toEqual([]);
});

test('a subgraph that contains itself says so and harms nothing', async ({ app }) => {
  const document = JSON.parse(await readFile(PORTRAIT, 'utf8'));
  document.name = 'Endless';
  document.nodes.matte = { type: 'subgraph:it', inputs: { image: 'crop.image' } };
  const port = { type: 'Mask', from: 'again.matte' };
  const nodes = { again: { type: 'subgraph:it' } };
  document.subgraphs = { it: { name: 'It', nodes, inputs: {}, outputs: { matte: port }, params: {} } };
  await openFile(app, 'endless.json', JSON.stringify(document));
  await expect(app.page.getByLabel('Workflow name')).toHaveValue('Endless');
  const badge = nodeCard(app, 'It').getByRole('img').first();
  await expect(badge).toHaveAttribute('aria-label', /contains itself/);
  expect(app.errors).toEqual([]);
});
