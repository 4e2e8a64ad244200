import { expect, nodeCard, openFile, runWorkflow, test } from './support/app-test.ts';

const PAINT = JSON.stringify({
  kineograph: 1,
  name: 'Mask',
  nodes: {
    photo: { type: 'load-image@1', params: { file: 'sample:astronaut', maxSide: 256 } },
    paint: { type: 'mask-paint@1', inputs: { image: 'photo.image' } },
  },
  outputs: ['paint.mask'],
  view: { nodes: { photo: { x: 0, y: 0 }, paint: { x: 300, y: 0 } } },
});

test('a mask is painted with the pointer and by keys; every stroke is undone by itself', async ({ app }) => {
  const { page, errors } = app;
  await openFile(app, 'mask.json', PAINT);
  // Reading the file takes a moment; Run would run what was open before.
  await expect(page.getByLabel('Workflow name')).toHaveValue('Mask');
  await runWorkflow(app);
  await nodeCard(app, 'Paint mask').click({ position: { x: 60, y: 14 } });
  const picture = page.getByRole('application', { name: /Picture to paint on/ });
  await picture.scrollIntoViewIfNeeded();
  const box = await picture.boundingBox();
  if (!box) throw new Error('nothing to paint on');
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.2, 0.2));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.5), { steps: 8 });
  await page.mouse.move(...at(0.8, 0.2), { steps: 8 });
  await page.mouse.up();
  await expect(page.getByText('1 stroke', { exact: true })).toBeVisible();

  // A line by keys, then a dab that erases.
  await picture.focus();
  for (const key of ['Enter', 'Shift+ArrowLeft', 'Shift+ArrowDown', 'Enter', 'e', ' '])
    await page.keyboard.press(key);
  await expect(page.getByText('3 strokes', { exact: true })).toBeVisible();

  await page.keyboard.press('Control+z');
  await expect(page.getByText('2 strokes', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText('3 strokes', { exact: true })).toBeVisible();

  expect(await runWorkflow(app)).toMatch(/Done in/);
  await expect(page.locator('.facts').getByText(/Mask/).first()).toBeVisible();
  expect(errors).toEqual([]);
});
