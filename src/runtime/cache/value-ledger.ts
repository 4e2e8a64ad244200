/** Who needs a value: `result` and `partial` may be evicted, a `lease` may not. */
export type Holding = 'result' | 'partial' | 'lease';

/** How many need it, by holding. */
interface Entry extends Record<Holding, number> {
  readonly bytes: number;
}

/** Counts who needs each value, so that a value shared by several results goes when the last one goes. */
export class ValueLedger {
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  /** Bytes of all values that somebody needs, each counted once. */
  get bytes(): number {
    return this.#bytes;
  }

  has(digest: string): boolean {
    return this.#entries.has(digest);
  }

  bytesOf(digest: string): number | undefined {
    return this.#entries.get(digest)?.bytes;
  }

  isLeased(digest: string): boolean {
    return (this.#entries.get(digest)?.lease ?? 0) > 0;
  }

  leased(): string[] {
    return [...this.#entries.keys()].filter((digest) => this.isLeased(digest));
  }

  hold(digest: string, bytes: number, holding: Holding): void {
    let entry = this.#entries.get(digest);
    if (!entry) {
      entry = { bytes, result: 0, partial: 0, lease: 0 };
      this.#entries.set(digest, entry);
      this.#bytes += bytes;
    }
    entry[holding] += 1;
  }

  /** @returns true when nobody needs the value any more */
  release(digest: string, holding: Holding): boolean {
    const entry = this.#entries.get(digest);
    if (!entry || entry[holding] === 0) return false;
    entry[holding] -= 1;
    if (entry.result + entry.partial + entry.lease > 0) return false;
    this.#entries.delete(digest);
    this.#bytes -= entry.bytes;
    return true;
  }
}
