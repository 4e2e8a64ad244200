import { afterEach, expect, it, vi } from 'vitest';
import { MemoryStore } from '../runtime/cache/memory-store.ts';
import { ResultCache } from '../runtime/cache/result-cache.ts';
import { joinCacheUsers, sweepCache } from './sole-user.ts';

type Granted = (lock: Lock | null) => unknown;

/** Web Locks of one name, as the standard has them: granted in the order in which they were asked for. */
class OneLock {
  readonly held: LockMode[] = [];
  readonly #pending: { readonly mode: LockMode; readonly grant: () => void }[] = [];

  async request(name: string, mode: LockMode, granted: Granted): Promise<unknown> {
    await new Promise<void>((grant) => {
      this.#pending.push({ mode, grant });
      this.#serve();
    });
    try {
      return await granted({ name, mode });
    } finally {
      this.held.splice(this.held.indexOf(mode), 1);
      this.#serve();
    }
  }

  #fits(mode: LockMode): boolean {
    return this.held.length === 0 || (mode === 'shared' && !this.held.includes('exclusive'));
  }

  #serve(): void {
    for (let [next] = this.#pending; next && this.#fits(next.mode); [next] = this.#pending) {
      this.#pending.shift();
      this.held.push(next.mode);
      next.grant();
    }
  }
}

class Locks {
  readonly #byName = new Map<string, OneLock>();

  request(name: string, { mode = 'exclusive' }: LockOptions, granted: Granted): Promise<unknown> {
    const lock = this.#byName.get(name) ?? new OneLock();
    this.#byName.set(name, lock);
    return lock.request(name, mode, granted);
  }

  async query(): Promise<LockManagerSnapshot> {
    const held = [...this.#byName].flatMap(([name, lock]) => lock.held.map((mode) => ({ name, mode })));
    return { held, pending: [] };
  }
}

afterEach(() => vi.unstubAllGlobals());

it('of several tabs that open at once, one is alone, and the others wait until it has opened', async () => {
  vi.stubGlobal('navigator', { locks: new Locks() });
  const told: string[] = [];
  const open = (tab: string) =>
    joinCacheUsers(async (alone) => {
      told.push(`${tab} ${alone ? 'alone' : 'beside others'}`);
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      told.push(`${tab} opened`);
      return tab;
    });
  expect(await Promise.all([open('a'), open('b')])).toEqual(['a', 'b']);
  expect(await open('c')).toBe('c');
  expect(told).toEqual(['a alone', 'a opened', 'b beside others', 'b opened', 'c beside others', 'c opened']);
});

/** A store whose list of values comes late enough that others do much meanwhile. */
class SlowStore extends MemoryStore {
  override async valueDigests() {
    const digests = await super.valueDigests();
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    return [...digests, ...(await super.valueDigests())];
  }
}

it('a tab that opens in the moment of a sweep keeps all that it writes', async () => {
  vi.stubGlobal('navigator', { locks: new Locks() });
  const store = new SlowStore();
  const open = () => joinCacheUsers((alone) => ResultCache.open(store, { sweep: alone }));
  const first = await open();
  const sweep = sweepCache((alone) => first.collect(alone));
  const second = await open();
  const { digest } = await second.writeValue({ type: 'Number', value: 7 }, second.lease());
  expect(await sweep).toMatchObject({ orphans: 0 });
  expect(await store.missingValues([digest])).toEqual([]);
  expect(await sweepCache((alone) => first.collect(alone))).toMatchObject({ orphans: undefined });
});

it('a sweep of the only tab finds what nothing refers to', async () => {
  vi.stubGlobal('navigator', { locks: new Locks() });
  const store = new MemoryStore();
  const cache = await joinCacheUsers((alone) => ResultCache.open(store, { sweep: alone }));
  await store.putValue('0'.repeat(32), { header: '1', buffers: [] });
  expect(await sweepCache((alone) => cache.collect(alone))).toMatchObject({ orphans: 1 });
});

it('without Web Locks nobody is alone', async () => {
  vi.stubGlobal('navigator', {});
  expect(await joinCacheUsers((alone) => Promise.resolve(alone))).toBe(false);
  expect(await sweepCache((alone) => Promise.resolve(alone))).toBe(false);
});

it('tells of a cache that cannot be opened, and the next tab is alone no more', async () => {
  vi.stubGlobal('navigator', { locks: new Locks() });
  const failure = new Error('refused');
  await expect(joinCacheUsers(() => Promise.reject(failure))).rejects.toBe(failure);
  expect(await joinCacheUsers((alone) => Promise.resolve(alone))).toBe(false);
});
