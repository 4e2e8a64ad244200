interface Entry<T> {
  readonly item: T;
  readonly bytes: number;
  /** Somebody asked for it since it came, or since it was spared last. */
  isUsed: boolean;
}

/**
 * A map bounded by bytes that drops what was not used for long: the oldest that was not asked for since it was looked at
 * last (second chance: Corbató, "A paging experiment with the Multics system", 1969). Asking moves nothing.
 */
export class RecentlyUsed<T> {
  /** Those to be looked at first come first. */
  readonly #entries = new Map<string, Entry<T>>();
  readonly #limitBytes: number;
  readonly #mayDrop: (key: string) => boolean;
  #bytes = 0;

  /** @param mayDrop false for items that exist nowhere else; they stay beyond the bound */
  constructor(limitBytes: number, mayDrop: (key: string) => boolean = () => true) {
    this.#limitBytes = limitBytes;
    this.#mayDrop = mayDrop;
  }

  keys(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    entry.isUsed = true;
    return entry.item;
  }

  /** An item larger than the whole bound is kept alone until the next one comes. */
  set(key: string, item: T, bytes: number): void {
    this.delete(key);
    this.#entries.set(key, { item, bytes, isUsed: false });
    this.#bytes += bytes;
    if (this.#bytes > this.#limitBytes) this.#dropAllBut(key);
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#bytes -= entry.bytes;
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }

  /** Until the rest is within the bound. What is spared comes last and is met once more on the way. */
  #dropAllBut(newest: string): void {
    for (const [key, entry] of this.#entries) {
      if (this.#bytes <= this.#limitBytes) return;
      if (key === newest || !this.#mayDrop(key)) continue;
      if (entry.isUsed) {
        entry.isUsed = false;
        this.#entries.delete(key);
        this.#entries.set(key, entry);
      } else this.delete(key);
    }
  }
}
