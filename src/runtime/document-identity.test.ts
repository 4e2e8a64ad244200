import { describe, expect, it } from 'vitest';
import { testNodes } from '../../tests/support/arithmetic-nodes.ts';
import { fates, openTestEngine, workflow } from '../../tests/support/test-engine.ts';
import { MemoryStore } from './cache/memory-store.ts';
import type { WorkflowDocument } from './document.ts';
import { withoutIdentity } from './document-identity.ts';
import { parseDocument } from './parse-document.ts';
import { serialiseDocument } from './serialise-document.ts';

const sum = (value: number, id?: string, isPinned = false): WorkflowDocument => ({
  ...workflow({
    a: { type: 'constant@1', params: { value } },
    sum: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'a.value' }, pinned: isPinned },
  }),
  ...(id === undefined ? {} : { id }),
});

describe('the identity of a document', () => {
  it('survives saving and opening, and is refused where it could be anything but an id', () => {
    const text = serialiseDocument(sum(1, 'abc-1'));
    expect(parseDocument(text)).toEqual(sum(1, 'abc-1'));
    expect(text.indexOf('"id"')).toBeLessThan(text.indexOf('"name"'));
    expect(() => parseDocument(text.replace('abc-1', '../x'))).toThrow('at id');
    expect(serialiseDocument(withoutIdentity(sum(1, 'abc-1')))).toBe(serialiseDocument(sum(1)));
  });

  it('is no part of keys: a copy finds the results of the original', async () => {
    const engine = await openTestEngine(testNodes().declarations);
    await engine.run(sum(1, 'original'));
    expect(fates(await engine.run(sum(1, 'copy')))).toEqual(['a cached', 'sum cached']);
  });

  it('tells the reasons of one document from those of another of the same name', async () => {
    const engine = await openTestEngine(testNodes().declarations);
    await engine.run(sum(1, 'first'));
    await engine.run(sum(2, 'second'));
    const reasons = async (document: WorkflowDocument) =>
      (await engine.engine.plan(document)).nodes.a?.reasons.join();
    expect(await reasons(sum(3, 'first'))).toContain('1 → 3');
    expect(await reasons(sum(3, 'second'))).toContain('2 → 3');
  });

  it('keeps the pins of two documents of the same name apart', async () => {
    const engine = await openTestEngine(testNodes().declarations);
    for (const id of ['first', 'second']) {
      await engine.run(sum(1, id));
      await engine.engine.plan(sum(1, id, true));
    }
    const pins = () => [...engine.cache.records()].flatMap((record) => record.pinnedBy ?? []).sort();
    expect(pins()).toEqual(['first', 'second']);
    await engine.engine.plan(sum(1, 'second'));
    expect(pins()).toEqual(['first']);
  });

  it('takes over the reasons and frees the pins of the time before documents had one', async () => {
    const store = new MemoryStore();
    const before = await openTestEngine(testNodes().declarations, { store });
    await before.run(sum(1));
    await before.run(sum(1, undefined, true));
    const after = await openTestEngine(testNodes().declarations, { store });
    expect((await after.engine.plan(sum(2, 'new'))).nodes.a?.reasons.join()).toContain('1 → 2');
    expect([...after.cache.records()].flatMap((record) => record.pinnedBy ?? [])).toEqual([]);
  });
});
