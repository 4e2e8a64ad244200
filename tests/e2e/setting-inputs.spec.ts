import { expect, nodeCard, test } from './support/app-test.ts';
import { savedDocument } from './support/portrait-graph.ts';

/** Where a wire is dropped on empty canvas, px of the window. */
const EMPTY_PLACE = { x: 420, y: 800 };

test('a setting becomes an input, follows what is wired to it, and is itself again when the wire is gone', async ({
  app,
}) => {
  const { page } = app;
  const prompt = nodeCard(app, 'Motion prompt');
  const made = prompt.locator('.node-preview');
  await prompt.locator('.node-header').click();
  await page.getByRole('button', { name: 'Make it an input: Prompt' }).click();
  const port = prompt.locator('.react-flow__handle.target[data-handleid="param:text"]');
  await expect(port).toBeVisible();

  // Only what gives a text is offered where the wire is dropped.
  await port.hover();
  await page.mouse.down();
  await page.mouse.move(EMPTY_PLACE.x, EMPTY_PLACE.y, { steps: 6 });
  await page.mouse.up();
  await expect(page.locator('.fit-list').getByRole('option')).toHaveText(['TextText']);
  await page.locator('.fit-list').getByRole('option').click();
  await expect(page.locator('.react-flow__edge[data-id="prompt.param:text"]')).toHaveCount(1);

  const text = nodeCard(app, 'Text');
  await text.locator('.node-header').click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('wink with the left eye');
  await prompt.locator('.node-header').click();
  await expect(page.locator('.field-wired')).toContainText('Set by Text · Text');
  await runHere();
  await expect(made).toContainText(/wink/i);

  // The whole of it is in the document, and the command line reads the same.
  const { nodes } = await savedDocument(page);
  expect(nodes.prompt).toMatchObject({ paramInputs: ['text'], inputs: { 'param:text': 'text.text' } });

  await page.locator('.field-wired').getByRole('button', { name: 'Cut the wire' }).click();
  await expect(page.locator('.field-wired')).toHaveCount(0);
  await runHere();
  await expect(made).not.toContainText(/wink/i);
  await page.keyboard.press('Control+z');
  await expect(page.locator('.field-wired')).toHaveCount(1);
  expect(app.errors).toEqual([]);

  async function runHere(): Promise<void> {
    const status = page.getByRole('contentinfo');
    const before = (await status.getAttribute('data-runs')) ?? '';
    await page.getByRole('button', { name: 'Run to here' }).click();
    await expect(status).not.toHaveAttribute('data-runs', before, { timeout: 300_000 });
  }
});
