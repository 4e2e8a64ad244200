import { type App, expect, test } from './support/app-test.ts';
import { dropFile } from './support/drop-file.ts';
import { samplePhotoFile } from './support/photo-files.ts';
import { plainTexts } from './support/plain-texts.ts';

/** What the page says in the pseudo-language, place by place. */
type Walk = Record<string, readonly string[]>;

test('every text of every panel and dialog is in a catalogue', async ({ app }) => {
  test.setTimeout(180_000);
  const { page, url } = app;
  await page.goto(`${url}?lang=pseudo`);
  await expect(page.getByRole('contentinfo')).toContainText('tó rúñ');
  const walk: Walk = {};
  const look = async (place: string) => {
    const texts = await plainTexts(page);
    if (texts.length > 0) walk[place] = texts;
  };
  await look('the editor');
  const cards = page.getByRole('article');
  for (let index = 0; index < (await cards.count()); index++) {
    const card = cards.nth(index);
    await card.locator('.node-title').click();
    await expect(page.locator('.inspector-title')).toBeVisible();
    for (const fold of await page.locator('.inspector details:not([open]) > summary').all())
      await fold.click();
    await look(`inspector of ${await card.getAttribute('aria-label')}`);
  }
  const opened = async (place: string, open: () => Promise<void>, role: 'dialog' | 'menu' = 'dialog') => {
    await open();
    await expect(page.getByRole(role)).toHaveCount(1);
    await look(place);
    await page.keyboard.press('Escape');
    await expect(page.getByRole(role)).toHaveCount(0);
  };
  await opened('templates', () => page.locator('.top-bar button', { hasText: /Témplátés/ }).click());
  await opened('shortcuts', () => page.keyboard.press('Shift+?'));
  await opened('help', () => page.keyboard.press('F1'));
  await opened('command palette', () => page.keyboard.press('Control+k'));
  await opened('find', () => page.keyboard.press('Control+f'));
  await opened('menu', () => page.locator('.run-more').click(), 'menu');
  await opened('stored results', () => page.locator('.status-button').last().click());
  await page.locator('.status-button').first().click();
  await look('timeline');
  await page.setViewportSize({ width: 390, height: 844 });
  await look('phone');
  await page.keyboard.press('Control+e');
  await expect(page.locator('.app-view')).toBeVisible();
  await look('app view');
  expect(walk).toEqual({});
});

/** Performs a command through the palette. @param label as it is written in the pseudo-language */
async function perform({ page }: App, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(label);
  await expect(page.getByRole('option').first()).toContainText(label);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveCount(0);
}

test('the tour, versions, subgraphs and failures say nothing that is in no catalogue', async ({ app }) => {
  test.setTimeout(300_000);
  const { page, url } = app;
  await page.goto(`${url}?lang=pseudo`);
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText('tó rúñ');
  const walk: Walk = {};
  const look = async (place: string) => {
    // Failures begin with the name of their node or file.
    const named = /^[\w.-]+: [\w.-]+: ⟦/;
    const texts = (await plainTexts(page, { toasts: true })).filter((text) => !named.test(text));
    if (texts.length > 0) walk[place] = texts;
  };
  await perform(app, 'Shów mé');
  await expect(page.locator('.tour-card')).toBeVisible();
  await look('tour');
  await page.keyboard.press('Escape');
  await expect(page.locator('.tour-card')).toHaveCount(0);

  await perform(app, 'Vérsíóñs');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await look('versions');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  const card = (title: string) => page.locator('.react-flow__node').filter({ hasText: title });
  await card('Pérsóñ mátté').locator('.node-title').click();
  await page.keyboard.press('Control+Shift+g');
  await expect(card('Súbgráph')).toHaveCount(1);
  await look('a subgraph');
  await card('Súbgráph').locator('.node-title').click({ button: 'right' });
  await expect(page.getByRole('menu')).toBeVisible();
  await look('menu of a subgraph');
  await page.keyboard.press('Escape');

  // A file that is none, and a photo without a face.
  await dropFile(app, 'text.png', 'image/png', Buffer.from('this is no picture at all, just words'));
  await expect(page.locator('[data-sonner-toast]').filter({ hasText: 'text.png' })).toBeVisible();
  await look('a refused file');
  await dropFile(app, 'coffee.jpg', 'image/jpeg', samplePhotoFile('coffee'));
  await expect(page.locator('.app-side')).toContainText('coffee.jpg');
  await page.locator('.run-split button').first().click();
  await expect(page.locator('.footer-error').first()).toBeVisible({ timeout: 120_000 });
  await look('a node that failed');
  await page.locator('.footer-error').first().click();
  await expect(page.locator('.state-failed').first()).toBeVisible();
  await look('inspector of a node that failed');
  expect(walk).toEqual({});
  expect(app.errors).toEqual([]);
});

test('the language changes while a document is open, and is remembered', async ({ app }) => {
  const { page, errors } = app;
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.getByRole('article', { name: 'Crop', exact: true }).locator('.node-title').click();
  await page.locator('.run-more').click();
  await page.getByRole('menuitem', { name: 'Language: Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('button', { name: 'Ausführen', exact: true })).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('Knoten auszuführen');
  // The selection and the document are those from before.
  await expect(page.locator('.app-side')).toContainText('Seitenverhältnis');
  await page.getByRole('article', { name: 'Zuschneiden' }).press('Control+d');
  await expect(page.getByRole('article', { name: 'Zuschneiden' })).toHaveCount(2);
  // So are they when the app view gives way to the editor.
  await page.keyboard.press('Control+e');
  await expect(page.locator('.app-view')).toBeVisible();
  await page.keyboard.press('Control+e');
  await expect(page.locator('.app-side')).toContainText('Seitenverhältnis');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Ausführen', exact: true })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('zuschnitt');
  await expect(page.getByRole('option').first()).toContainText('Zuschneiden');
  expect(errors).toEqual([]);
});
