import type { ValueLedger } from './value-ledger.ts';

/** Values that a computation or a run still needs. */
export class Lease {
  readonly #ledger: ValueLedger;
  readonly #letGo: (orphans: readonly string[]) => Promise<void> | undefined;
  readonly #held = new Map<string, number>();
  #ended = false;

  /** @param letGo deletes what nobody needs any more; undefined when there is nothing to wait for */
  constructor(ledger: ValueLedger, letGo: (orphans: readonly string[]) => Promise<void> | undefined) {
    this.#ledger = ledger;
    this.#letGo = letGo;
  }

  /** @param bytes size of the value */
  hold(digest: string, bytes: number): void {
    if (this.#ended || this.#held.has(digest)) return;
    this.#held.set(digest, bytes);
    this.#ledger.hold(digest, bytes, 'lease');
  }

  /** Takes over everything that another lease holds. */
  holdAll(other: Lease): void {
    for (const [digest, bytes] of other.#held) this.hold(digest, bytes);
  }

  /** Lets everything go; values that no result took up are deleted. Undefined when there is nothing to wait for. */
  release(): Promise<void> | undefined {
    this.#ended = true;
    const orphans: string[] = [];
    for (const digest of this.#held.keys()) if (this.#ledger.release(digest, 'lease')) orphans.push(digest);
    this.#held.clear();
    return this.#letGo(orphans);
  }
}
