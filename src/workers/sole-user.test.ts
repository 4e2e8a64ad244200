import { afterEach, expect, it, vi } from 'vitest';
import { joinCacheUsers } from './sole-user.ts';

type Granted = (lock: Lock | null) => unknown;

/** Web Locks of one name, as the standard has them: granted in the order in which they were asked for. */
class OneLock {
  #held: LockMode[] = [];
  #pending: { readonly mode: LockMode; readonly grant: () => void }[] = [];

  async request(name: string, options: LockOptions, granted: Granted): Promise<unknown> {
    const { mode = 'exclusive', ifAvailable } = options;
    if (ifAvailable && (this.#pending.length > 0 || !this.#fits(mode))) return granted(null);
    await new Promise<void>((grant) => {
      this.#pending.push({ mode, grant });
      this.#serve();
    });
    try {
      return await granted({ name, mode });
    } finally {
      this.#held.splice(this.#held.indexOf(mode), 1);
      this.#serve();
    }
  }

  #fits(mode: LockMode): boolean {
    return this.#held.length === 0 || (mode === 'shared' && !this.#held.includes('exclusive'));
  }

  #serve(): void {
    for (let [next] = this.#pending; next && this.#fits(next.mode); [next] = this.#pending) {
      this.#pending.shift();
      this.#held.push(next.mode);
      next.grant();
    }
  }
}

afterEach(() => vi.unstubAllGlobals());

it('of several tabs that open at once, one is alone, and the others wait until it has opened', async () => {
  vi.stubGlobal('navigator', { locks: new OneLock() });
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

it('without Web Locks nobody is alone', async () => {
  vi.stubGlobal('navigator', {});
  expect(await joinCacheUsers((alone) => Promise.resolve(alone))).toBe(false);
});

it('tells of a cache that cannot be opened, and the next tab is alone no more', async () => {
  vi.stubGlobal('navigator', { locks: new OneLock() });
  const failure = new Error('refused');
  await expect(joinCacheUsers(() => Promise.reject(failure))).rejects.toBe(failure);
  expect(await joinCacheUsers((alone) => Promise.resolve(alone))).toBe(false);
});
