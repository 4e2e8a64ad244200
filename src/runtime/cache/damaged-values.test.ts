import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { openDB } from 'idb';
import { beforeEach, describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { commitSample, sample } from '../../../tests/support/storage.ts';
import { fates, openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import type { SerialisedValue } from '../../values/serialise.ts';
import { IndexedDbStore } from './indexeddb-store.ts';
import { ResultCache } from './result-cache.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

/** Ways in which a stored value can be wrong. */
const DAMAGES: readonly (readonly [string, (value: SerialisedValue) => unknown])[] = [
  ['a changed byte', ({ header, buffers }) => ({ header, buffers: buffers.map(flipped) })],
  ['a cut end', ({ header, buffers }) => ({ header, buffers: buffers.map((bytes) => bytes.slice(0, -1)) })],
  ['a cut header', ({ header, buffers }) => ({ header: `${header}`.slice(1), buffers })],
  ['no buffers', ({ header }) => ({ header })],
  ['another form', () => 'nothing of the kind'],
  ['nothing', () => null],
];

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes);
  copy[0] = (copy[0] ?? 0) ^ 1;
  return copy;
}

/** Rewrites all stored values past the cache, as a failing disk would. */
async function damageAll(damage: (value: SerialisedValue) => unknown): Promise<number> {
  const database = await openDB('kineograph-cache');
  const keys = await database.getAllKeys('values');
  for (const key of keys) await database.put('values', damage(await database.get('values', key)), key);
  database.close();
  return keys.length;
}

describe.each(DAMAGES)('stored values with %s', (_name, damage) => {
  it('are a miss with one notice, never a crash', async () => {
    const store = await IndexedDbStore.open();
    await commitSample(await ResultCache.open(store), 'k', [sample(1, 64), sample(2, 64)]);
    await damageAll(damage);
    const notices: string[] = [];
    const cache = await ResultCache.open(store, { onNotice: (code) => notices.push(code) });
    expect(await cache.read('k')).toBeUndefined();
    expect(cache.has('k')).toBe(false);
    expect(notices).toEqual(['value-damaged']);
  });

  it('are found and deleted by a check, which finds nothing the second time', async () => {
    const store = await IndexedDbStore.open();
    const writer = await ResultCache.open(store);
    await commitSample(writer, 'a', [sample(1, 64)]);
    await commitSample(writer, 'b', [sample(2, 64)]);
    const damaged = await damageAll(damage);
    const cache = await ResultCache.open(store);
    expect(await cache.verify()).toMatchObject({ values: 2, damaged, missing: 0, forgotten: 2 });
    expect(await cache.verify()).toMatchObject({ values: 0, damaged: 0, forgotten: 0 });
    expect(await store.valueDigests()).toEqual([]);
    expect(cache.bytes).toBe(0);
  });

  it('are computed again in a run, and are whole in the next session', async () => {
    const { declarations } = testNodes();
    const chunkBytes = 2 * 8 * 8 * 4;
    const film = workflow({
      start: { type: 'constant@1', params: { value: 3 } },
      ramp: { type: 'ramp@1', params: { frames: 3, side: 8 }, inputs: { start: 'start.value' } },
      bytes: { type: 'first-bytes@1', inputs: { clip: 'ramp.clip' } },
      // What the damaged clip feeds and nothing has made yet.
      again: { type: 'first-bytes@1', params: {}, inputs: { clip: 'ramp.clip' } },
    });
    const first = await openTestEngine(declarations, { store: await IndexedDbStore.open(), chunkBytes });
    await first.run(film, { mode: 'to', targets: ['ramp'] });
    expect(await damageAll(damage)).toBeGreaterThan(2);

    const second = await openTestEngine(declarations, { store: await IndexedDbStore.open(), chunkBytes });
    const run = await second.run(film);
    expect(run.outcome).toBe('done');
    expect(await second.output(film, 'bytes.text')).toEqual({ type: 'Text', value: '3 4 5' });
    expect(run.events.filter((event) => event.kind === 'notice').length).toBeGreaterThan(0);

    const third = await openTestEngine(declarations, { store: await IndexedDbStore.open(), chunkBytes });
    expect(await third.cache.verify()).toMatchObject({ damaged: 0, missing: 0 });
    const rerun = await third.run(film);
    expect(fates(rerun).filter((fate) => fate.endsWith('committed'))).toEqual([]);
    expect(await third.output(film, 'again.text')).toEqual({ type: 'Text', value: '3 4 5' });
  });
});

describe('an inventory', () => {
  it('counts results, bytes and pins by node type', async () => {
    const cache = await ResultCache.open(await IndexedDbStore.open());
    await commitSample(cache, 'a', [sample(1, 1000)], { ms: 20 });
    await commitSample(cache, 'b', [sample(1, 1000), sample(2, 500)], { ms: 30 });
    await cache.pin('document', new Set(['b']));
    const { rows, results, bytes, pinned } = cache.inventory();
    expect({ results, pinned }).toEqual({ results: 2, pinned: 1 });
    expect(rows).toMatchObject([{ type: 'sample', results: 2, pinned: 1, ms: 50, bytes }]);
    expect(bytes).toBe(cache.bytes);
    expect(bytes).toBeGreaterThan(1500);
    expect(bytes).toBeLessThan(2000);
  });
});

describe('a clean-up', () => {
  it('deletes what nothing refers to only when nobody else may be writing', async () => {
    const store = await IndexedDbStore.open();
    const cache = await ResultCache.open(store);
    await commitSample(cache, 'a', [sample(1, 64)]);
    await store.putValue('orphan', { header: '', buffers: [new Uint8Array(64)] });
    expect(await cache.collect(false)).toMatchObject({ orphans: undefined, evicted: 0 });
    expect(await cache.collect(true)).toMatchObject({ orphans: 1, evicted: 0 });
    expect(await cache.read('a')).toEqual({ p0: sample(1, 64) });
  });

  it('evicts the cheapest bytes first and never what is pinned', async () => {
    const cache = await ResultCache.open(await IndexedDbStore.open());
    await commitSample(cache, 'dear', [sample(1, 4096)], { ms: 9000 });
    await commitSample(cache, 'cheap', [sample(2, 4096)], { ms: 1 });
    await commitSample(cache, 'pinned', [sample(3, 4096)], { ms: 0 });
    await cache.pin('document', new Set(['pinned']));
    const result = await cache.collect(true, 9000);
    expect(result).toMatchObject({ evicted: 1, bytes: cache.bytes });
    expect(['dear', 'cheap', 'pinned'].filter((key) => cache.has(key))).toEqual(['dear', 'pinned']);
    expect((await cache.collect(true, 0)).evicted).toBe(1);
    expect(cache.has('pinned')).toBe(true);
  });
});
