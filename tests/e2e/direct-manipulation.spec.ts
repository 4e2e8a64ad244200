import type { Locator } from '@playwright/test';
import { type App, expect, nodeCard, openFile, runWorkflow, test } from './support/app-test.ts';

const DOCUMENT = JSON.stringify({
  kineograph: 1,
  name: 'By hand',
  nodes: {
    photo: { type: 'load-image@1', params: { file: 'sample:coffee', maxSide: 256 } },
    points: { type: 'landmark-edit@1', params: { source: 'placed' }, inputs: { image: 'photo.image' } },
    matte: { type: 'matte@1', inputs: { image: 'photo.image' } },
    regions: { type: 'regions@1', inputs: { image: 'photo.image', matte: 'matte.matte' } },
    depth: { type: 'depth@1', inputs: { image: 'photo.image', matte: 'matte.matte' } },
    deeper: { type: 'depth-edit@1', inputs: { image: 'photo.image', depth: 'depth.depth' } },
    camera: { type: 'camera-path@1', params: { seconds: 0.5 } },
    animate: { type: 'animate@1', inputs: { image: 'photo.image', motion: 'camera.motion' } },
  },
  outputs: ['points.faces', 'regions.regions', 'deeper.depth', 'animate.clip'],
  view: {
    nodes: Object.fromEntries(
      ['photo', 'points', 'matte', 'regions', 'depth', 'deeper', 'camera', 'animate'].map((id, i) => [
        id,
        { x: (i % 3) * 300, y: Math.floor(i / 3) * 340 },
      ]),
    ),
  },
});

const inspect = (app: App, title: string) => nodeCard(app, title).locator('.node-title').click();

/** Presses in the middle of something and drags by so many px. */
async function drag({ page }: App, target: Locator, by: readonly [number, number]): Promise<void> {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (!box) throw new Error('nothing to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + by[0], y + by[1], { steps: 5 });
  await page.mouse.up();
}

test('landmarks, regions, depth and the camera are worked on with pointer and keys, each gesture one undo', async ({
  app,
}) => {
  test.slow();
  const { page, errors } = app;
  await openFile(app, 'by-hand.json', DOCUMENT);
  await expect(page.getByLabel('Workflow name')).toHaveValue('By hand');
  expect(await runWorkflow(app)).toMatch(/Done in/);

  // What is announced to screen readers is said again outside of it.
  const side = page.getByRole('complementary', { name: 'Result and settings' });

  // A corner of the mouth with the pointer, the next point by keys.
  await inspect(app, 'Correct landmarks');
  const corner = page.getByRole('button', { name: /^Left corner of the mouth/ });
  await drag(app, corner, [12, -8]);
  await expect(corner).toHaveAccessibleName(/moved by \d+ %/);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('2 points moved', { exact: true })).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.getByText('1 point moved', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('0 points moved', { exact: true })).toBeVisible();

  // From the regions to a mask of one, by a click on the picture; a second with Shift.
  await inspect(app, 'Regions');
  await page.getByRole('button', { name: 'Pick regions as a mask' }).click();
  const map = page.getByRole('img', { name: 'Regions of the picture' });
  await map.scrollIntoViewIfNeeded();
  await map.click({ position: { x: 6, y: 6 } });
  await expect(side.getByText(/^Picked: [A-Z][a-z ]+$/)).toBeVisible();
  for (const name of ['Background', 'Person or thing']) {
    const choice = page.getByRole('button', { name, exact: true });
    if ((await choice.getAttribute('aria-pressed')) === 'false') await choice.click();
  }
  await expect(side.getByText(/^Picked: .+, .+$/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(side.getByText(/^Picked: [A-Z][a-z ]+$/)).toBeVisible();

  // A stroke on the depth, another by keys with another tool.
  await inspect(app, 'Touch up depth');
  const depth = page.getByRole('application', { name: /Depth over the picture/ });
  await drag(app, depth, [40, 20]);
  await expect(page.getByText('1 stroke', { exact: true })).toBeVisible();
  await depth.focus();
  await page.keyboard.press('e');
  await expect(page.getByRole('button', { name: 'Farther' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press(' ');
  await expect(page.getByText('2 strokes', { exact: true })).toBeVisible();

  // The end of the camera's path: nearer by its corner, aside by keys.
  await inspect(app, 'Camera path');
  const end = page.getByRole('button', { name: /^End: 1\.\d\d×/ });
  await expect(end).toHaveAccessibleName(/^End: 1\.08×/);
  await drag(app, end.locator('.camera-hit').last(), [16, -10]);
  await expect(end).not.toHaveAccessibleName(/^End: 1\.08×/);
  await end.focus();
  await page.keyboard.press('ArrowRight');
  await expect(end).toHaveAccessibleName(/ 0\.[1-9] % across/);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(end).toHaveAccessibleName(/^End: 1\.08×, 0\.0 % across/);

  expect(await runWorkflow(app)).toMatch(/Done in/);
  expect(errors).toEqual([]);
});
