import { readFile } from 'node:fs/promises';
import {
  type App,
  expect,
  expectToast,
  nodeCard,
  openApp,
  openFile,
  runWorkflow,
  test,
} from './support/app-test.ts';
import { PORTRAIT } from './support/command-line.ts';
import { pngBomb, SVG, samplePhotoFile, truncatedJpeg } from './support/photo-files.ts';

/** Files and machines that must not break anything: each a clear message, the page alive, earlier results kept. */
test.describe.configure({ mode: 'serial' });

let app: App & { close(): Promise<void> };
test.beforeAll(async () => {
  app = await openApp();
  expect(await runWorkflow(app)).toContain('Done in');
});
test.afterAll(() => app.close());

/** The clip of the first run is still there, and the page still answers. */
async function expectUnharmed(): Promise<void> {
  await expect(app.page.getByRole('region', { name: 'Result' }).locator('.player-count')).toHaveText(
    /\/ 72$/,
  );
  await expect(app.page.getByRole('contentinfo')).toContainText(/up to date|Done in/);
  expect(app.errors).toEqual([]);
}

for (const [name, content, message] of [
  ['empty.jpg', '', /empty\.jpg: .*(empty|0 bytes)/],
  ['truncated.jpg', truncatedJpeg(), /truncated\.jpg: .*ends in the middle/],
  ['picture.svg', SVG, /picture\.svg: .*SVG/],
  ['text.png', 'this is no picture at all, just words', /text\.png: .*/],
  ['bomb.png', pngBomb(), /bomb\.png: .*(large|20,?000)/],
] as const) {
  test(`refuses ${name} before it is decoded`, async () => {
    await openFile(app, name, content);
    await expectToast(app, message);
    await expectUnharmed();
  });
}

for (const [name, content, message] of [
  ['malformed.json', '{ "kineograph": 1, "nodes": {', /malformed\.json: .*not valid JSON/],
  ['other.json', '{ "some": "other JSON" }', /other\.json: .*not a Kineograph workflow/],
  [
    'proto.json',
    '{"kineograph":1,"name":"x","nodes":{"__proto__":{"type":"crop@1"}},"outputs":[]}',
    /proto\.json: .*reserved name "__proto__"/,
  ],
  ['huge.json', `{"kineograph":1,"name":"${'x'.repeat(50_000_000)}"}`, /huge\.json: .*larger than 8 MB/],
  ['newer.json', '{"kineograph":99,"name":"x","nodes":{},"outputs":[]}', /newer\.json: .*newer Kineograph/],
] as const) {
  test(`refuses ${name}`, async () => {
    await openFile(app, name, content);
    await expectToast(app, message);
    await expectUnharmed();
    expect(await app.page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
  });
}

test('names the node that needs a face when there is none', async () => {
  await openFile(app, 'coffee.jpg', samplePhotoFile('coffee'));
  await expect(app.page.getByRole('contentinfo')).toContainText('to run');
  await app.page.getByRole('button', { name: 'Run', exact: true }).click();
  await expectToast(app, /(faces|crop|landmarks): .*face/);
  await undoTo(/up to date|error/);
});

test('opens workflows with circles and unknown nodes, and says what cannot run', async () => {
  const document = JSON.parse(await readFile(PORTRAIT, 'utf8'));
  document.name = 'Circle';
  document.nodes.crop.inputs.faces = 'crop.faces';
  document.nodes.depth.type = 'teleport@3';
  await openFile(app, 'circle.json', JSON.stringify(document));
  await expect(app.page.getByLabel('Workflow name')).toHaveValue('Circle');
  await expect(nodeCard(app, 'Crop').getByRole('img').first()).toHaveAttribute('aria-label', /circle/);
  const unknown = app.page.getByRole('article', { name: 'teleport@3' }).getByRole('img').first();
  await expect(unknown).toHaveAttribute('aria-label', /"teleport@3" is unknown here/);
  expect(app.errors).toEqual([]);
});

test('says which photo is not on this device', async () => {
  const document = JSON.parse(await readFile(PORTRAIT, 'utf8'));
  document.name = 'Lost photo';
  document.nodes.photo.params.file = `asset:${'ab'.repeat(32)}`;
  await openFile(app, 'lost.json', JSON.stringify(document));
  await expect(app.page.getByLabel('Workflow name')).toHaveValue('Lost photo');
  const badge = nodeCard(app, 'Load image').getByRole('img').first();
  await expect(badge).toHaveAttribute('aria-label', /not on this device: choose it again/);
  expect(app.errors).toEqual([]);
});

async function undoTo(status: RegExp): Promise<void> {
  await expect(app.page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.page.getByRole('contentinfo')).toContainText(status);
}
