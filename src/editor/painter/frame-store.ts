import type { ClipValue } from '../../values/clip.ts';
import { SharedCache } from './shared-cache.ts';

/** RGBA frames of one chunk, one after the other. */
export type ChunkPixels = Uint8ClampedArray<ArrayBuffer>;

/** Chunks kept in memory: a 3 s clip of 512² fits, longer ones stream through. */
const KEPT_CHUNKS = 12;
/** Longest side of small frames, px: a 3 s clip then takes about 19 MB. */
const SMALL_SIDE = 256;
/** Clips whose small frames are kept for the next view, beside those on screen. */
const KEPT_CLIPS = 4;

interface KeptChunk {
  readonly reading: Promise<ChunkPixels | undefined>;
  pixels: ChunkPixels | undefined;
}

/** Frames of clips, as they are and small, each read once however many screens show it. */
export class FrameStore {
  readonly #read: (digest: string) => Promise<ChunkPixels | undefined>;
  readonly #chunks = new Map<string, KeptChunk>();
  readonly #small = new SharedCache<readonly ImageBitmap[]>(KEPT_CLIPS, (frames) => {
    for (const frame of frames) frame.close();
  });

  /** @param read asks the engine for a chunk by its digest; undefined when it is not stored */
  constructor(read: (digest: string) => Promise<ChunkPixels | undefined>) {
    this.#read = read;
  }

  /** A chunk that is in memory. */
  chunk(digest: string): ChunkPixels | undefined {
    return this.#chunks.get(digest)?.pixels;
  }

  /** Reads a chunk and keeps it for a while; a failed read is forgotten. */
  async readChunk(digest: string): Promise<ChunkPixels | undefined> {
    const known = this.#chunks.get(digest);
    const kept: KeptChunk = known ?? { reading: this.#read(digest), pixels: undefined };
    this.#chunks.delete(digest);
    this.#chunks.set(digest, kept);
    for (const oldest of this.#chunks.keys()) {
      if (this.#chunks.size <= KEPT_CHUNKS) break;
      this.#chunks.delete(oldest);
    }
    try {
      kept.pixels = await kept.reading;
    } finally {
      if (!kept.pixels && this.#chunks.get(digest) === kept) this.#chunks.delete(digest);
    }
    return kept.pixels;
  }

  /** Small frames of a clip, as far as they are stored; each call needs a {@link releaseSmall}. */
  acquireSmall(clip: ClipValue): Promise<readonly ImageBitmap[]> {
    return this.#small.acquire(addressOf(clip), () => this.#shrink(clip));
  }

  releaseSmall(clip: ClipValue): void {
    this.#small.release(addressOf(clip));
  }

  async #shrink({ width, height, chunks }: ClipValue): Promise<readonly ImageBitmap[]> {
    const scale = Math.min(1, SMALL_SIDE / Math.max(width, height));
    const options: ImageBitmapOptions = {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'medium',
    };
    const bytes = width * height * 4;
    const frames: ImageBitmap[] = [];
    for (const { digest } of chunks) {
      // A chunk that is read for its small frames only is not worth the place of one that is played.
      const pixels = this.chunk(digest) ?? (await this.#read(digest));
      if (!pixels) break;
      for (let offset = 0; offset < pixels.length; offset += bytes) {
        const frame = new ImageData(pixels.subarray(offset, offset + bytes), width, height);
        frames.push(await createImageBitmap(frame, options));
      }
    }
    return frames;
  }
}

/** Names a clip by its content. */
export function addressOf({ width, height, chunks }: ClipValue): string {
  return [width, height, ...chunks.map(({ digest }) => digest)].join(' ');
}
