import type { PartialChunk, ResultRecord } from './cache-store.ts';

/** What the results of one node type take. */
export interface InventoryRow {
  /** Node type. */
  readonly type: string;
  readonly results: number;
  /** Bytes of all values of these results, each counted once. A value that two types share counts for both. */
  readonly bytes: number;
  /** Results that a document pins. */
  readonly pinned: number;
  /** What it took to compute them all, ms. */
  readonly ms: number;
  /** Milliseconds since 1970. */
  readonly lastUsed: number;
}

/** What a cache holds. */
export interface CacheInventory {
  /** Largest first. */
  readonly rows: readonly InventoryRow[];
  readonly results: number;
  /** Bytes of all values, each counted once. */
  readonly bytes: number;
  readonly limitBytes: number;
  readonly pinned: number;
  /** Clips that broke off and can be resumed. */
  readonly brokenClips: number;
  readonly brokenBytes: number;
}

/** Outcome of an integrity check. */
export interface CacheCheck {
  /** Values that were read. */
  readonly values: number;
  readonly bytes: number;
  /** Values whose bytes did not match their digest; they are deleted. */
  readonly damaged: number;
  /** Values that results name and that are not there (any more). */
  readonly missing: number;
  /** Results that were forgotten because of them; they are computed again when they are needed. */
  readonly forgotten: number;
}

/** Outcome of a clean-up. */
export interface CacheCollection {
  /** Values that nothing referred to; `undefined` when others use the cache too and nobody can tell. */
  readonly orphans: number | undefined;
  /** Results that were evicted to keep within the bound. */
  readonly evicted: number;
  readonly bytesBefore: number;
  readonly bytes: number;
}

interface TypeGroup {
  readonly records: ResultRecord[];
  /** digest -> bytes */
  readonly parts: Map<string, number>;
}

/** Sums up results by node type. */
export function countByType(records: Iterable<ResultRecord>): readonly InventoryRow[] {
  const groups = new Map<string, TypeGroup>();
  for (const record of records) {
    const group: TypeGroup = groups.get(record.type) ?? { records: [], parts: new Map() };
    groups.set(record.type, group);
    group.records.push(record);
    for (const [digest, bytes] of Object.entries(record.parts)) group.parts.set(digest, bytes);
  }
  const rows = [...groups].map(([type, group]) => ({
    type,
    results: group.records.length,
    bytes: sum(group.parts.values()),
    pinned: group.records.filter(isPinned).length,
    ms: sum(group.records.map((record) => record.ms)),
    lastUsed: Math.max(...group.records.map((record) => record.lastUsed)),
  }));
  return rows.sort((a, b) => b.bytes - a.bytes || (a.type < b.type ? -1 : 1));
}

/** Bytes of rendered ranges, each value counted once. */
export function partialBytes(chunks: Iterable<PartialChunk>): number {
  return sum(new Map([...chunks].map((chunk) => [chunk.digest, chunk.bytes])).values());
}

function isPinned(record: ResultRecord): boolean {
  return (record.pinnedBy?.length ?? 0) > 0;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
