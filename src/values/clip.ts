/** What is known of a clip before any frame exists. */
export interface ClipFacts {
  /** px, even (codecs need it) */
  readonly width: number;
  /** px, even */
  readonly height: number;
  /** frames per second, > 0 */
  readonly fps: number;
  readonly frameCount: number;
  /** True when the frame after the last is the first. */
  readonly loop: boolean;
}

/** Half-open range of frames, `start <= frame < end`. */
export interface FrameRange {
  readonly start: number;
  readonly end: number;
}

/** Where one run of frames lies in the cache. */
export interface ClipChunkRef extends FrameRange {
  /** Digest of the chunk's bytes; the chunk's address in the cache. */
  readonly digest: string;
}

/**
 * A clip on an edge: facts and addresses of its chunks, never the pixels themselves.
 * Chunks are sorted, contiguous and cover `0..frameCount`.
 */
export interface ClipValue extends ClipFacts {
  readonly type: 'Clip';
  readonly chunks: readonly ClipChunkRef[];
}

/** Consecutive RGBA frames, `data.length === (end - start) * width * height * 4`. */
export interface ClipChunk extends FrameRange {
  readonly data: Uint8ClampedArray;
}

/** How a node reads a clip: any range at any time, waiting for frames that are still being made. */
export interface ClipReader extends ClipFacts {
  /**
   * Frames of `range` in one buffer; resolves when all of them are committed.
   * @throws {KineographError} when the producer fails or the run is cancelled.
   */
  read(range: FrameRange): Promise<ClipChunk>;
  /** All frames in order, as the chunks arrive; `data` is one RGBA frame. */
  frames(): AsyncIterable<{ readonly index: number; readonly data: Uint8ClampedArray }>;
}

/** Aim of a chunk's size in bytes: large enough to amortise storage, small enough to share work evenly. */
export const CHUNK_TARGET_BYTES = 8 * 1024 * 1024;

/** Frames of a chunk at most: clips of small frames are shared among workers too. */
const CHUNK_FRAMES = 12;

/** Bytes of one RGBA frame. */
export function frameBytes(facts: Pick<ClipFacts, 'width' | 'height'>): number {
  return facts.width * facts.height * 4;
}

/** The ranges in which a clip is made and stored: equal chunks of about so many bytes, {@link CHUNK_FRAMES} at most. */
export function chunkRanges(facts: ClipFacts, chunkBytes = CHUNK_TARGET_BYTES): FrameRange[] {
  const fitting = Math.floor(chunkBytes / frameBytes(facts));
  const perChunk = Math.max(1, Math.min(CHUNK_FRAMES, fitting));
  const ranges: FrameRange[] = [];
  for (let start = 0; start < facts.frameCount; start += perChunk) {
    ranges.push({ start, end: Math.min(start + perChunk, facts.frameCount) });
  }
  return ranges;
}
