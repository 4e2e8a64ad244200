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

/** The scene that this worker's GPU memory holds. */
let held: { readonly scene: Scene; readonly renderer: GpuRenderer } | undefined;
let idle: ReturnType<typeof setTimeout> | undefined;
let failures = 0;

/**
 * Draws frames of a range on a GPU into `data` (RGBA, from the range's first frame on) as far as it can: the first
 * frame of a scene is compared with the reference, so that a driver at fault gives no other picture.
 * @returns the first frame that was not drawn; the range's end when all are there, its start where there is no GPU
 */
export async function drawRangeOnGpu(
  scene: Scene,
  motion: MotionValue,
  range: FrameRange,
  data: Uint8ClampedArray,
  host: RangeHost,
  openDevice = openGpuDevice,
): Promise<number> {
  if (failures >= MOST_FAILURES) return range.start;
  clearTimeout(idle);
  let next = range.start;
  const store = async (pending: PendingFrame): Promise<void> => {
    await pending.take(frameOf(scene, data, pending.frame - range.start));
    next = pending.frame + 1;
    host.onFrame(pending.frame);
  };
  try {
    const renderer = await rendererFor(scene, motion, range.start, openDevice);
    if (renderer === undefined) return range.start;
    const underWay: PendingFrame[] = [];
    for (let frame = range.start; frame < range.end; frame++) {
      host.signal.throwIfAborted();
      underWay.push(renderer.begin(motion, frame));
      const oldest = underWay.length === FRAMES_UNDER_WAY ? underWay.shift() : undefined;
      if (oldest !== undefined) await store(oldest);
    }
    for (const pending of underWay) await store(pending);
    idle = setTimeout(releaseGpu, IDLE_MS);
  } catch (cause) {
    releaseGpu();
    if (!(cause instanceof GpuUnusableError)) throw cause;
    failures += 1;
    host.notice(
      `The GPU stopped drawing (${cause.message}); the processor draws the rest: slower, the same picture.`,
    );
  }
  return next;
}

/** Frees what this worker holds on the GPU. */
function releaseGpu(): void {
  clearTimeout(idle);
  held?.renderer.release();
  held = undefined;
}

async function rendererFor(
  scene: Scene,
  motion: MotionValue,
  frame: number,
  openDevice: typeof openGpuDevice,
): Promise<GpuRenderer | undefined> {
  if (held?.scene === scene) return held.renderer;
  releaseGpu();
  const open = await openDevice();
  if (open === undefined) return undefined;
  const renderer = await GpuRenderer.open(open, scene);
  held = { scene, renderer };
  const drawn = new Uint8ClampedArray(scene.photo.length);
  await renderer.begin(motion, frame).take(drawn);
  const wanted = new Uint8ClampedArray(scene.photo.length);
  renderFrame(scene, motion, frame, wanted);
  if (meanDifference(drawn, wanted) > MOST_DIFFERENCE) throw new GpuUnusableError('it draws another picture');
  return renderer;
}

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
