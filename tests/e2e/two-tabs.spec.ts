import type { Page } from '@playwright/test';
import { expect, expectToast, nodeCard, openFile, test } from './support/app-test.ts';

const BAR = 'This document is open in another tab';

const NODES = { prompt: { type: 'motion-prompt@1', params: { text: 'blink' } } };

/** Fields of the selected node. */
const fieldsIn = (page: Page) => page.locator('.inspector').getByRole('textbox');

/** The name of the document as the top bar shows it. */
const nameIn = (page: Page) => page.getByRole('textbox', { name: 'Workflow name' });

test('two tabs never write one document: the second looks, takes over, and the first keeps its edits', async ({
  app,
}) => {
  const { page: first, context, url } = app;
  const document = { kineograph: 1, id: 'shared-film', name: 'Shared film', nodes: NODES, outputs: [] };
  await openFile(app, 'film.json', JSON.stringify(document));
  await expect(nameIn(first)).toHaveValue('Shared film');

  const second = await context.newPage();
  await second.goto(url);
  await expect(second.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await openFile({ page: second, folder: app.folder }, 'same.json', JSON.stringify(document));
  const bar = second.getByRole('alert').filter({ hasText: BAR });
  await expect(bar).toBeVisible();

  // What the first tab does is seen in the second, which changes nothing.
  await nameIn(first).fill('Edited in the first');
  await nameIn(first).press('Enter');
  await expect(nameIn(second)).toHaveValue('Edited in the first');
  await nameIn(second).fill('Refused');
  await nameIn(second).press('Enter');
  await expect(bar).toBeVisible();
  await expect(nameIn(first)).toHaveValue('Edited in the first');

  // Its fields say that they cannot be changed, and why.
  await nodeCard({ page: second }, 'Motion prompt').click({ position: { x: 60, y: 14 } });
  await expect(fieldsIn(second).nth(1)).toBeVisible();
  for (const field of await fieldsIn(second).all()) await expect(field).toBeDisabled();
  await expect(second.locator('.inspector').getByText(BAR)).toBeVisible();

  // The edit of a moment ago comes along.
  await nameIn(first).fill('A moment ago');
  await nameIn(first).press('Enter');
  await second.getByRole('button', { name: 'Take over' }).click();
  await expect(bar).toBeHidden();
  await expect(nameIn(second)).toHaveValue('A moment ago');
  for (const field of await fieldsIn(second).all()) await expect(field).toBeEnabled();
  await expect(first.getByRole('alert').filter({ hasText: BAR })).toBeVisible();
  await nameIn(second).fill('Edited in the second');
  await nameIn(second).press('Enter');
  await expect(nameIn(first)).toHaveValue('Edited in the second');

  // The first may go on with a copy; when it comes back to the original after the second is closed, it writes again.
  await first.getByRole('button', { name: 'Make a copy' }).click();
  await expect(nameIn(first)).toHaveValue('Edited in the second (copy)');
  await expect(first.getByRole('alert').filter({ hasText: BAR })).toBeHidden();
  await expectToast(app, /You go on with/);
  await second.close();
  await openFile(app, 'film.json', JSON.stringify({ ...document, name: 'From the file' }));
  await expect(nameIn(first)).toHaveValue('From the file');
  await expect(first.getByRole('alert').filter({ hasText: BAR })).toBeHidden();
});
