/** A map bounded by bytes that drops what was not used for the longest time. */
export class RecentlyUsed<T> {
  readonly #entries = new Map<string, { readonly item: T; readonly bytes: number }>();
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
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.item;
  }

  /** An item larger than the whole bound is kept alone until the next one comes. */
  set(key: string, item: T, bytes: number): void {
    this.delete(key);
    this.#entries.set(key, { item, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#limitBytes) break;
      if (oldest !== key && this.#mayDrop(oldest)) this.delete(oldest);
    }
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
}
