import type { ResultRecord } from './cache-store.ts';

/** Result records in memory, by key and by the content of their inputs. */
export class ResultIndex {
  readonly #records = new Map<string, ResultRecord>();
  /** cutoff key -> recipe keys of results with these inputs by content: hardly ever more than one */
  readonly #byCutoff = new Map<string, string[]>();

  get count(): number {
    return this.#records.size;
  }

  get(key: string): ResultRecord | undefined {
    return this.#records.get(key);
  }

  all(): Iterable<ResultRecord> {
    return this.#records.values();
  }

  byCutoff(cutoff: string): ResultRecord | undefined {
    const key = this.#byCutoff.get(cutoff)?.[0];
    return key === undefined ? undefined : this.#records.get(key);
  }

  set(record: ResultRecord): void {
    this.remove(record.key);
    this.#records.set(record.key, record);
    if (record.cutoff === undefined) return;
    const keys = this.#byCutoff.get(record.cutoff);
    if (keys) keys.push(record.key);
    else this.#byCutoff.set(record.cutoff, [record.key]);
  }

  remove(key: string): ResultRecord | undefined {
    const record = this.#records.get(key);
    if (!record) return undefined;
    this.#records.delete(key);
    if (record.cutoff !== undefined) this.#forgetCutoff(record.cutoff, key);
    return record;
  }

  #forgetCutoff(cutoff: string, key: string): void {
    const keys = this.#byCutoff.get(cutoff);
    if (!keys) return;
    if (keys.length > 1) keys.splice(keys.indexOf(key), 1);
    else this.#byCutoff.delete(cutoff);
  }

  /** Results that may be evicted, in the order in which they should go: least compute time per byte, then oldest. */
  cheapestFirst(): readonly ResultRecord[] {
    return [...this.#records.values()]
      .filter((record) => (record.pinnedBy?.length ?? 0) === 0)
      .map((record) => ({ record, msPerByte: record.ms / Math.max(1, recordBytes(record)) }))
      .sort((a, b) => a.msPerByte - b.msPerByte || a.record.lastUsed - b.record.lastUsed)
      .map(({ record }) => record);
  }
}

/** Bytes of everything that a result refers to. */
function recordBytes(record: ResultRecord): number {
  return Object.values(record.parts).reduce((sum, bytes) => sum + bytes, 0);
}
