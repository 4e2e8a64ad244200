interface Entry<T> {
  readonly value: Promise<T>;
  users: number;
}

/**
 * Things that are costly to load and must be closed, shared by all views that show them. What a view shows is never
 * closed; of the rest, the latest are kept.
 */
export class SharedCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #kept: number;
  readonly #close: (value: T) => void;

  /** @param kept entries kept at most, unless more are in use */
  constructor(kept: number, close: (value: T) => void) {
    this.#kept = kept;
    this.#close = close;
  }

  /** Uses the thing under this key; each call needs a {@link release}. A failed load is forgotten. */
  acquire(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    this.#entries.delete(key);
    const entry = known ?? { value: load(), users: 0 };
    entry.users += 1;
    this.#entries.set(key, entry);
    if (!known) {
      entry.value.catch(() => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      });
    }
    this.#trim();
    return entry.value;
  }

  release(key: string): void {
    const entry = this.#entries.get(key);
    if (entry) entry.users = Math.max(0, entry.users - 1);
    this.#trim();
  }

  #trim(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#entries.size <= this.#kept) return;
      if (entry.users > 0) continue;
      this.#entries.delete(key);
      entry.value.then(this.#close, () => undefined);
    }
  }
}
