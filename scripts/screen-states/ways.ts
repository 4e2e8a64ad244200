import type { Page } from 'playwright-core';

/** Longest time a run may take on a slow machine, ms. */
export const RUN_MS = 400_000;
/** The template that most screens are about. */
export const PORTRAIT = /Living portrait/;

/** The document is drawn. */
export async function settled(page: Page): Promise<void> {
  await page.locator('.react-flow__node, .canvas-empty').first().waitFor({ state: 'attached' });
  await page.waitForTimeout(600);
}

/** Performs a command through the palette, also where the bar has no room for its button. */
export async function command(page: Page, label: string): Promise<void> {
  await settled(page);
  await page.keyboard.press('Control+k');
  await page.locator('[cmdk-input]').fill(label);
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
}

/** Selects a node and shows its settings. */
export async function inspect(page: Page, title: string): Promise<void> {
  await settled(page);
  await page.keyboard.press('Control+f');
  await page.locator('[cmdk-input]').fill(title);
  await page.keyboard.press('Enter');
  await page.locator('.inspector-title').waitFor({ state: 'attached' });
  await page.waitForTimeout(600);
}

/** States before may have left another document open. */
export async function openTemplate(page: Page, name: string | RegExp): Promise<void> {
  await settled(page);
  await page.getByRole('button', { name: 'Templates' }).first().click();
  await page.locator('.gallery-card').filter({ hasText: name }).click();
  await page.locator('.gallery').waitFor({ state: 'detached' });
  await settled(page);
}

/** Opens a file as if it were dropped. */
export async function drop(page: Page, name: string, text: string): Promise<void> {
  await page.evaluate(
    ([file = '', content = '']) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], file, { type: 'application/json' }));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, text],
  );
}

/** Runs the open document; what is stored is not computed again. */
export async function runAll(page: Page): Promise<void> {
  const bar = page.locator('.status-bar');
  const before = await bar.getAttribute('data-runs');
  await page.keyboard.press('Control+Enter');
  await page.waitForFunction(
    (was) => document.querySelector('.status-bar')?.getAttribute('data-runs') !== was,
    before,
    { timeout: RUN_MS },
  );
  // Toasts of the end of a run have gone, thumbnails are drawn.
  await page.waitForTimeout(1500);
}
