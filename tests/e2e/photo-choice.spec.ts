import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, nodeCard, test } from './support/app-test.ts';
import { groupPhoto } from './support/photo-files.ts';

test('a chosen photo is seen at once, with its faces to choose from', async ({ app }) => {
  const { page, folder } = app;
  const path = join(folder, 'group.jpg');
  await writeFile(path, groupPhoto());
  // The tour of a first visit.
  await page.keyboard.press('Escape');
  await nodeCard(app, 'Load image').locator('.node-title').click();
  const choosing = page.waitForEvent('filechooser');
  await page.locator('button', { hasText: 'Choose a photo' }).click();
  await (await choosing).setFiles(path);

  const checks = page.getByRole('region', { name: 'About this photo' });
  await expect(checks).toContainText('2 faces: which one moves?');
  const faces = checks.locator('.photo-face');
  await expect(faces).toHaveCount(2);
  await expect(faces.nth(0)).toHaveAttribute('aria-pressed', 'true');
  for (const title of ['Load image', 'Detect faces']) {
    const card = nodeCard(app, title);
    await expect(card.getByRole('img').first()).toHaveAttribute('aria-label', /Up to date/);
    await expect(card.locator('.node-preview canvas')).toBeVisible();
  }

  await faces.nth(1).click();
  await expect(faces.nth(1)).toHaveAttribute('aria-pressed', 'true');
  await nodeCard(app, 'Detect faces').locator('.node-title').click();
  await expect(page.getByRole('textbox', { name: 'Which face' })).toHaveValue('1');
  expect(app.errors).toEqual([]);
});
