import { encodePng } from '../../scripts/encode-png.ts';
import { crc32 } from '../../src/media/bytes/crc32.ts';
import { bigEndian, joinBytes, latin1Bytes } from '../../src/media/bytes/join-bytes.ts';
import { API_WORKFLOW, CANVAS_WORKFLOW } from '../support/comfy-workflows.ts';
import { samplePhoto } from '../support/photos.ts';
import { expect, nodeCard, test } from './support/app-test.ts';
import { dropFile } from './support/drop-file.ts';

/** Bytes of a PNG before its first text chunk may stand: signature and header. */
const PNG_HEAD_BYTES = 33;

/** A portrait as ComfyUI saves it: its workflow in a text chunk. */
function pictureWith(workflow: unknown): Uint8Array {
  const file = encodePng(samplePhoto('astronaut'));
  const content = latin1Bytes(`tEXtworkflow\0${JSON.stringify(workflow)}`);
  const chunk = joinBytes(bigEndian(content.length - 4, 4), content, bigEndian(crc32(content), 4));
  return joinBytes(file.subarray(0, PNG_HEAD_BYTES), chunk, file.subarray(PNG_HEAD_BYTES));
}

test('a dropped picture of ComfyUI opens its workflow, and says what became of it', async ({ app }) => {
  const { page } = app;
  await dropFile(app, 'grandma.png', 'image/png', pictureWith(CANVAS_WORKFLOW));
  const report = page.getByRole('dialog', { name: '“grandma” from ComfyUI' });
  await expect(report).toContainText('10 nodes have a counterpart here, 4 became notes');
  await expect(report).toContainText('8 of 15 wires were kept');
  const became = report.getByRole('region', { name: 'Became nodes' });
  await expect(became.getByRole('listitem').filter({ hasText: 'KSampler' })).toContainText(
    'Diffusion sampler',
  );
  const noted = report.getByRole('region', { name: 'No counterpart: kept as notes' });
  await expect(noted.getByRole('listitem').filter({ hasText: 'ControlNetApplyAdvanced' })).toContainText(
    'motion prompt',
  );
  await report.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByLabel('Workflow name')).toHaveValue('grandma');
  await expect(page.getByLabel(/^Note: Try 30 steps/)).toBeVisible();
  // The picture is its photo, so that everything can run.
  await expect(page.getByRole('contentinfo')).toContainText('10 nodes to run');
  await nodeCard(app, 'Diffusion sampler').locator('.node-title').click();
  await expect(page.getByRole('textbox', { name: 'Steps', exact: true })).toHaveValue('30');

  // The report can be read again, and the picture used alone instead.
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('report of the import');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Only use the picture' }).click();
  await expect(page.getByLabel('Workflow name')).toHaveValue('Living portrait');
  await nodeCard(app, 'Load image').locator('.node-title').click();
  await expect(page.locator('.app-side')).toContainText('grandma.png');
  expect(app.errors).toEqual([]);
});

test('a pasted request to ComfyUI becomes a workflow', async ({ app }) => {
  const { page } = app;
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    JSON.stringify({ prompt: API_WORKFLOW }),
  );
  const report = page.getByRole('dialog', { name: '“ComfyUI workflow” from ComfyUI' });
  await expect(report).toContainText('Choose the photo: “me.png”');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('article', { name: 'My photo' })).toBeVisible();
  await expect(nodeCard(app, 'Encode')).toBeVisible();
  expect(app.errors).toEqual([]);
});
