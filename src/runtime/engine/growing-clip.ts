import { type ClipFacts, type ClipValue, chunkRanges, type FrameRange } from '../../values/clip.ts';

/** A clip whose chunks may still be in the making. Consumers wait for the chunk they need, or for all. */
export class GrowingClip {
  readonly facts: ClipFacts;
  readonly ranges: readonly FrameRange[];
  /** Priority of the tasks that make it. Its consumers go before them, so that few chunks wait to be read. */
  readonly priority: number;
  /** Resolves with the finished value's digest once everything is committed. */
  readonly finished: Promise<string>;
  readonly #chunks: PromiseWithResolvers<string>[];
  readonly #digests = new Map<number, string>();
  readonly #finish: PromiseWithResolvers<string>;
  #failed = false;
  #wanted: readonly FrameRange[] = [];
  #onWanted: (frames: readonly FrameRange[]) => void = () => undefined;

  constructor(facts: ClipFacts, priority = 0, ranges: readonly FrameRange[] = chunkRanges(facts)) {
    this.facts = facts;
    this.priority = priority;
    this.ranges = ranges;
    this.#chunks = ranges.map(() => handledResolvers());
    this.#finish = handledResolvers();
    this.finished = this.#finish.promise;
  }

  /** A stored clip: everything is there already. */
  static stored(value: ClipValue, digest: string): GrowingClip {
    const { width, height, fps, frameCount, loop } = value;
    const clip = new GrowingClip({ width, height, fps, frameCount, loop }, 0, value.chunks);
    for (const [index, chunk] of value.chunks.entries()) clip.resolveChunk(index, chunk.digest);
    clip.finish(digest);
    return clip;
  }

  /** True when its producer failed or was cancelled before it was complete. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Digest of the chunk, once committed. Rejects when the clip fails. */
  chunk(index: number): Promise<string> {
    const chunk = this.#chunks[index];
    return chunk ? chunk.promise : Promise.reject(new RangeError(`no chunk ${index}`));
  }

  /** True while frames are missing. */
  get isGrowing(): boolean {
    return this.#digests.size < this.ranges.length;
  }

  /** Is the chunk committed? */
  isReady(index: number): boolean {
    return this.#digests.has(index);
  }

  /** Frames that somebody looks at; its producer makes them before others. */
  get wanted(): readonly FrameRange[] {
    return this.#wanted;
  }

  /** Asks for frames before others. Of a clip that is complete nothing has to be asked. */
  want(frames: readonly FrameRange[]): void {
    if (!this.isGrowing) return;
    this.#wanted = frames;
    this.#onWanted(frames);
  }

  /** @param listener hears of what is wanted, so that the producer can want what it needs for that */
  hearWanted(listener: (frames: readonly FrameRange[]) => void): void {
    this.#onWanted = listener;
  }

  /** The clip as far as it is there: chunks still to come have an empty digest. */
  get soFar(): ClipValue {
    const chunks = this.ranges.map((range, index) => ({ ...range, digest: this.#digests.get(index) ?? '' }));
    return { type: 'Clip', ...this.facts, chunks };
  }

  /** Resolves when these frames are committed; without ranges, when all are. */
  async available(needed?: readonly FrameRange[]): Promise<void> {
    const awaited = this.#chunks.filter((_chunk, index) => {
      const { start, end } = this.ranges[index] ?? { start: 0, end: 0 };
      return needed?.some((range) => range.start < end && start < range.end) ?? true;
    });
    await Promise.all(awaited.map((chunk) => chunk.promise));
  }

  resolveChunk(index: number, digest: string): void {
    this.#digests.set(index, digest);
    this.#chunks[index]?.resolve(digest);
  }

  finish(digest: string): void {
    this.#finish.resolve(digest);
  }

  /** Chunks that are committed stay readable; all others reject. */
  fail(error: unknown): void {
    this.#failed = true;
    for (const chunk of this.#chunks) chunk.reject(error);
    this.#finish.reject(error);
  }
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

/** A promise settled from outside. Nobody may be waiting for it when it fails; that is no unhandled rejection. */
function handledResolvers(): PromiseWithResolvers<string> {
  let resolve: (value: string) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<string>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
