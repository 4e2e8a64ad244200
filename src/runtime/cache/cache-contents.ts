import { type CacheInventory, countByType, partialBytes } from './cache-inventory.ts';
import type { PartialChunk, ResultRecord } from './cache-store.ts';
import { PartialClips } from './partial-clips.ts';
import { ResultIndex } from './result-index.ts';
import { ValueLedger } from './value-ledger.ts';

/** What a cache holds, in memory: results, broken clips, and who needs which value. Knows no storage. */
export class CacheContents {
  readonly ledger = new ValueLedger();
  readonly index = new ResultIndex();
  readonly partials = new PartialClips();

  addRecord(record: ResultRecord): void {
    this.index.set(record);
    for (const digest in record.parts) this.ledger.hold(digest, record.parts[digest] ?? 0, 'result');
  }

  /** @returns digests that nobody needs any more */
  releaseRecord(record: ResultRecord): string[] {
    const orphans: string[] = [];
    for (const digest in record.parts) if (this.ledger.release(digest, 'result')) orphans.push(digest);
    return orphans;
  }

  /** @returns digests that nobody needs any more */
  removeRecords(keys: Iterable<string>): string[] {
    return [...keys].flatMap((key) => {
      const record = this.index.remove(key);
      return record ? this.releaseRecord(record) : [];
    });
  }

  recordsWith(digest: string): readonly ResultRecord[] {
    return [...this.index.all()].filter((record) => Object.hasOwn(record.parts, digest));
  }

  /** @returns the chunk that it replaces, when nobody needs it any more */
  addPartial(chunk: PartialChunk): PartialChunk | undefined {
    this.ledger.hold(chunk.digest, chunk.bytes, 'partial');
    const replaced = this.partials.add(chunk);
    return replaced && this.ledger.release(replaced.digest, 'partial') ? replaced : undefined;
  }

  /** @returns its chunks, and the digests that nobody needs any more */
  removePartials(recipeKey: string): { readonly chunks: number; readonly orphans: readonly string[] } {
    const chunks = this.partials.remove(recipeKey);
    const orphans = chunks.filter((chunk) => this.ledger.release(chunk.digest, 'partial'));
    return { chunks: chunks.length, orphans: orphans.map((chunk) => chunk.digest) };
  }

  /** digest -> bytes of everything that results and broken clips refer to */
  storedSizes(): ReadonlyMap<string, number> {
    const sizes = new Map<string, number>();
    for (const { parts } of this.index.all()) {
      for (const [digest, bytes] of Object.entries(parts)) sizes.set(digest, bytes);
    }
    for (const key of this.partials.keys()) {
      for (const { digest, bytes } of this.partials.of(key)) sizes.set(digest, bytes);
    }
    return sizes;
  }

  /** What is stored, by node type. */
  inventory(limitBytes: number): CacheInventory {
    const rows = countByType(this.index.all());
    const broken = this.partials.keys();
    return {
      rows,
      results: this.index.count,
      bytes: this.ledger.bytes,
      limitBytes,
      pinned: rows.reduce((sum, row) => sum + row.pinned, 0),
      brokenClips: broken.length,
      brokenBytes: partialBytes(broken.flatMap((key) => this.partials.of(key))),
    };
  }
}
