import { expect, it } from 'vitest';
import { SharedCache } from './shared-cache.ts';

function cacheOf(kept: number) {
  const closed: string[] = [];
  const loaded: string[] = [];
  const cache = new SharedCache<string>(kept, (value) => closed.push(value));
  const acquire = (key: string) =>
    cache.acquire(key, async () => {
      loaded.push(key);
      return key;
    });
  return { cache, acquire, closed, loaded };
}

it('loads once for several views', async () => {
  const { acquire, loaded } = cacheOf(2);
  expect(await Promise.all([acquire('a'), acquire('a')])).toEqual(['a', 'a']);
  expect(loaded).toEqual(['a']);
});

it('closes nothing that is on screen, even beyond its limit', async () => {
  const { cache, acquire, closed } = cacheOf(1);
  for (const key of ['a', 'b', 'c']) await acquire(key);
  expect(closed).toEqual([]);
  cache.release('b');
  await Promise.resolve();
  expect(closed).toEqual(['b']);
  await acquire('a');
  cache.release('a');
  await Promise.resolve();
  expect(closed).toEqual(['b']);
});

it('keeps what was used last for the next view', async () => {
  const { cache, acquire, closed, loaded } = cacheOf(1);
  await acquire('a');
  cache.release('a');
  await acquire('a');
  expect([closed, loaded]).toEqual([[], ['a']]);
});

it('loads again after a failure', async () => {
  const cache = new SharedCache<string>(2, () => undefined);
  await expect(cache.acquire('a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(await cache.acquire('a', async () => 'there')).toBe('there');
});
