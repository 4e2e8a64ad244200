import { sameContent } from '../values/same-content.ts';

interface KeptBounds {
  /** Results kept, the newest ones. */
  readonly most: number;
  /** Bytes of the sources in all; what is larger is made anew each time. */
  readonly bytes: number;
}

interface Kept<S, R> {
  readonly sources: S;
  readonly result: R;
  readonly bytes: number;
}

/**
 * Results that this worker made last, by the content of what they were made from: who changes a setting that comes
 * later need not wait for them again. What comes out is the same to the byte, so that no key knows of it. Neither
 * sources nor results may be changed afterwards.
 */
export class KeptByContent<S, R> {
  readonly #bounds: KeptBounds;
  /** The newest last. */
  readonly #kept: Kept<S, R>[] = [];

  constructor(bounds: KeptBounds) {
    this.#bounds = bounds;
  }

  /** The result for these sources: the one kept, or what `make` gives. */
  async get(sources: S, make: () => Promise<R>): Promise<R> {
    const index = this.#kept.findIndex((known) => sameContent(known.sources, sources));
    const [known] = index < 0 ? [] : this.#kept.splice(index, 1);
    const entry = known ?? { sources, result: await make(), bytes: bytesIn(sources) };
    this.#kept.push(entry);
    while (this.#kept.length > this.#bounds.most || this.#bytesOfAll() > this.#bounds.bytes) {
      this.#kept.shift();
    }
    return entry.result;
  }

  #bytesOfAll(): number {
    return this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}

/** Bytes of all pixels and numbers that plain values hold. */
function bytesIn(held: unknown): number {
  if (ArrayBuffer.isView(held)) return held.byteLength;
  if (typeof held !== 'object' || held === null) return 0;
  return Object.values(held).reduce<number>((sum, part) => sum + bytesIn(part), 0);
}
