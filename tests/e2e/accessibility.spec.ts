import type { App } from './support/app-test.ts';
import { expect, nodeCard, test } from './support/app-test.ts';
import { type BrokenRules, noteBrokenRules } from './support/broken-rules.ts';

const PHONE = { width: 390, height: 844 };

/** Performs a command through the palette. */
async function perform({ page }: Pick<App, 'page'>, label: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(label);
  await page.keyboard.press('Enter');
}

test('the editor, the app view and the sheet of shortcuts keep to WCAG in both themes', async ({ app }) => {
  test.slow();
  const { page } = app;
  const found: BrokenRules = {};
  await noteBrokenRules(page, 'the editor', found);
  await nodeCard(app, 'Crop').click({ position: { x: 40, y: 8 } });
  await expect(page.locator('.app-side')).toContainText('Aspect');
  await noteBrokenRules(page, 'a node', found);
  await page.getByRole('button', { name: 'Templates' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await noteBrokenRules(page, 'templates', found);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog')).toContainText('Keyboard shortcuts');
  await noteBrokenRules(page, 'shortcuts', found);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Open app view' }).first().click();
  await expect(page.getByRole('region', { name: 'Settings' })).toContainText('Prompt');
  await noteBrokenRules(page, 'the app view', found);
  await page.setViewportSize(PHONE);
  await noteBrokenRules(page, 'the app view on a phone', found);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  expect(found).toEqual({});
});

test('help, tour, photo checks and the smaller dialogs keep to WCAG in both themes', async ({ app }) => {
  test.slow();
  const { page } = app;
  const found: BrokenRules = {};
  const look = (place: string) => noteBrokenRules(page, place, found);
  await nodeCard(app, 'Load image').locator('.node-title').click();
  await expect(page.getByRole('region', { name: 'About this photo' })).toContainText('A good portrait');
  await look('photo checks');
  await page.getByRole('button', { name: 'coffee' }).click();
  await expect(page.getByRole('region', { name: 'About this photo' })).toContainText('No face was found');
  await look('a photo with trouble');
  await page.keyboard.press('F1');
  await expect(page.getByRole('dialog')).toContainText('Help');
  await look('help');
  await page.keyboard.press('Escape');
  for (const label of ['Versions', 'Stored results', 'Models', 'Show me around']) {
    await perform(app, label);
    await expect(page.getByRole('dialog')).toBeVisible();
    await look(label);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await look('command palette');
  await page.keyboard.press('Escape');
  await perform(app, 'New');
  await expect(page.getByRole('heading', { name: 'An empty workflow' })).toBeVisible();
  await look('the empty canvas');
  await page.setViewportSize(PHONE);
  await look('the empty canvas on a phone');
  expect(found).toEqual({});
});
