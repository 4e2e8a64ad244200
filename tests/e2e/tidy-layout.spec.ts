import type { Page } from '@playwright/test';
import { expect, expectToast, openApp, test } from './support/app-test.ts';

test('tidies the graph in the shape of the canvas, as one step that can be undone', async ({ app }) => {
  const { page, errors } = app;
  const made = await places(page);
  await page.locator('.react-flow__node').first().focus();
  await page.keyboard.press('Control+l');
  await expect.poll(() => places(page)).not.toEqual(made);
  await expect(page.locator('.react-flow__node[data-id="encode"]')).toBeInViewport({ ratio: 0.99 });
  await expect(page.locator('.react-flow__node[data-id="photo"]')).toBeInViewport({ ratio: 0.99 });
  const tidy = await places(page);
  await page.keyboard.press('Control+z');
  await expect.poll(() => places(page)).toEqual(made);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => places(page)).toEqual(tidy);
  // The worker ends with its answer.
  expect(
    page
      .workers()
      .map((worker) => worker.url())
      .filter((url) => url.includes('layout')),
  ).toEqual([]);
  expect(errors).toEqual([]);
});

test('says so when the worker of the layout cannot be loaded, and moves nothing', async () => {
  const app = await openApp({
    extraRoute: async (_request, response, path) => {
      if (!path.includes('layout.worker')) return false;
      response.writeHead(404).end();
      return true;
    },
  });
  const { page } = app;
  const made = await places(page);
  await page.locator('.react-flow__node').first().focus();
  await page.keyboard.press('Control+l');
  await expectToast(app, /The layout could not be tidied/);
  expect(await places(page)).toEqual(made);
  await app.close();
});

/** Where the cards are on the canvas, by their ids. */
function places(page: Page): Promise<Record<string, string>> {
  return page
    .locator('.react-flow__node-workflow')
    .evaluateAll((cards) =>
      Object.fromEntries(
        cards.map((card) => [card.getAttribute('data-id'), (card as HTMLElement).style.transform]),
      ),
    );
}
