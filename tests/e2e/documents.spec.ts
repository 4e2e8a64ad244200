import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { WorkflowDocument } from '../../src/runtime/document.ts';
import { expect, expectToast, nodeCard, openFile, runWorkflow, test } from './support/app-test.ts';
import { openCommandLine, PORTRAIT } from './support/command-line.ts';

const nameIn = (page: Page) => page.getByRole('textbox', { name: 'Workflow name' });

/** The living portrait in small: a second or two of work. */
async function smallPortrait(name: string): Promise<WorkflowDocument> {
  const document = JSON.parse(await readFile(PORTRAIT, 'utf8')) as WorkflowDocument;
  const { crop, motion } = document.nodes;
  if (!crop || !motion) throw new Error('the template has changed');
  const nodes = {
    ...document.nodes,
    crop: { ...crop, params: { ...crop.params, size: 128 } },
    motion: { ...motion, params: { ...motion.params, seconds: 2, fps: 12, steps: 4 } },
  };
  return { ...document, name, nodes };
}

/** Names of the documents that this browser keeps. */
function draftNames(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('kineograph-drafts');
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const stores = [...database.objectStoreNames];
    const reading = database
      .transaction(stores)
      .objectStore(stores[0] ?? '')
      .getAll();
    const rows = await new Promise<{ name?: string; document?: { name: string } }[]>((resolve, reject) => {
      reading.onsuccess = () => resolve(reading.result);
      reading.onerror = () => reject(reading.error);
    });
    database.close();
    return rows.map((row) => row.name ?? row.document?.name ?? '');
  });
}

test('a crash of the page loses nothing: the next one goes on where it was', async ({ app }) => {
  const { page, context, url } = app;
  await nodeCard(app, 'Crop').click({ position: { x: 40, y: 8 } });
  await page.keyboard.press('Delete');
  await expect(nodeCard(app, 'Crop')).toHaveCount(0);
  // Last, as a draft that has it has all before it.
  await nameIn(page).fill('Before the crash');
  await expect.poll(() => draftNames(page)).toContain('Before the crash');

  const crashed = page.waitForEvent('crash');
  await page.goto('chrome://crash').catch(() => undefined);
  await crashed;

  const next = await context.newPage();
  await next.goto(url);
  await expect(nameIn(next)).toHaveValue('Before the crash');
  await expect(next.getByRole('article', { name: 'Person matte', exact: true })).toBeVisible();
  await expect(next.getByRole('article', { name: 'Crop', exact: true })).toHaveCount(0);
});

test('a link carries a workflow to another browser, and nothing of it to a server', async ({ app }) => {
  const { page, context, url, requests } = app;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openFile(app, 'shared.json', JSON.stringify(await smallPortrait('By link')));
  await expect(nameIn(page)).toHaveValue('By link');
  await page.getByRole('button', { name: 'Copy link to this workflow' }).click();
  await expectToast(app, /Link copied/);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.startsWith(`${url}/#`.replace('//#', '/#'))).toBe(true);

  const other = await context.newPage();
  await other.goto(link);
  await expect(nameIn(other)).toHaveValue('By link');
  await expect(other.getByRole('article')).toHaveCount(12);
  expect(new URL(other.url()).hash).not.toContain('w=');
  expect(requests.filter((request) => request.includes(link.slice(-40)))).toEqual([]);
});

test('on a phone the app view makes a clip; dropped, it opens its graph again; the command line makes the same', async ({
  app,
}) => {
  test.slow();
  const { page, errors } = app;
  await openFile(app, 'phone.json', JSON.stringify(await smallPortrait('From a phone')));
  await expect(nameIn(page)).toHaveValue('From a phone');
  await page.getByRole('button', { name: 'Open app view' }).first().click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('textbox', { name: 'Prompt' }).fill('one slow blink');
  await runWorkflow(app);
  const player = page.getByRole('region', { name: 'Result' });
  await expect(player.locator('.player-count')).toHaveText(/\/ 24$/);
  const frame = await player.locator('.player-count').textContent();
  await expect(player.locator('.player-count')).not.toHaveText(frame ?? '');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);

  await page.evaluate(() => Object.assign(window, { showSaveFilePicker: undefined }));
  const downloading = page.waitForEvent('download');
  await player.getByRole('button', { name: 'Save MP4' }).click();
  const clip = await readFile(await (await downloading).path());

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Open in the editor' }).click();
  await page.getByRole('button', { name: 'Templates' }).click();
  await page.getByRole('button', { name: /Empty canvas/ }).click();
  await expect(page.getByRole('heading', { name: 'An empty workflow' })).toBeVisible();
  const dropped = await page.evaluateHandle((data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'clip.mp4', { type: 'video/mp4' }));
    return transfer;
  }, clip.toString('base64'));
  await page.locator('.canvas').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(nameIn(page)).toHaveValue('From a phone');
  await nodeCard(app, 'Motion prompt').click({ position: { x: 40, y: 8 } });
  await expect(page.locator('.inspector').getByRole('textbox', { name: 'Prompt' })).toHaveValue(
    'one slow blink',
  );
  await expect(page.getByRole('contentinfo')).toContainText('Everything is up to date');
  expect(errors).toEqual([]);

  // the command line makes the same clip, byte for byte
  const cli = await openCommandLine();
  try {
    await writeFile(cli.file('clip.mp4'), clip);
    const finished = await cli.run('run', cli.file('clip.mp4'), '--out', cli.file('again.mp4'));
    expect(finished.code, finished.stderr).toBe(0);
    expect((await readFile(cli.file('again.mp4'))).equals(clip)).toBe(true);
  } finally {
    await cli.remove();
  }
});
