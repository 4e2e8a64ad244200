import type { FrameRange } from '../../values/clip.ts';
import type { MotionValue } from '../../values/motion.ts';
import { renderFrame } from '../renderer/render-frame.ts';
import type { Scene } from '../renderer/scene.ts';
import { GpuUnusableError, openGpuDevice } from './gpu-device.ts';
import { FRAMES_UNDER_WAY, GpuRenderer, type PendingFrame } from './gpu-renderer.ts';

/** What drawing a range needs of its host. */
export interface RangeHost {
  readonly signal: AbortSignal;
  notice(message: string): void;
  /** Called after every frame that is there. */
  onFrame(frame: number): void;
}

/** Largest mean difference between a frame drawn here and by the reference, levels of 255. */
export const MOST_DIFFERENCE = 2;
/** Frames of one scene follow each other; what lies idle for so long is freed, ms. */
const IDLE_MS = 10_000;
/** After so many failures a worker leaves the GPU alone. */
const MOST_FAILURES = 2;

/**
 * Draws frames of a range on a GPU into `data` (RGBA, from the range's first frame on) as far as it can: the first
 * frame of a scene is compared with the reference, so that a driver at fault gives no other picture.
 * @returns the first frame that was not drawn; the range's end when all are there, its start where there is no GPU
 */
export function drawRangeOnGpu(
  scene: Scene,
  motion: MotionValue,
  range: FrameRange,
  data: Uint8ClampedArray,
  host: RangeHost,
  openDevice = openGpuDevice,
): Promise<number> {
  return drawer.draw(scene, motion, range, data, host, openDevice);
}

/** What a worker keeps of its GPU from range to range. */
export class GpuDrawer {
  /** The scene that its memory holds. */
  #held: { readonly scene: Scene; readonly renderer: GpuRenderer } | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  /** See {@link drawRangeOnGpu}. */
  async draw(
    scene: Scene,
    motion: MotionValue,
    range: FrameRange,
    data: Uint8ClampedArray,
    host: RangeHost,
    openDevice: typeof openGpuDevice,
  ): Promise<number> {
    if (this.#failures >= MOST_FAILURES) return range.start;
    clearTimeout(this.#idle);
    let next = range.start;
    const store = async (pending: PendingFrame): Promise<void> => {
      await pending.take(frameOf(scene, data, pending.frame - range.start));
      next = pending.frame + 1;
      host.onFrame(pending.frame);
    };
    try {
      const renderer = await this.#rendererFor(scene, motion, range.start, openDevice);
      if (renderer === undefined) return range.start;
      const underWay: PendingFrame[] = [];
      for (let frame = range.start; frame < range.end; frame++) {
        host.signal.throwIfAborted();
        underWay.push(renderer.begin(motion, frame));
        const oldest = underWay.length === FRAMES_UNDER_WAY ? underWay.shift() : undefined;
        if (oldest !== undefined) await store(oldest);
      }
      for (const pending of underWay) await store(pending);
      this.#idle = setTimeout(() => this.#release(), IDLE_MS);
    } catch (cause) {
      this.#release();
      if (host.signal.aborted) throw cause;
      // Whatever a driver throws is its fault; what is wrong with the scene, the processor meets too.
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.#failures += 1;
      host.notice(
        `The GPU stopped drawing (${reason}); the processor draws the rest: slower, the same picture.`,
      );
    }
    return next;
  }

  /** Frees what it holds on the GPU. */
  #release(): void {
    clearTimeout(this.#idle);
    this.#held?.renderer.release();
    this.#held = undefined;
  }

  async #rendererFor(
    scene: Scene,
    motion: MotionValue,
    frame: number,
    openDevice: typeof openGpuDevice,
  ): Promise<GpuRenderer | undefined> {
    if (this.#held?.scene === scene) return this.#held.renderer;
    this.#release();
    const open = await openDevice();
    if (open === undefined) return undefined;
    const renderer = await GpuRenderer.open(open, scene).catch((cause) => {
      open.device.destroy();
      throw cause;
    });
    this.#held = { scene, renderer };
    const drawn = new Uint8ClampedArray(scene.photo.length);
    await renderer.begin(motion, frame).take(drawn);
    const wanted = new Uint8ClampedArray(scene.photo.length);
    renderFrame(scene, motion, frame, wanted);
    if (meanDifference(drawn, wanted) > MOST_DIFFERENCE)
      throw new GpuUnusableError('it draws another picture');
    return renderer;
  }
}

const drawer = new GpuDrawer();

/** Mean difference of the bytes of two pictures, levels. */
export function meanDifference(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += Math.abs(a[k] - b[k]);
  return sum / a.length;
}

function frameOf({ width, height }: Scene, data: Uint8ClampedArray, n: number): Uint8ClampedArray {
  const bytes = 4 * width * height;
  return data.subarray(n * bytes, (n + 1) * bytes);
}
