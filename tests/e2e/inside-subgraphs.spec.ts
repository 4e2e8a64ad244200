import { type App, expect, expectToast, nodeCard, test } from './support/app-test.ts';

/** Looking at a photo takes seconds; a slow machine needs its time. */
const RUN_MS = 180_000;
test.setTimeout(360_000);

const HEADER = { position: { x: 40, y: 8 } };

const way = ({ page }: App) => page.getByRole('navigation', { name: 'Where you are in the workflow' });
const inspector = ({ page }: App) => page.locator('.inspector');
const wire = ({ page }: App, id: string) => page.locator(`.react-flow__edge[data-id="${id}"]`);

/** A subgraph of the nodes that look at the photo, selected. */
async function makeSubgraph(app: App): Promise<void> {
  const { page } = app;
  await page.keyboard.down('Shift');
  for (const title of ['Regions', 'Depth', 'Motion prompt']) await nodeCard(app, title).click(HEADER);
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+Shift+G');
  await expect(nodeCard(app, 'Subgraph 1')).toBeVisible();
}

/** Opens a palette by its keys and takes what it finds. */
async function choose({ page }: App, keys: string, words: string): Promise<void> {
  await page.keyboard.press(keys);
  await page.getByRole('dialog').getByRole('combobox').fill(words);
  await expect(page.getByRole('option', { selected: true })).toContainText(words.split('/').at(-1) ?? words, {
    ignoreCase: true,
  });
  await page.keyboard.press('Enter');
}

/** Draws a wire with the pointer. */
async function draw(app: App, from: ReturnType<typeof nodeCard>, to: ReturnType<typeof nodeCard>) {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('A port is not drawn.');
  await app.page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(end.x + end.width / 2 + 6, end.y + end.height / 2, { steps: 8 });
  await app.page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 4 });
  await app.page.mouse.up();
}

