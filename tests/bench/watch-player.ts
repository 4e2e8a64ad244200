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
    const put = CanvasRenderingContext2D.prototype.putImageData as (
      this: CanvasRenderingContext2D,
      picture: ImageData,
      ...rest: number[]
    ) => void;
    // What is drawn is looked at, not what is on screen: reading the canvas back at every refresh of the screen took
    // the page a twentieth of its time.
    CanvasRenderingContext2D.prototype.putImageData = function (picture: ImageData, ...rest: number[]): void {
      put.call(this, picture, ...rest);
      if (!this.canvas.matches?.('.player-canvas')) return;
      let hash = picture.width;
      for (let k = 0; k < picture.data.length; k += 5)
        hash = (Math.imul(hash, 31) + (picture.data[k] ?? 0)) | 0;
      const name = String(hash);
      if (seen.has(name)) return;
      seen.set(name, Number.POSITIVE_INFINITY);
      // In the next picture of the screen, or in this one where that is being drawn now: the later one is taken.
      requestAnimationFrame((now) => seen.set(name, now));
    };
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
        return [...seen.values()].find((time) => time >= since && time < Number.POSITIVE_INFINITY);
      },
      from + made,
      { timeout: patienceMs },
    )
    .then((handle) => handle.jsonValue())
    .catch(() => undefined);
  return at === undefined ? undefined : at - from;
}
