import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openApp, openFile, runWorkflow } from '../e2e/support/app-test.ts';
import { judge } from './judge.ts';
import { holderLines, MB, type MemoryMeasurement, measureMemory } from './page-memory.ts';

/**
 * Memory of the editor itself, beside its workers, once the default workflow was run with pictures of 1080 × 1920 and
 * every node was looked at (`npm run build` first). Pixels are the workers' matter: the page has pictures of at most
 * 512 px on its cards, in canvases, which this measure does not count.
 */
const LONG_SIDE = 1920;
/** Time for previews to be painted, and for what is not needed any more to be let go, ms. */
const REST_MS = 5_000;
const BOUND_MB = 30;

const app = await openApp();
try {
  const { page } = app;
  const document = JSON.parse(
    await readFile(join(import.meta.dirname, '../../workflows/living-portrait.json'), 'utf8'),
  );
  const { crop, motion } = document.nodes;
  crop.params = { ...crop.params, aspect: '9:16', size: LONG_SIDE };
  motion.params = { ...motion.params, seconds: 1 };
  await openFile(app, 'tall.json', JSON.stringify(document));
  await page.waitForTimeout(REST_MS);
  const before = await measureMemory(page);
  await runWorkflow(app);
  for (const card of await page.getByRole('article').all()) {
    await card.click({ position: { x: 40, y: 10 } });
    await page.waitForTimeout(REST_MS / 10);
  }
  await page.waitForTimeout(REST_MS);
  const after = await measureMemory(page);
  if (!before || !after) throw new Error('this browser does not tell its memory');
  for (const line of holderLines(after)) console.log(line);
  console.log(`all of it, workers and shared memory too: ${(after.bytes / MB).toFixed(0)} MB`);
  console.log(`the page alone before the run: ${(ofPage(before) / MB).toFixed(0)} MB`);
  judge('memory of the page alone after the run, MB', ofPage(after) / MB, { atMost: BOUND_MB });
} finally {
  await app.close();
}

/** Bytes that the page alone holds. */
function ofPage({ breakdown }: MemoryMeasurement): number {
  const own = breakdown.filter(
    ({ attribution }) => attribution.length === 1 && attribution[0]?.scope === 'Window',
  );
  return own.reduce((sum, { bytes }) => sum + bytes, 0);
}
