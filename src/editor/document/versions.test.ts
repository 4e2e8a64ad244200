import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';

const named = (name: string): WorkflowDocument => ({ kineograph: 1, name, nodes: {}, outputs: [] });

async function freshStore() {
  vi.resetModules();
  return import('./versions.ts');
}

describe('versions', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory();
  });

  it('keeps one version in a minute, and none of what did not change', async () => {
    const { keepVersion, versionsOf, VERSION_INTERVAL_MS: minute } = await freshStore();
    await keepVersion('a', named('first'), 0);
    await keepVersion('a', named('second'), minute / 2);
    await keepVersion('a', named('third'), minute);
    await keepVersion('a', named('third'), 3 * minute);
    await keepVersion('b', named('other'), 3 * minute);
    expect((await versionsOf('a')).map(({ document }) => document.name)).toEqual(['third', 'first']);
    expect(await versionsOf('b')).toHaveLength(1);
  });

  it('forgets the oldest of a draft beyond the bound', async () => {
    const { keepVersion, versionsOf, KEPT_VERSIONS, VERSION_INTERVAL_MS } = await freshStore();
    const count = KEPT_VERSIONS.ofDraft + 3;
    for (let n = 0; n < count; n++) await keepVersion('a', named(`${n}`), n * VERSION_INTERVAL_MS);
    const kept = await versionsOf('a');
    expect(kept).toHaveLength(KEPT_VERSIONS.ofDraft);
    expect([kept[0]?.document.name, kept.at(-1)?.document.name]).toEqual([`${count - 1}`, '3']);
  });
});
