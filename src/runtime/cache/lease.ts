import type { ValueLedger } from './value-ledger.ts';

const NOTHING: readonly (() => Promise<void>)[] = [];

/** Values that a computation or a run still needs. */
export class Lease {
  /** What is made under it is stored when it ends: until then it is in memory, and whoever reads it need not wait. */
  readonly storesLater: boolean;
  readonly #ledger: ValueLedger;
  readonly #letGo: (orphans: readonly string[]) => Promise<void> | undefined;
  readonly #held = new Map<string, number>();
  /** What is to be stored yet, in order; undefined when there is nothing, as for nearly all leases. */
  #due: (() => Promise<void>)[] | undefined;
  #ended = false;

  /** @param letGo deletes what nobody needs any more; undefined when there is nothing to wait for */
  constructor(
    ledger: ValueLedger,
    letGo: (orphans: readonly string[]) => Promise<void> | undefined,
    storesLater = false,
  ) {
    this.#ledger = ledger;
    this.#letGo = letGo;
    this.storesLater = storesLater;
  }

  /** @param bytes size of the value */
  hold(digest: string, bytes: number): void {
    if (this.#ended || this.#held.has(digest)) return;
    this.#held.set(digest, bytes);
    this.#ledger.hold(digest, bytes, 'lease');
  }

  /** Stores something when the lease ends, after what was to be stored before. @param store never fails */
  storeLater(store: () => Promise<void>): void {
    this.#due ??= [];
    this.#due.push(store);
  }

  /** Takes over everything that another lease holds, and what it has to store. */
  holdAll(other: Lease): void {
    if (this.#ended) return;
    for (const [digest, bytes] of other.#held) this.hold(digest, bytes);
    for (const store of other.#takeDue()) this.storeLater(store);
  }

  /** Lets everything go; values that no result took up are deleted. Undefined when there is nothing to wait for. */
  release(): Promise<void> | undefined {
    return this.#due ? this.#storeAndRelease() : this.#release();
  }

  async #storeAndRelease(): Promise<void> {
    for (const store of this.#takeDue()) await store();
    await this.release();
  }

  #takeDue(): readonly (() => Promise<void>)[] {
    const due = this.#due ?? NOTHING;
    this.#due = undefined;
    return due;
  }

  #release(): Promise<void> | undefined {
    this.#ended = true;
    const orphans: string[] = [];
    for (const digest of this.#held.keys()) if (this.#ledger.release(digest, 'lease')) orphans.push(digest);
    this.#held.clear();
    return this.#letGo(orphans);
  }
}
