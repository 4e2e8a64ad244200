import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { commitSample, sample } from '../../../tests/support/storage.ts';
import { StorageError } from '../../values/errors.ts';
import type { SerialisedValue } from '../../values/serialise.ts';
import type { CacheStore } from './cache-store.ts';
import { IndexedDbStore } from './indexeddb-store.ts';
import { MemoryStore } from './memory-store.ts';
import { ResultCache } from './result-cache.ts';

const KB = 1024;
const DAY_MS = 24 * 3600 * 1000;

const stores: readonly (readonly [string, () => Promise<CacheStore>])[] = [
  ['memory', async () => new MemoryStore()],
  ['IndexedDB', () => IndexedDbStore.open()],
];

describe.each(stores)('a cache on a store in %s', (_name, open) => {
  let store: CacheStore;

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    store = await open();
  });

  it('finds a result by its recipe and by the content of its inputs, also after a restart', async () => {
    const cache = await ResultCache.open(store);
    await commitSample(cache, 'k', [sample(1), sample(2)], { cutoff: 'c' });
    for (const reader of [cache, await ResultCache.open(store)]) {
      expect(reader.has('k')).toBe(true);
      expect(reader.findCutoff('c')?.key).toBe('k');
      expect(await reader.read('k')).toEqual({ p0: sample(1), p1: sample(2) });
    }
    expect(cache.has('toString')).toBe(false);
  });

  it('stores equal values once and keeps them as long as one result needs them', async () => {
    const cache = await ResultCache.open(store);
    await commitSample(cache, 'a', [sample(1, KB)]);
    const alone = cache.bytes;
    await commitSample(cache, 'b', [sample(1, KB)]);
    expect(cache.bytes).toBe(alone);
    expect(await store.valueDigests()).toHaveLength(1);
    await cache.forget(['a']);
    expect(await cache.read('b')).toEqual({ p0: sample(1, KB) });
    await cache.forget(['b']);
    expect(await store.valueDigests()).toEqual([]);
    expect(cache.bytes).toBe(0);
  });

  it('replaces a result without losing what both versions share', async () => {
    const cache = await ResultCache.open(store);
    await commitSample(cache, 'k', [sample(1), sample(2)]);
    await commitSample(cache, 'k', [sample(2), sample(3)]);
    expect(await cache.read('k')).toEqual({ p0: sample(2), p1: sample(3) });
    expect(await store.valueDigests()).toHaveLength(2);
  });

  it('finds a cutoff as long as one of the results with it is there', async () => {
    const cache = await ResultCache.open(store);
    await commitSample(cache, 'a', [sample(1)], { cutoff: 'c' });
    await commitSample(cache, 'b', [sample(1)], { cutoff: 'c' });
    await cache.forget(['b']);
    expect(cache.findCutoff('c')?.key).toBe('a');
    await cache.forget(['a']);
    expect(cache.findCutoff('c')).toBeUndefined();
  });

  it('evicts what costs least to compute per byte first, and of equals the oldest', async () => {
    const cache = await ResultCache.open(store, { diskLimitBytes: 40 * KB });
    await commitSample(cache, 'dear', [sample(1, 8 * KB)], { ms: 1000, lastUsed: 1 });
    await commitSample(cache, 'old', [sample(2, 8 * KB)], { ms: 10, lastUsed: 2 });
    await commitSample(cache, 'new', [sample(3, 8 * KB)], { ms: 10, lastUsed: 3 });
    await commitSample(cache, 'cheap', [sample(4, 8 * KB)], { ms: 1, lastUsed: 4 });
    const left = () => ['dear', 'old', 'new', 'cheap', 'large'].filter((key) => cache.has(key));
    await commitSample(cache, 'large', [sample(5, 14 * KB)]);
    expect(left()).toEqual(['dear', 'new', 'large']);
    expect(cache.bytes).toBeLessThanOrEqual(40 * KB);
    expect((await ResultCache.open(store)).bytes).toBe(cache.bytes);
  });

  it('does not bring back what is forgotten while others are pinned', async () => {
    const cache = await ResultCache.open(store);
    for (const [index, key] of ['a', 'b', 'c'].entries()) await commitSample(cache, key, [sample(index)]);
    const pinning = cache.pin('my film', new Set(['a', 'b', 'c']));
    await cache.forget(['c']);
    await pinning;
    expect([cache.has('b'), cache.has('c')]).toEqual([true, false]);
    expect((await ResultCache.open(store)).has('c')).toBe(false);
  });

  it('never evicts pinned results, also after a restart, until they are unpinned', async () => {
    const first = await ResultCache.open(store);
    await commitSample(first, 'pinned', [sample(1, 8 * KB)], { ms: 0 });
    await first.pin('my film', new Set(['pinned']));
    const cache = await ResultCache.open(store, { diskLimitBytes: 20 * KB });
    for (let number = 2; number < 8; number++)
      await commitSample(cache, `k${number}`, [sample(number, 8 * KB)]);
    expect(cache.has('pinned')).toBe(true);
    await cache.pin('another film', new Set(['pinned']));
    await cache.pin('my film', new Set());
    await commitSample(cache, 'x', [sample(9, 8 * KB)]);
    expect(cache.has('pinned')).toBe(true);
    await cache.pin('another film', new Set());
    await commitSample(cache, 'y', [sample(10, 8 * KB)]);
    expect(cache.has('pinned')).toBe(false);
  });

  it('never evicts what a computation holds', async () => {
    const cache = await ResultCache.open(store, { diskLimitBytes: 20 * KB, ramLimitBytes: 1 });
    await commitSample(cache, 'input', [sample(1, 8 * KB)], { ms: 0 });
    const [digest = ''] = Object.values(cache.record('input')?.outputs ?? {});
    const lease = cache.lease();
    lease.hold(digest, 8 * KB);
    for (let number = 2; number < 8; number++)
      await commitSample(cache, `k${number}`, [sample(number, 8 * KB)]);
    expect(await cache.readValue(digest)).toEqual(sample(1, 8 * KB));
    await lease.release();
    for (let number = 12; number < 18; number++)
      await commitSample(cache, `k${number}`, [sample(number, 8 * KB)]);
    expect(cache.has('input')).toBe(false);
  });

  it('deletes what a computation wrote in vain', async () => {
    const cache = await ResultCache.open(store);
    const lease = cache.lease();
    await cache.writeValue(sample(1, KB), lease);
    expect(cache.bytes).toBeGreaterThan(KB);
    await lease.release();
    expect(cache.bytes).toBe(0);
    expect(await store.valueDigests()).toEqual([]);
  });

  it('takes a damaged value for a lost one', async () => {
    const cache = await ResultCache.open(store);
    await commitSample(cache, 'k', [sample(1, KB)]);
    const [digest = ''] = await store.valueDigests();
    await store.putValue(digest, { header: '{"type":"Number","value":1}', buffers: [] });
    const reopened = await ResultCache.open(store);
    expect(await reopened.readValue(digest)).toBeUndefined();
    expect(await reopened.read('k')).toBeUndefined();
    expect(reopened.has('k')).toBe(false);
  });

  it('notices what another tab deleted', async () => {
    const mine = await ResultCache.open(store, { ramLimitBytes: 1 });
    await commitSample(mine, 'a', [sample(1, KB)]);
    await commitSample(mine, 'b', [sample(2, KB)]);
    const theirs = await ResultCache.open(store);
    await theirs.forget(['a']);
    expect(await mine.dropMissing(['a', 'b', 'unknown'])).toBe(1);
    expect([mine.has('a'), mine.has('b')]).toEqual([false, true]);
    // What only RAM still has is written again for a new result.
    await theirs.forget(['b']);
    await commitSample(mine, 'c', [sample(2, KB)]);
    expect(await (await ResultCache.open(store)).read('c')).toEqual({ p0: sample(2, KB) });
  });

  it('sweeps what a crash left, unless another tab may be writing', async () => {
    const chunk = { recipeKey: 'clip', start: 0, end: 2, digest: 'part', bytes: 3, at: Date.now() };
    await store.putValue('part', { header: '', buffers: [new Uint8Array(3)] });
    await store.putPartial(chunk);
    await store.putValue('orphan', { header: '', buffers: [] });
    await ResultCache.open(store, { sweep: false });
    expect(await store.missingValues(['part', 'orphan'])).toEqual([]);
    const cache = await ResultCache.open(store);
    expect(await store.missingValues(['part', 'orphan'])).toEqual(['orphan']);
    expect(cache.partials('clip')).toEqual([chunk]);
  });

  it('keeps broken clips for a week, and sixteen of them', async () => {
    const now = Date.now();
    for (let index = 0; index < 20; index++) {
      await store.putPartial({
        recipeKey: `new ${index}`,
        start: 0,
        end: 1,
        digest: `n${index}`,
        bytes: 1,
        at: now - index,
      });
    }
    await store.putPartial({
      recipeKey: 'old',
      start: 0,
      end: 1,
      digest: 'o',
      bytes: 1,
      at: now - 8 * DAY_MS,
    });
    const cache = await ResultCache.open(store);
    const kept = (await store.allPartials()).map((chunk) => chunk.recipeKey);
    expect(kept).toHaveLength(16);
    expect(kept).not.toContain('old');
    expect(kept).toContain('new 0');
    expect(cache.bytes).toBe(16);
  });

  it('gives up broken clips before results when room is needed', async () => {
    const cache = await ResultCache.open(store, { diskLimitBytes: 40 * KB });
    await commitSample(cache, 'k', [sample(1, 8 * KB)], { ms: 0 });
    const lease = cache.lease();
    const part = await cache.writeBytes({ header: '', buffers: [new Uint8Array(20 * KB)] }, lease);
    await cache.notePartial({ recipeKey: 'clip', start: 0, end: 1, ...part, at: 1 });
    await lease.release();
    expect(await cache.readBytes(part.digest)).toBeDefined();
    await commitSample(cache, 'large', [sample(2, 16 * KB)]);
    expect(cache.partials('clip')).toEqual([]);
    expect(await store.allPartials()).toEqual([]);
    expect(cache.has('k')).toBe(true);
  });

  it('clears everything but what a computation holds', async () => {
    const cache = await ResultCache.open(store, { ramLimitBytes: 1 });
    await commitSample(cache, 'k', [sample(1)]);
    const lease = cache.lease();
    const { digest } = await cache.writeValue(sample(2), lease);
    await cache.clear();
    expect(cache.count).toBe(0);
    expect(await store.results()).toEqual([]);
    expect(await cache.readValue(digest)).toEqual(sample(2));
    await lease.release();
    expect(await store.valueDigests()).toEqual([]);
    expect(cache.bytes).toBe(0);
  });
});

