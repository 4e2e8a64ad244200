import type { Page, Worker } from '@playwright/test';

/** How often the painter is asked, ms. */
const ASK_MS = 50;

/** A draft of the clip as the page measures it, ms of its clock. */
export interface ClipDraft {
  /** When the setting was changed. */
  readonly from: number;
  /** From then until the draft was stored. */
  readonly made: number;
}

interface Watch {
  /** When a frame was first on screen, by its content, ms of the page's clock. */
  readonly seen: Map<string, number>;
}

/** The worker that draws the player's frames. */
export type Painter = Worker;

/** Remembers from now on when each different frame was in the player first. */
export async function watchPlayer(page: Page): Promise<Painter> {
  const origin = await page.evaluate(() => performance.timeOrigin);
  const painter = page.workers().find((worker) => worker.url().includes('painter'));
  if (!painter) throw new Error('there is no worker that paints');
  // The loader that runs this file names functions with a function of its own.
  await painter.evaluate('globalThis.__name = (wrapped) => wrapped');
  await painter.evaluate((pageOrigin) => {
    const seen = new Map<string, number>();
    (globalThis as unknown as { playerWatch: Watch }).playerWatch = { seen };
    const ahead = performance.timeOrigin - pageOrigin;
    const put = OffscreenCanvasRenderingContext2D.prototype.putImageData as (
      this: OffscreenCanvasRenderingContext2D,
      picture: ImageData,
      ...rest: number[]
    ) => void;
    const get = OffscreenCanvas.prototype.getContext as (this: OffscreenCanvas, kind: string) => unknown;
    // Pictures that are painted once are begun by the painter itself; what it was given are the page's canvases.
    const own = new WeakSet<OffscreenCanvas>();
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, kind: string) {
      own.add(this);
      return get.call(this, kind);
    } as typeof OffscreenCanvas.prototype.getContext;
    // What is drawn is looked at, not what is on screen: reading the canvas back at every refresh of the screen took
    // a twentieth of the time.
    OffscreenCanvasRenderingContext2D.prototype.putImageData = function (
      picture: ImageData,
      ...rest: number[]
    ): void {
      put.call(this, picture, ...rest);
      if (own.has(this.canvas)) return;
      let hash = picture.width;
      for (let k = 0; k < picture.data.length; k += 5)
        hash = (Math.imul(hash, 31) + (picture.data[k] ?? 0)) | 0;
      const name = String(hash);
      if (seen.has(name)) return;
      seen.set(name, Number.POSITIVE_INFINITY);
      // In the next picture of the screen, or in this one where that is being drawn now: the later one is taken.
      requestAnimationFrame((now) => seen.set(name, now + ahead));
    };
  }, origin);
  return painter;
}

/**
 * From the change of a setting until the first frame of its clip was on screen, ms: the first after the clip was made
 * that had never been there before. Undefined when none comes in time.
 */
export async function newFrameAt(
  painter: Painter,
  { from, made }: ClipDraft,
  patienceMs: number,
): Promise<number | undefined> {
  const limit = Date.now() + patienceMs;
  for (;;) {
    const at = await painter.evaluate((since) => {
      const { seen } = (globalThis as unknown as { playerWatch: Watch }).playerWatch;
      return [...seen.values()].find((time) => time >= since && time < Number.POSITIVE_INFINITY);
    }, from + made);
    if (at !== undefined) return at - from;
    if (Date.now() > limit) return undefined;
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  }
}
