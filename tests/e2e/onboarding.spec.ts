import { expect, nodeCard, test } from './support/app-test.ts';

test('the tour shows five places by keyboard alone, and does not come back by itself', async ({ app }) => {
  const { page } = app;
  const card = page.getByRole('dialog');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('show me around');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('1 of 5');
  await expect(card).toHaveAccessibleName('Every box is a step');
  await expect(card).toHaveAccessibleDescription(/photo comes in/);
  await expect(card.getByRole('button', { name: 'Next' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(card).toHaveAccessibleName('Bring your photo');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(card).toContainText('2 of 5');
  for (const step of [3, 4, 5]) {
    await page.keyboard.press('Enter');
    await expect(card).toContainText(`${step} of 5`);
  }
  await card.getByRole('button', { name: 'Begin' }).press('Enter');
  await expect(card).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem('kineograph-tour'))).toBe('seen');
});

test('a first visit begins with the tour, a second does not', async ({ app }) => {
  const { page, context, url } = app;
  const asPerson = await context.newPage();
  await asPerson.addInitScript(() => Object.defineProperty(navigator, 'webdriver', { get: () => false }));
  await page.evaluate(() => {
    localStorage.removeItem('kineograph-tour');
  });
  await asPerson.goto(url);
  await expect(asPerson.getByRole('dialog')).toContainText('1 of 5');
  // Nothing is blocked meanwhile.
  await asPerson.getByRole('article', { name: 'Crop', exact: true }).locator('.node-title').click();
  await expect(asPerson.locator('.app-side')).toContainText('Aspect');
  await asPerson.getByRole('button', { name: 'Next' }).press('Escape');
  await expect(asPerson.getByRole('dialog')).toHaveCount(0);
  await asPerson.reload();
  await expect(asPerson.getByRole('contentinfo')).toContainText('to run');
  await expect(asPerson.getByRole('dialog')).toHaveCount(0);
});

test('help on a node opens with F1, and its example works', async ({ app }) => {
  const { page } = app;
  await nodeCard(app, 'Crop').locator('.node-title').click();
  await page.keyboard.press('F1');
  const help = page.getByRole('dialog');
  await expect(help.getByRole('article', { name: 'Help on Crop' })).toContainText('Head and shoulders');
  await help.getByRole('combobox', { name: 'Node' }).selectOption({ label: 'Detect faces' });
  await help.getByRole('button', { name: 'Insert an example' }).click();
  await expect(help).toHaveCount(0);
  await expect(nodeCard(app, 'Detect faces')).toHaveCount(2);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('run to here');
  await page.keyboard.press('Enter');
  const example = page.getByRole('article', { name: 'Detect faces' }).last();
  await expect(example.getByRole('img', { name: /Up to date/ })).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press('Control+z');
  await expect(nodeCard(app, 'Detect faces')).toHaveCount(1);
});
