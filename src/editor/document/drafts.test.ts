import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';

const named = (name: string): WorkflowDocument => ({ kineograph: 1, name, nodes: {}, outputs: [] });

/** Locks that all tabs of a browser share. */
class SharedLocks {
  readonly names = new Set<string>();

  async request(
    name: string,
    _options: { ifAvailable: true },
    use: (lock: { name: string } | null) => Promise<void> | undefined,
  ): Promise<void> {
    if (this.names.has(name)) return use(null);
    this.names.add(name);
    await use({ name });
    this.names.delete(name);
  }

  async query() {
    return { held: [...this.names].map((name) => ({ name })) };
  }
}

/** A tab: modules of its own, over the storage and the locks of the browser. */
async function openTab(locks: SharedLocks | undefined, session = new Map<string, string>()) {
  vi.resetModules();
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => session.get(key) ?? null,
    setItem: (key: string, value: string) => session.set(key, value),
  });
  const drafts = await import('./drafts.ts');
  const current = await import('./current-draft.ts');
  const { useDocument, edit } = await import('./document-store.ts');
  const rename = (name: string) =>
    edit('Rename', (draft) => {
      draft.name = name;
    });
  return { ...drafts, ...current, rename, shown: () => useDocument.getState().document.name, session };
}

const names = async (tab: Awaited<ReturnType<typeof openTab>>) =>
  (await tab.recentDrafts()).map((draft) => draft.name);

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.unstubAllGlobals());

describe('drafts', () => {
  it('keeps the changed document when another one is opened', async () => {
    const tab = await openTab(new SharedLocks());
    await tab.openAsDraft(named('template'));
    tab.rename('my work');
    await tab.openAsDraft(named('other template'));
    expect(await names(tab)).toEqual(['other template', 'my work']);
    const [, mine] = await tab.recentDrafts();
    expect(await tab.openRecent(mine!.id)).toBe(true);
    expect(tab.shown()).toBe('my work');
  });

  it('forgets a template in which nothing was changed', async () => {
    const tab = await openTab(new SharedLocks());
    await tab.openAsDraft(named('looked at'));
    await tab.openAsDraft(named('chosen'));
    expect(await names(tab)).toEqual(['chosen']);
  });

  it('restores after a crash what was open', async () => {
    const session = new Map<string, string>();
    const tab = await openTab(new SharedLocks(), session);
    await tab.openAsDraft(named('template'));
    tab.rename('unsaved');
    await tab.openAsDraft(named('second'));
    // A crash ends the locks.
    const after = await openTab(new SharedLocks(), session);
    expect(await after.restoreDraft()).toBe(true);
    expect(after.shown()).toBe('second');
  });

  it('gives a duplicated tab a copy of its own', async () => {
    const locks = new SharedLocks();
    const first = await openTab(locks);
    await first.openAsDraft(named('shared'));
    const second = await openTab(locks, new Map(first.session));
    expect(await second.restoreDraft()).toBe(true);
    expect(second.shown()).toBe('shared');
    expect(second.currentDraft()).not.toBe(first.currentDraft());
  });

  it('never deletes a draft that a tab has open, however old', async () => {
    const locks = new SharedLocks();
    const first = await openTab(locks);
    await first.openAsDraft(named('old but open'));
    const second = await openTab(locks);
    const now = vi.spyOn(Date, 'now');
    for (let i = 0; i < second.KEPT_DRAFTS + 5; i++) {
      now.mockReturnValue(2_000_000_000_000 + i);
      await second.saveDraft(`closed ${i}`, named(`closed ${i}`));
    }
    now.mockRestore();
    const kept = await names(second);
    expect(kept).toContain('old but open');
    expect(kept).not.toContain('closed 0');
    expect(kept.length).toBeLessThanOrEqual(second.KEPT_DRAFTS + 1);
    expect(await second.deleteDraft(first.currentDraft()!)).toBe(false);
  });

  it('works without locks: each visit writes under an id of its own and nothing is pruned', async () => {
    const first = await openTab(undefined);
    await first.openAsDraft(named('one'));
    const second = await openTab(undefined, new Map(first.session));
    expect(await second.restoreDraft()).toBe(true);
    second.rename('two');
    await second.openAsDraft(named('three'));
    expect((await names(second)).sort()).toEqual(['one', 'three', 'two']);
  });
});
