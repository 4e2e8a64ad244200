import { handWork } from '../support/hand-work.ts';
import { type App, expect, test } from './support/app-test.ts';
import { type BrokenRules, noteBrokenRules } from './support/broken-rules.ts';
import { dropFile } from './support/drop-file.ts';
import { plainTexts } from './support/plain-texts.ts';

/** A run takes as long as the machine needs. */
const RUN_MS = 500_000;
test.setTimeout(800_000);

/** Nodes whose settings are worked on by hand, and what their inspector shows then. */
const PANELS = {
  cut: '.rect-area canvas',
  points: '.face-handle',
  painted: '.brush-canvas',
  hair: '.region-stage',
  deeper: '.brush-canvas',
  camera: '.camera-framing',
  keys: '.curve-key-handle',
  prompt: '.prompt-chips',
  motion: 'input[type="range"]',
  animate: 'input[type="range"]',
} as const;

/** Selects a node, whatever language its title is in. */
async function inspect({ page }: App, id: string, shown: string): Promise<void> {
  await page.locator(`.react-flow__node[data-id="${id}"] .node-title`).click();
  await expect(page.locator('.inspector-id')).toHaveText(id);
  await expect(page.locator(`.inspector ${shown}`).first()).toBeVisible();
}

test('after a run every panel of work by hand, and the takes, speak one language and keep to WCAG', async ({
  app,
}) => {
  const { page, url, errors } = app;
  const texts: Record<string, readonly string[]> = {};
  const rules: BrokenRules = {};
  const look = async (place: string) => {
    const found = await plainTexts(page);
    if (found.length > 0) texts[place] = found;
    await noteBrokenRules(page, place, rules);
  };
  await page.goto(`${url}?lang=pseudo`);
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText('tó rúñ');
  await dropFile(app, 'by-hand.json', 'application/json', Buffer.from(handWork(2)));
  await expect(page.locator('.react-flow__node[data-id="deeper"]')).toBeVisible();
  const before = (await status.getAttribute('data-runs')) ?? '';
  await page.keyboard.press('Control+Enter');
  await expect(status).not.toHaveAttribute('data-runs', before, { timeout: RUN_MS });
  await expect(page.locator('.footer-error')).toHaveCount(0);
  await look('a finished run');
  for (const [id, shown] of Object.entries(PANELS)) {
    await inspect(app, id, shown);
    await look(`inspector of ${id}`);
  }

  await inspect(app, 'points', PANELS.points);
  await page.locator('.inspector .direct > .button').last().click();
  await expect(page.locator('.dialog-direct .face-handle').first()).toBeVisible();
  await look('landmarks in a large view');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await inspect(app, 'motion', PANELS.motion);
  await page.locator('.player-tabs button').last().click();
  await expect(page.locator('.take canvas')).toHaveCount(2, { timeout: RUN_MS });
  await look('takes');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.panel-tabs button').last().click();
  await expect(page.locator('.take canvas').first()).toBeVisible();
  await look('takes on a phone');
  expect({ texts, rules, errors }).toEqual({ texts: {}, rules: {}, errors: [] });
});
