import type { ClipValue } from '../../values/clip.ts';
import { drawDifference } from './draw-difference.ts';
import { eachFrame } from './frame-clock.ts';
import { addressOf, type FrameStore } from './frame-store.ts';
import { canvasOfImage } from './paint-value.ts';
import type { Scene, ValueSource } from './painter-api.ts';
import { frameAt, isPlaying } from './showing.ts';
import { nameOf, type ValueReader } from './value-reader.ts';

/** Small frames that are in memory. */
interface SmallFrames {
  readonly clip: ClipValue;
  readonly frames: readonly ImageBitmap[];
}

/** The picture that frames are compared with. */
interface Comparison {
  readonly name: unknown;
  /** Undefined until it is read. */
  picture: OffscreenCanvas | undefined;
}

/** A canvas of the page that frames of a clip are drawn on, as long as it can be seen. */
export class Screen {
  readonly #context: OffscreenCanvasRenderingContext2D;
  readonly #store: FrameStore;
  readonly #values: ValueReader;
  #scene: Scene | undefined;
  #isVisible = false;
  #isClosed = false;
  #stop: (() => void) | undefined;
  #small: SmallFrames | undefined;
  #comparison: Comparison | undefined;

  /** @throws {Error} when the canvas gives no context */
  constructor(canvas: OffscreenCanvas, store: FrameStore, values: ValueReader) {
    const context = canvas.getContext('2d');
    if (!context) throw new Error('the canvas gives no context to draw on');
    this.#context = context;
    this.#store = store;
    this.#values = values;
  }

  show(scene: Scene): void {
    this.#scene = scene;
    if (scene.isSmall && (!this.#small || addressOf(this.#small.clip) !== addressOf(scene.clip)))
      void this.#readSmall(scene.clip);
    if (!scene.against) this.#comparison = undefined;
    else if (this.#comparison?.name !== nameOf(scene.against)) void this.#readComparison(scene.against);
    this.#play();
  }

  setVisible(isVisible: boolean): void {
    this.#isVisible = isVisible;
    this.#play();
  }

  close(): void {
    this.#isClosed = true;
    this.#stop?.();
    this.#keepSmall(undefined);
  }

  #play(): void {
    this.#stop?.();
    this.#stop = undefined;
    const scene = this.#scene;
    if (!scene || !this.#isVisible || this.#isClosed) return;
    this.#draw();
    if (isPlaying(scene.showing)) this.#stop = eachFrame(scene.showing.rate, () => this.#draw());
  }

  #draw(): void {
    if (!this.#scene || !this.#isVisible || this.#isClosed) return;
    if (this.#scene.isSmall) this.#drawSmall(this.#scene);
    else this.#drawWhole(this.#scene);
  }

  /** A shorter clip goes round. */
  #drawSmall({ showing }: Scene): void {
    const frames = this.#small?.frames ?? [];
    const frame = frames[frameAt(showing) % Math.max(1, frames.length)];
    if (!frame) return;
    this.#resize(frame.width, frame.height);
    this.#context.drawImage(frame, 0, 0);
  }

  #drawWhole({ clip, showing }: Scene): void {
    const frame = frameAt(showing) % Math.max(1, clip.frameCount);
    const index = clip.chunks.findIndex(({ start, end }) => frame >= start && frame < end);
    const chunk = clip.chunks[index];
    // A chunk that is still to come has no digest; the frame before stays until it is there.
    if (!chunk?.digest) return;
    const pixels = this.#store.chunk(chunk.digest);
    if (pixels) {
      const bytes = clip.width * clip.height * 4;
      const offset = (frame - chunk.start) * bytes;
      this.#resize(clip.width, clip.height);
      const picture = new ImageData(pixels.subarray(offset, offset + bytes), clip.width, clip.height);
      this.#context.putImageData(picture, 0, 0);
      if (this.#comparison?.picture) drawDifference(this.#context, this.#comparison.picture);
    } else this.#fetch(chunk.digest, true);
    // The next chunk is asked for ahead, so that playback does not wait for it.
    const next = clip.chunks[(index + 1) % clip.chunks.length]?.digest;
    if (next && isPlaying(showing) && !this.#store.chunk(next)) this.#fetch(next, false);
  }

  /** What could not be read stays as it is; the next frame asks again. */
  #fetch(digest: string, draws: boolean): void {
    this.#store.readChunk(digest).then(
      (pixels) => pixels && draws && this.#draw(),
      () => undefined,
    );
  }

  async #readComparison(source: ValueSource): Promise<void> {
    const comparison: Comparison = { name: nameOf(source), picture: undefined };
    this.#comparison = comparison;
    const value = await this.#values.read(source).catch(() => undefined);
    if (value?.type !== 'Image') return;
    comparison.picture = canvasOfImage(value);
    this.#draw();
  }

  async #readSmall(clip: ClipValue): Promise<void> {
    const frames = await this.#store.acquireSmall(clip).catch(() => undefined);
    const isWanted = this.#scene?.isSmall && addressOf(this.#scene.clip) === addressOf(clip);
    if (!frames) return;
    if (!isWanted || this.#isClosed) {
      this.#store.releaseSmall(clip);
      return;
    }
    this.#keepSmall({ clip, frames });
    this.#draw();
  }

  #keepSmall(next: SmallFrames | undefined): void {
    if (this.#small) this.#store.releaseSmall(this.#small.clip);
    this.#small = next;
  }

  #resize(width: number, height: number): void {
    const { canvas } = this.#context;
    // Any assignment empties the canvas.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
  }
}
