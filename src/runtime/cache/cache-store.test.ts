import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CacheStore, ResultRecord } from './cache-store.ts';
import { IndexedDbStore } from './indexeddb-store.ts';
import { MemoryStore } from './memory-store.ts';

const record = (key: string, lastUsed = 1): ResultRecord => ({
  key,
  type: 'sample',
  kind: 'values',
  outputs: { out: `digest of ${key}` },
  parts: { [`digest of ${key}`]: 3 },
  ms: 5,
  notices: ['enlarged'],
  lastUsed,
});

const partial = (recipeKey: string, start: number) => ({
  recipeKey,
  start,
  end: start + 2,
  digest: `${recipeKey} ${start}`,
  bytes: 8,
  at: 1,
});

const stores: readonly (readonly [string, () => Promise<CacheStore>])[] = [
  ['memory', async () => new MemoryStore()],
  ['IndexedDB', () => IndexedDbStore.open()],
];

describe.each(stores)('a store in %s', (_name, open) => {
  let store: CacheStore;

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory();
    store = await open();
  });

  it('keeps results with their last use', async () => {
    await store.putResult(record('a'));
    await store.putResult(record('b', 2));
    await store.touchResults(['a'], 77);
    expect(await store.results()).toEqual([record('a', 77), record('b', 2)]);
    await store.putResult(record('a', 99));
    await store.deleteResults(['b', 'unknown']);
    expect(await store.results()).toEqual([record('a', 99)]);
  });

  it('keeps values, whatever part of whatever memory they are', async () => {
    const shared = new Uint8Array(new SharedArrayBuffer(2)).fill(9);
    const view = new Uint8Array([0, 1, 2, 3]).subarray(1, 3);
    await store.putValue('d', { header: '{}', buffers: [view, shared] });
    const back = await store.getValue('d');
    expect(back?.header).toBe('{}');
    expect(back?.buffers.map((buffer) => [...buffer])).toEqual([
      [1, 2],
      [9, 9],
    ]);
    expect(await store.getValue('unknown')).toBeUndefined();
    expect(await store.valueDigests()).toEqual(['d']);
    expect(await store.missingValues(['d', 'e'])).toEqual(['e']);
    await store.deleteValues(['d', 'unknown']);
    expect(await store.missingValues(['d'])).toEqual(['d']);
  });

  it('keeps parts of broken clips until they are deleted', async () => {
    for (const chunk of [partial('a', 0), partial('a', 2), partial('ab', 0)]) await store.putPartial(chunk);
    await store.putPartial({ ...partial('a', 2), digest: 'rendered again' });
    expect(await store.allPartials()).toEqual([
      partial('a', 0),
      { ...partial('a', 2), digest: 'rendered again' },
      partial('ab', 0),
    ]);
    await store.deletePartials('a');
    expect(await store.allPartials()).toEqual([partial('ab', 0)]);
  });

  it('keeps recipes of documents', async () => {
    const recipe = {
      key: 'k',
      ingredients: { type: 't', implementation: 1, params: {}, assets: {}, models: {}, inputs: {} },
    };
    await store.putHistory('my film', { node: recipe });
    expect(await store.history('my film')).toEqual({ node: recipe });
    expect(await store.history('another')).toBeUndefined();
  });

  it('clears results but neither assets nor values in use', async () => {
    const asset = { sha256: 'f00', name: 'me.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array([1]) };
    await store.putAsset(asset);
    await store.putResult(record('a'));
    await store.putPartial(partial('a', 0));
    await store.putValue('used', { header: '', buffers: [] });
    await store.putValue('unused', { header: '', buffers: [] });
    await store.clearResults(new Set(['used']));
    expect(await store.results()).toEqual([]);
    expect(await store.allPartials()).toEqual([]);
    expect(await store.valueDigests()).toEqual(['used']);
    expect(await store.getAsset('f00')).toEqual(asset);
    expect(await store.assetNames()).toEqual(['f00']);
    await store.clearResults(new Set());
    expect(await store.valueDigests()).toEqual([]);
  });
});

describe('a store in IndexedDB', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });

  it('of an older form starts anew but keeps the files of the user', async () => {
    const asset = { sha256: 'f00', name: 'me.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array([1]) };
    const old = await openDB('kineograph-cache', 1, {
      upgrade(database) {
        database.createObjectStore('results', { keyPath: 'key' });
        database.createObjectStore('assets', { keyPath: 'sha256' });
      },
    });
    await old.put('results', record('a'));
    await old.put('assets', asset);
    old.close();
    const store = await IndexedDbStore.open();
    expect(await store.results()).toEqual([]);
    expect(await store.getAsset('f00')).toEqual(asset);
  });

  it('finds everything again after a restart', async () => {
    const before = await IndexedDbStore.open();
    await before.putResult(record('a'));
    await before.touchResults(['a'], 5);
    expect(await (await IndexedDbStore.open()).results()).toEqual([record('a', 5)]);
  });

  it('keeps the recipes of the last hundred documents', async () => {
    const store = await IndexedDbStore.open();
    for (let index = 0; index < 105; index++) await store.putHistory(`film ${index}`, {});
    const known = await Promise.all(
      Array.from({ length: 105 }, (_gap, index) => store.history(`film ${index}`)),
    );
    expect(known.filter((history) => history !== undefined)).toHaveLength(100);
    expect(known[104]).toEqual({});
  });

  it('opens its database again when the browser lost it', async () => {
    const databases: IDBDatabase[] = [];
    const store = await IndexedDbStore.open();
    await store.putResult(record('a'));
    const { IDBDatabase: FakeDatabase } = globalThis;
    const transaction = FakeDatabase.prototype.transaction;
    let losses = 1;
    FakeDatabase.prototype.transaction = function (
      this: IDBDatabase,
      ...args: Parameters<typeof transaction>
    ) {
      databases.push(this);
      if (losses-- > 0) throw new DOMException('The database connection is closing.', 'InvalidStateError');
      return transaction.apply(this, args);
    };
    try {
      expect(await store.results()).toEqual([record('a')]);
      expect(databases[0]).not.toBe(databases[1]);
    } finally {
      FakeDatabase.prototype.transaction = transaction;
    }
  });

  it.each([
    ['QuotaExceededError', 'storage-full'],
    ['AbortError', 'storage-failed'],
  ])('tells %s as %s', async (name, code) => {
    const store = await IndexedDbStore.open();
    const { IDBObjectStore: FakeObjectStore } = globalThis;
    const put = FakeObjectStore.prototype.put;
    FakeObjectStore.prototype.put = () => {
      throw new DOMException('refused', name);
    };
    try {
      await expect(store.putValue('d', { header: '', buffers: [] })).rejects.toMatchObject({ code });
    } finally {
      FakeObjectStore.prototype.put = put;
    }
  });

  it('says when the browser gives no database', async () => {
    globalThis.indexedDB = {
      open: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    } as unknown as IDBFactory;
    await expect(IndexedDbStore.open()).rejects.toMatchObject({ code: 'storage-refused' });
  });
});
