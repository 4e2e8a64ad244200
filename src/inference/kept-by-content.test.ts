import { describe, expect, it } from 'vitest';
import { KeptByContent } from './kept-by-content.ts';

const sources = (first: number) => ({ name: 'photo', data: new Uint8Array([first, 2, 3, 4]) });

/** Results are numbered, so that a new one can be told from one that was kept. */
function counting(bounds: { most: number; bytes: number }) {
  const kept = new KeptByContent<ReturnType<typeof sources>, number>(bounds);
  let made = 0;
  return (first: number) => kept.get(sources(first), async () => ++made);
}

describe('results kept by content', () => {
  it('are made once for the same content', async () => {
    const result = counting({ most: 2, bytes: 100 });
    expect([await result(1), await result(1), await result(7)]).toEqual([1, 1, 2]);
  });

  it('give way to newer ones, who was asked for last staying longest', async () => {
    const result = counting({ most: 2, bytes: 100 });
    for (const first of [1, 2, 1, 3]) await result(first);
    expect([await result(1), await result(2)]).toEqual([1, 4]);
  });

  it('are bounded by the bytes of their sources', async () => {
    const result = counting({ most: 5, bytes: 7 });
    for (const first of [1, 2]) await result(first);
    expect([await result(2), await result(1)]).toEqual([2, 3]);
    const none = counting({ most: 5, bytes: 3 });
    expect([await none(1), await none(1)]).toEqual([1, 2]);
  });

  it('are not kept where making them fails', async () => {
    const kept = new KeptByContent<object, number>({ most: 1, bytes: 1 });
    await expect(kept.get({}, () => Promise.reject(new Error('no model')))).rejects.toThrow('no model');
    expect(await kept.get({}, async () => 5)).toBe(5);
  });
});