test('a subgraph is entered, changed, given a port, run, undone from outside and found again after a reload', async ({
  app,
}) => {
  const { page } = app;
  await makeSubgraph(app);
  await nodeCard(app, 'Subgraph 1').dblclick(HEADER);
  await expect(way(app).getByText('Subgraph 1')).toHaveAttribute('aria-current', 'page');
  await expect(nodeCard(app, 'Inputs')).toBeVisible();
  await expect(nodeCard(app, 'Outputs')).toBeVisible();
  await expect(nodeCard(app, 'Animate')).toHaveCount(0);

  // States are those of the flat graph.
  const depth = nodeCard(app, 'Depth');
  await expect(depth.getByRole('img').first()).toHaveAttribute('aria-label', /Will run/);
  await depth.click(HEADER);
  await expect(page.locator('.inspector-id')).toHaveText('subgraph/depth');

  // A node inside, and an output for it, by the keyboard.
  await choose(app, 'Control+k', 'Person matte');
  const matte = nodeCard(app, 'Person matte');
  await expect(matte).toBeVisible();
  await inspector(app).getByRole('combobox', { name: 'Image' }).selectOption({ label: 'Inputs · Image' });
  await expect(wire(app, 'subgraph/matte.image')).toHaveCount(1);
  await nodeCard(app, 'Outputs').click({ position: { x: 80, y: 8 } });
  await expect(inspector(app).getByRole('region', { name: 'Outputs' }).getByRole('listitem')).toHaveCount(3);
  // By the pointer.
  const place = page.locator('.react-flow__node[data-id="subgraph/matte"]');
  const untidy = await place.getAttribute('style');
  await page.keyboard.press('Control+l');
  // A worker thinks of the layout.
  await expect(place).not.toHaveAttribute('style', untidy ?? '');
  await page.getByRole('button', { name: 'Fit to view' }).click();
  await draw(
    app,
    matte.getByRole('group', { name: 'Matte: Mask' }),
    nodeCard(app, 'Outputs').getByRole('group', { name: /new output/ }),
  );
  await expect(wire(app, 'subgraph/.outputs.matte')).toHaveCount(1);
  await nodeCard(app, 'Outputs').click({ position: { x: 80, y: 8 } });
  const outputs = inspector(app).getByRole('region', { name: 'Outputs' });
  await expect(outputs.getByRole('listitem')).toHaveCount(4);
  await outputs.getByRole('textbox', { name: 'Name of Matte' }).fill('Person');

  // Outside the port is there under its name.
  await page.keyboard.press('Escape');
  await way(app).getByRole('button', { name: 'Living portrait' }).click();
  await expect(way(app)).toHaveCount(0);
  const instance = nodeCard(app, 'Subgraph 1');
  await expect(instance.getByRole('group', { name: 'Person: Mask' })).toBeVisible();

  // The run of the instance is seen inside, node by node. It takes as long as the machine needs.
  await instance.click(HEADER);
  await page.getByRole('button', { name: 'Run to here' }).click();
  await page.locator('.react-flow__node[data-id="subgraph"]').focus();
  await page.keyboard.press('Control+Shift+ArrowDown');
  await expect(way(app)).toBeVisible();
  for (const title of ['Person matte', 'Depth', 'Regions']) {
    const badge = nodeCard(app, title).getByRole('img').first();
    await expect(badge).toHaveAttribute('aria-label', /Up to date/, { timeout: RUN_MS });
  }
  await expect(depth.locator('canvas').first()).toBeVisible();

  // A setting: undone from outside, which leads inside.
  await depth.click(HEADER);
  const strength = inspector(app).getByRole('slider').first();
  const before = await strength.inputValue();
  await strength.press('ArrowRight');
  const changed = await strength.inputValue();
  expect(changed).not.toBe(before);
  await page.keyboard.press('Escape');
  await way(app).getByRole('button', { name: 'Go out of the subgraph' }).click();
  await expect(way(app)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expectToast(app, /Undone in “Subgraph 1”/);
  await expect(way(app)).toBeVisible();
  await depth.click(HEADER);
  await expect(inspector(app).getByRole('slider').first()).toHaveValue(before);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await expect(inspector(app).getByRole('slider').first()).toHaveValue(changed);

  // The draft is written when the page says that it is.
  await expect.poll(() => storedDraft(app)).toContain(`:${changed}`);
  await page.reload();
  // The inside is shown again, as it was left.
  await expect(way(app).getByText('Subgraph 1')).toHaveAttribute('aria-current', 'page');
  await nodeCard(app, 'Depth').click(HEADER);
  await expect(inspector(app).getByRole('slider').first()).toHaveValue(changed);
  await page.keyboard.press('Escape');
  await way(app).getByRole('button', { name: 'Go out of the subgraph' }).click();
  await expect(nodeCard(app, 'Subgraph 1').getByRole('group', { name: 'Person: Mask' })).toBeVisible();
  expect(app.errors).toEqual([]);
});

test('a setting inside goes to the subgraph node and on to the app view; a shared subgraph says so', async ({
  app,
}) => {
  const { page } = app;
  await makeSubgraph(app);
  // By keys alone: Enter goes in, find goes to a node, the arrow goes out.
  await page.locator('.react-flow__node[data-id="subgraph"]').focus();
  await page.keyboard.press('Enter');
  await expect(way(app)).toBeVisible();
  await nodeCard(app, 'Regions').click(HEADER);
  await inspector(app).getByRole('button', { name: 'Show on the subgraph node: Hair' }).click();
  await page.locator('.react-flow__node[data-id="subgraph/regions"]').focus();
  await page.keyboard.press('Control+Shift+ArrowUp');
  await expect(way(app)).toHaveCount(0);
  await expect(inspector(app).getByRole('slider', { name: 'Hair' })).toBeVisible();
  await inspector(app).getByRole('button', { name: 'Show in app view: Hair' }).click();
  await page.keyboard.press('Control+e');
  await expect(
    page.getByRole('region', { name: 'Settings' }).getByRole('slider', { name: 'Hair' }),
  ).toBeVisible();
  await page.keyboard.press('Control+e');

  await nodeCard(app, 'Subgraph 1').click(HEADER);
  await page.keyboard.press('Control+d');
  await expect(nodeCard(app, 'Subgraph 1')).toHaveCount(2);
  await choose(app, 'Control+f', 'subgraph-2/depth');
  await expect(page.locator('.inspector-id')).toHaveText('subgraph-2/depth');
  await expect(way(app)).toContainText('Used 2 times');
  await way(app).getByRole('button', { name: 'Make this one unique' }).click();
  await expect(way(app)).not.toContainText('Used 2 times');
  await expect(way(app)).toContainText('Subgraph 1 (copy)');
  expect(app.errors).toEqual([]);
});

test('a subgraph cannot be put into itself, and is deleted with its instances', async ({ app }) => {
  const { page } = app;
  await makeSubgraph(app);
  await nodeCard(app, 'Subgraph 1').dblclick(HEADER);
  await page.locator('.palette-item[data-node-type="subgraph:subgraph"]').click();
  await expectToast(app, /“Subgraph 1” cannot be put into itself/);
  await expect(nodeCard(app, 'Subgraph 1')).toHaveCount(0);
  await choose(app, 'Control+k', 'Subgraphs of this workflow');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('3 nodes · used once');
  await dialog.getByRole('button', { name: 'Delete Subgraph 1 and its instances' }).click();
  await expectToast(app, /deleted, with 1 instance/);
  await page.keyboard.press('Escape');
  await expect(way(app)).toHaveCount(0);
  await expect(nodeCard(app, 'Subgraph 1')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(nodeCard(app, 'Subgraph 1')).toBeVisible();
  expect(app.errors).toEqual([]);
});

/** What autosave has written, as text. */
async function storedDraft({ page }: App): Promise<string> {
  return page.evaluate(async () => {
    const texts: string[] = [];
    for (const { name = '', version } of await indexedDB.databases()) {
      if (!name.includes('draft')) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name, version);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise<unknown[]>((resolve, reject) => {
          const reading = database.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
        });
        texts.push(JSON.stringify(values));
      }
      database.close();
    }
    return texts.join('\n');
  });
}