/** A store that takes no more than so many bytes of values. */
class SmallDisk extends MemoryStore {
  capacity = 20 * KB;
  readonly #sizes = new Map<string, number>();

  override async putValue(digest: string, value: SerialisedValue): Promise<void> {
    const bytes = value.buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0);
    const used = [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
    if (used + bytes > this.capacity) throw new StorageError('storage-full', 'No room.', 'Make room.');
    this.#sizes.set(digest, bytes);
    await super.putValue(digest, value);
  }

  override async deleteValues(digests: readonly string[]): Promise<void> {
    for (const digest of digests) this.#sizes.delete(digest);
    await super.deleteValues(digests);
  }
}

describe('a cache on a full disk', () => {
  it('evicts and tries again', async () => {
    const told: string[] = [];
    const disk = new SmallDisk();
    const cache = await ResultCache.open(disk, { onNotice: (code) => told.push(code) });
    for (let number = 1; number < 6; number++)
      await commitSample(cache, `k${number}`, [sample(number, 8 * KB)]);
    expect(told).toEqual([]);
    expect(cache.has('k5')).toBe(true);
    expect((await ResultCache.open(disk)).has('k5')).toBe(true);
  });

  it('goes on in RAM when nothing can be evicted, says so once, and stores no half results', async () => {
    const told: string[] = [];
    const disk = new SmallDisk();
    const cache = await ResultCache.open(disk, { onNotice: (code) => told.push(code) });
    await commitSample(cache, 'k', [sample(1, 8 * KB), sample(2, 64 * KB), sample(3, 64 * KB)]);
    expect(told).toEqual(['storage-full']);
    expect((await cache.read('k'))?.p1).toEqual(sample(2, 64 * KB));
    expect(await disk.results()).toEqual([]);
  });

  it('keeps in RAM, beyond its bound, what a computation holds and the disk has not', async () => {
    const disk = new SmallDisk();
    disk.capacity = 0;
    const cache = await ResultCache.open(disk, { ramLimitBytes: 16 * KB });
    const lease = cache.lease();
    const written = await Promise.all(
      [1, 2, 3, 4].map((number) => cache.writeValue(sample(number, 8 * KB), lease)),
    );
    for (const [index, { digest }] of written.entries()) {
      expect(await cache.readValue(digest)).toEqual(sample(index + 1, 8 * KB));
    }
    await lease.release();
    expect(await cache.readValue(written[0]!.digest)).toBeUndefined();
  });

  it('counts a value that is made again and again once', async () => {
    class FullDisk extends SmallDisk {
      override readonly persistent = true;
      override capacity = 0;
    }
    const cache = await ResultCache.open(new FullDisk(), { strandedLimitBytes: 20 * KB });
    for (let time = 0; time < 8; time++) await commitSample(cache, `k${time}`, [sample(1, 8 * KB)]);
    expect(await cache.read('k7')).toEqual({ p0: sample(1, 8 * KB) });
    const lease = cache.lease();
    await cache.writeValue(sample(2, 8 * KB), lease);
    await expect(cache.writeValue(sample(3, 8 * KB), lease)).rejects.toMatchObject({
      code: 'storage-exhausted',
    });
    await lease.release();
  });

  it('survives a store that fails to read, write and delete', async () => {
    class BrokenStore extends MemoryStore {
      override putResult = refuse;
      override putValue = refuse;
      override deleteResults = refuse;
      override deleteValues = refuse;
      override touchResults = refuse;
      override getValue = refuse;
      override missingValues = refuse;
    }
    const cache = await ResultCache.open(new BrokenStore());
    await commitSample(cache, 'k', [sample(1)]);
    await cache.touch(['k']);
    expect(await cache.dropMissing(['k'])).toBe(0);
    expect(await cache.read('k')).toEqual({ p0: sample(1) });
    await cache.forget(['k']);
    expect(await cache.read('k')).toBeUndefined();
  });
});

function refuse(): Promise<never> {
  return Promise.reject(new StorageError('storage-failed', 'It broke.', 'Mend it.'));
}
