import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { expect, nodeCard, test } from './support/app-test.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Places told of a broken rule. */
const SHOWN_PLACES = 3;

/** Rules of WCAG 2.2 A and AA that the page breaks: rule and the places. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const results = await page.evaluate(() => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    return axe.run({ runOnly: { type: 'tag', values } });
  });
  return results.violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, SHOWN_PLACES).map(({ html }) => html);
    return `${id}, ${nodes.length} places: ${places.join(' | ')}`;
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the editor keeps to WCAG in ${colorScheme} colours`, async ({ app }) => {
    const { page } = app;
    await page.emulateMedia({ colorScheme });
    await page.reload();
    await expect(page.getByRole('contentinfo')).toContainText('to run');
    expect(await violations(page)).toEqual([]);
    await nodeCard(app, 'Crop').click({ position: { x: 40, y: 8 } });
    await expect(page.locator('.app-side')).toContainText('Aspect');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Templates' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  test(`the app view and the sheet of shortcuts keep to WCAG in ${colorScheme} colours`, async ({ app }) => {
    const { page } = app;
    await page.emulateMedia({ colorScheme });
    await page.keyboard.press('Shift+?');
    await expect(page.getByRole('dialog')).toContainText('Keyboard shortcuts');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open app view' }).first().click();
    await expect(page.getByRole('region', { name: 'Settings' })).toContainText('Prompt');
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  test(`help, tour, photo checks and the smaller dialogs keep to WCAG in ${colorScheme} colours`, async ({
    app,
  }) => {
    test.setTimeout(120_000);
    const { page } = app;
    await page.emulateMedia({ colorScheme });
    const found: Record<string, string[]> = {};
    const look = async (place: string) => {
      const broken = await violations(page);
      if (broken.length > 0) found[place] = broken;
    };
    const perform = async (label: string) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill(label);
      await page.keyboard.press('Enter');
    };
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
    for (const label of ['Versions', 'Stored results', 'Show me around']) {
      await perform(label);
      await expect(page.getByRole('dialog')).toBeVisible();
      await look(label);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox')).toBeFocused();
    await look('command palette');
    await page.keyboard.press('Escape');
    await perform('New');
    await expect(page.getByRole('heading', { name: 'An empty workflow' })).toBeVisible();
    await look('the empty canvas');
    await page.setViewportSize({ width: 390, height: 844 });
    await look('the empty canvas on a phone');
    expect(found).toEqual({});
  });
}
