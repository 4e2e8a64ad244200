import { expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { fates, openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { MemoryStore } from '../cache/memory-store.ts';
import { ResultCache } from '../cache/result-cache.ts';

/** A store whose writes wait until they are let through. */
class SlowStore extends MemoryStore {
  readonly writes: string[] = [];
  letThrough: () => void = () => undefined;
  readonly #open = new Promise<void>((resolve) => {
    this.letThrough = resolve;
  });

  override async putValue(...given: Parameters<MemoryStore['putValue']>): Promise<void> {
    await this.#open;
    this.writes.push('value');
    await super.putValue(...given);
  }

  override async putResult(...given: Parameters<MemoryStore['putResult']>): Promise<void> {
    this.writes.push('result');
    await super.putResult(...given);
  }
}

const sum = workflow({
  a: { type: 'constant@1', params: { value: 1 } },
  b: { type: 'constant@1', params: { value: 2 } },
  sum: { type: 'add@1', inputs: { a: 'a.value', b: 'b.value' } },
});

it('ends a draft before anything of it is stored, and stores it then: values first, results after them', async () => {
  const store = new SlowStore();
  const engine = await openTestEngine(testNodes().declarations, { store });
  expect(await engine.run(sum, { mode: 'all', draft: true })).toMatchObject({ outcome: 'done' });
  expect(store.writes).toEqual([]);
  expect(await engine.output(sum, 'sum.value')).toEqual({ type: 'Number', value: 3 });
  expect(fates(await engine.run(sum, { mode: 'all', draft: true }))).toEqual([
    'a cached',
    'b cached',
    'sum cached',
  ]);
  store.letThrough();
  await expect.poll(() => store.writes.length).toBe(6);
  expect(store.writes[0]).toBe('value');
  const later = await ResultCache.open(store);
  const { key = '' } = (await engine.engine.plan(sum)).nodes.sum ?? {};
  expect(await later.read(key)).toEqual({ value: { type: 'Number', value: 3 } });
});

it('stores what a run makes before it ends, also where a draft asks for the same', async () => {
  const store = new SlowStore();
  const engine = await openTestEngine(testNodes().declarations, { store });
  let hasEnded = false;
  const run = engine.run(sum).then((ended) => {
    hasEnded = true;
    return ended;
  });
  const draft = engine.run(sum, { mode: 'all', draft: true });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(hasEnded).toBe(false);
  store.letThrough();
  expect([(await run).outcome, (await draft).outcome]).toEqual(['done', 'done']);
  expect(store.writes.filter((write) => write === 'result')).toHaveLength(3);
});

it('stores nothing of a cancelled draft that no result took up', async () => {
  const store = new SlowStore();
  const engine = await openTestEngine(testNodes().declarations, { store });
  const id = await engine.engine.run(sum, { mode: 'all', draft: true });
  engine.engine.cancel(id);
  expect((await engine.ended(id)).outcome).toBe('cancelled');
  store.letThrough();
  await expect.poll(async () => (await store.valueDigests()).length).toBe(engine.cache.count);
});
