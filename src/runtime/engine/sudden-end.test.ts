import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { SuddenEnd } from './sudden-end.ts';

describe('a sudden end', () => {
  it('leaves work that is done in time alone', async () => {
    const end = new SuddenEnd();
    expect(await end.guard(Promise.resolve(1))).toBe(1);
    await expect(end.guard(Promise.reject(new RangeError('own fault')))).rejects.toThrow('own fault');
    end.come(new Error('late'));
  });

  it('reaches who waits and who comes later, with its first reason', async () => {
    const end = new SuddenEnd();
    const never = new Promise<never>(() => undefined);
    const waiting = end.guard(never);
    end.come(new Error('crashed'));
    end.come(new Error('crashed again'));
    await expect(waiting).rejects.toThrow('crashed');
    await expect(end.guard(never)).rejects.toThrow(/^crashed$/);
  });

  it('keeps no result alive', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage: () => void = runInNewContext('gc');
    const end = new SuddenEnd();
    const results: WeakRef<object>[] = [];
    for (let index = 0; index < 20; index++) {
      results.push(new WeakRef(await end.guard(Promise.resolve({ large: new Uint8Array(1000) }))));
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
    collectGarbage();
    const alive = results.filter((result) => result.deref() !== undefined);
    // The last one may still be on the stack of this test.
    expect(alive.length).toBeLessThanOrEqual(1);
    end.come(new Error('late'));
  });
});
