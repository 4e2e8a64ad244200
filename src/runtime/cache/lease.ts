import type { ValueLedger } from './value-ledger.ts';

/** Values that a computation or a run still needs. */
export class Lease {
  readonly #ledger: ValueLedger;
  readonly #discard: (orphans: readonly string[]) => Promise<void>;
  readonly #held = new Map<string, number>();
  #ended = false;

  constructor(ledger: ValueLedger, discard: (orphans: readonly string[]) => Promise<void>) {
    this.#ledger = ledger;
    this.#discard = discard;
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

  /** Lets everything go; values that no result took up are deleted. */
  async release(): Promise<void> {
    this.#ended = true;
    const orphans = [...this.#held.keys()].filter((digest) => this.#ledger.release(digest, 'lease'));
    this.#held.clear();
    await this.#discard(orphans);
  }
}
