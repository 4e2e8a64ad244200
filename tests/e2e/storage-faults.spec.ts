import type { Page } from '@playwright/test';
import { type App, draftWritten, expect, nodeCard, openApp, runWorkflow, test } from './support/app-test.ts';

/** Storage of a real browser that damages what it holds, or that becomes too small while it is written to. */

test.setTimeout(300_000);

/** Room for half of another clip of the default workflow (65 MB), and what is left of it while that is made. */
const HALF_CLIP_BYTES = 40 * 1024 ** 2;
const NO_ROOM_BYTES = 8 * 1024 ** 2;
/** So long Chromium remembers how much room there was when it looked last, ms, and a fast machine is done before. */
const REMEMBERED_MS = 31_000;
/** Frames of clips lie in values larger than this. */
const FRAMES_BYTES = 1024 ** 2;

/** Changes one byte of each stored piece of a clip. Returns how many there were. */
function damageFrames(page: Page): Promise<number> {
  return page.evaluate(
    (least) =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('kineograph-cache');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction('values', 'readwrite');
          let damaged = 0;
          const walking = writing.objectStore('values').openCursor();
          walking.onsuccess = () => {
            const cursor = walking.result;
            if (!cursor) return;
            const [first] = (cursor.value as { buffers: Uint8Array[] }).buffers;
            if (first && first.length > least) {
              first[first.length >> 1] = (first[first.length >> 1] ?? 0) ^ 1;
              cursor.update(cursor.value);
              damaged += 1;
            }
            cursor.continue();
          };
          writing.onabort = () => reject(writing.error);
          writing.oncomplete = () => {
            opening.result.close();
            resolve(damaged);
          };
        };
      }),
    FRAMES_BYTES,
  );
}

/** Addresses of all stored values. */
function storedValues(page: Page): Promise<readonly string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('kineograph-cache');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction('values').objectStore('values').getAllKeys();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(String));
          };
        };
      }),
  );
}

async function select(app: App, title: string): Promise<void> {
  await nodeCard(app, title).click({ position: { x: 60, y: 14 } });
}

async function expectWholeClip(page: Page): Promise<void> {
  const result = page.getByRole('region', { name: 'Result' });
  await expect(result.locator('.player-count')).toHaveText(/\/ 72$/);
}

/** Reads every stored value in another tab and compares it with its digest. */
async function expectIntact({ context, url }: App): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}headless.html`);
  await page.waitForFunction(() => 'kineographCache' in window);
  const reply = await page.evaluate(() => window.kineographCache({ do: 'verify' }));
  expect(reply).toMatchObject({ ok: true, answer: { check: { damaged: 0, missing: 0 } } });
  await page.close();
}

test('damaged frames are made again, and a quota that shrinks in the middle of a run ends nothing', async () => {
  const app = await openApp();
  try {
    const { page, context, url } = app;
    const session = await context.newCDPSession(page);
    const { origin } = new URL(url);
    /** Leaves so much room beside what is stored. Chromium asks anew when what it remembers is used up. */
    const leaveRoom = async (bytes: number) => {
      const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: usage + bytes });
    };
    expect(await runWorkflow(app)).toContain('Done in');
    // A page of the same origin that holds nothing in memory.
    await page.goto(`${url}icon.svg`);
    expect(await damageFrames(page)).toBeGreaterThan(3);
    await leaveRoom(HALF_CLIP_BYTES);
    await page.waitForTimeout(REMEMBERED_MS);
    await page.goto(url);

    // Only the encoding is due; what it reads is found to be damaged, and made again.
    await select(app, 'Encode');
    await page.getByRole('combobox', { name: 'Quality' }).selectOption('draft');
    expect(await runWorkflow(app)).toContain('Done in');
    await expectWholeClip(page);
    await expectIntact(app);
    const first = await storedValues(page);

    // A clip of its own: there is room for half of it, and then for nothing.
    const name = page.getByLabel('Workflow name');
    await name.fill('Kept while the disk fills up');
    await name.press('Enter');
    await select(app, 'Diffusion sampler');
    await page.getByRole('slider', { name: 'Amount', exact: true }).first().focus();
    await page.keyboard.press('ArrowRight');
    const running = runWorkflow(app);
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
    await leaveRoom(NO_ROOM_BYTES);
    expect(await running).toContain('Done in');
    await expectWholeClip(page);

    // What is dear to make again is still there; frames went.
    const left = new Set(await storedValues(page));
    expect(first.filter((digest) => !left.has(digest)).length).toBeGreaterThan(0);
    expect(first.filter((digest) => left.has(digest)).length).toBeGreaterThan(0);
    await draftWritten(app, 'Kept while the disk fills up');
    await page.reload();
    await expect(name).toHaveValue('Kept while the disk fills up');
    await expect(page.getByRole('contentinfo')).toContainText(/to run|up to date/);
    expect(app.errors).toEqual([]);
  } finally {
    await app.close();
  }
});
