import type { Page } from '@playwright/test';

/** A draft of the clip as the page measures it, ms of its clock. */
export interface ClipDraft {
  /** When the setting was changed. */
  readonly from: number;
  /** From then until the draft was stored. */
  readonly made: number;
}

interface Watch {
  /** When a frame was first on screen, by its content. */
  readonly seen: Map<string, number>;
}

/** Remembers from now on when each different frame was in the player first. */
export async function watchPlayer(page: Page): Promise<void> {
  // The loader that runs this file names functions with a function of its own.
  await page.evaluate('globalThis.__name = (wrapped) => wrapped');
  await page.evaluate(() => {
    const seen = new Map<string, number>();
    (globalThis as unknown as { playerWatch: Watch }).playerWatch = { seen };
    const look = (now: number) => {
      requestAnimationFrame(look);
      const canvas = document.querySelector<HTMLCanvasElement>('canvas.player-canvas');
      if (!canvas?.width) return;
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
      let hash = canvas.width;
      for (let k = 0; data && k < data.length; k += 5) hash = (Math.imul(hash, 31) + (data[k] ?? 0)) | 0;
      const name = String(hash);
      // A canvas that has just been resized is empty until its first frame comes.
      const isEmpty = !data?.some((byte) => byte !== 0);
      if (!isEmpty && !seen.has(name)) seen.set(name, now);
    };
    requestAnimationFrame(look);
  });
}

/**
 * From the change of a setting until the first frame of its clip was on screen, ms: the first after the clip was made
 * that had never been there before. Undefined when none comes in time.
 */
export async function newFrameAt(
  page: Page,
  { from, made }: ClipDraft,
  patienceMs: number,
): Promise<number | undefined> {
  const at = await page
    .waitForFunction(
      (since) => {
        const { seen } = (globalThis as unknown as { playerWatch: Watch }).playerWatch;
        return [...seen.values()].find((time) => time >= since);
      },
      from + made,
      { timeout: patienceMs },
    )
    .then((handle) => handle.jsonValue())
    .catch(() => undefined);
  return at === undefined ? undefined : at - from;
}
