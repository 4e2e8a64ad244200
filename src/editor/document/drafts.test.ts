import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WorkflowDocument } from '../../runtime/document.ts';

/** A busy machine answers late; what never comes still fails before the test's own bound. */
const PATIENCE = { timeout: 20_000 };

const named = (name: string): WorkflowDocument => ({ kineograph: 1, name, nodes: {}, outputs: [] });

/** Locks that all tabs of a browser share, as far as drafts use them. */
class SharedLocks {
  readonly #held = new Map<string, { free(): void; lose(): void }>();
  readonly #waiting: (() => void)[] = [];

  async request(
    name: string,
    options: LockOptions,
    use: (lock: { name: string } | null) => Promise<void> | undefined,
  ): Promise<void> {
    if (options.ifAvailable && this.#held.has(name)) return use(null);
    if (options.steal) this.#held.get(name)?.lose();
    else if (this.#held.has(name)) await this.#freed(name, options.signal);
    return new Promise((resolve, reject) => {
      const free = () => {
        this.#held.delete(name);
        resolve();
        for (const wake of this.#waiting.splice(0)) wake();
      };
      const mine = { free, lose: () => reject(new DOMException('stolen', 'AbortError')) };
      this.#held.set(name, mine);
      void use({ name })?.then(() => this.#held.get(name) === mine && free());
    });
  }

  async query() {
    return { held: [...this.#held.keys()].map((name) => ({ name })) };
  }

  async #freed(name: string, signal?: AbortSignal): Promise<void> {
    while (this.#held.has(name)) {
      signal?.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    }
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
  const { versionsOf } = await import('./versions.ts');
  const rename = (name: string) =>
    edit('Rename', (draft) => {
      draft.name = name;
    });
  current.startAutosave(() => undefined);
  return {
    ...drafts,
    ...current,
    versionsOf,
    rename,
    session,
    shown: () => useDocument.getState().document.name,
    isReadOnly: () => useDocument.getState().isReadOnly,
    document: () => useDocument.getState().document,
  };
}

const names = async (tab: Awaited<ReturnType<typeof openTab>>) =>
  (await tab.recentDrafts()).map((draft) => draft.name);

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

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

  it('says the moment it shows a document, before it is stored', async () => {
    const tab = await openTab(new SharedLocks());
    const seen: [string, readonly string[]][] = [];
    const stored: Promise<unknown>[] = [];
    await tab.openAsDraft(named('next'), {
      onShown: () => {
        stored.push(names(tab).then((drafts) => seen.push([tab.shown(), drafts])));
      },
    });
    await Promise.all(stored);
    expect(seen).toEqual([['next', []]]);
    expect(await names(tab)).toEqual(['next']);
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

  it('gives every document it opens an identity of its own, but keeps that of a saved one', async () => {
    const tab = await openTab(new SharedLocks());
    await tab.openAsDraft({ ...named('template'), id: 'theirs' });
    expect(tab.document().id).toBe(tab.currentDraft());
    expect(tab.document().id).not.toBe('theirs');
    await tab.openAsDraft({ ...named('saved'), id: 'mine' }, { keepsIdentity: true });
    expect([tab.document().id, tab.currentDraft()]).toEqual(['mine', 'mine']);
  });

  it('keeps as a version what a file of the same document replaces', async () => {
    const tab = await openTab(new SharedLocks());
    await tab.openAsDraft({ ...named('in the file'), id: 'mine' }, { keepsIdentity: true });
    tab.rename('changed since');
    await tab.openAsDraft({ ...named('in the file'), id: 'mine' }, { keepsIdentity: true });
    expect(tab.shown()).toBe('in the file');
    const versions = await tab.versionsOf('mine');
    expect(versions.map(({ document }) => document.name)).toContain('changed since');
  });

  it('goes on as a copy with its history and leaves the original as it was', async () => {
    const tab = await openTab(new SharedLocks());
    await tab.openAsDraft(named('original'));
    tab.rename('original, changed');
    const original = tab.currentDraft();
    await tab.goOnAsCopy();
    tab.rename('copy');
    await tab.openAsDraft(named('another'));
    expect((await names(tab)).sort()).toEqual(['another', 'copy', 'original, changed']);
    expect((await tab.readDraft(original!))?.document.id).toBe(original);
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

describe('two tabs on one document', () => {
  /** The first tab edits a document that the second one opens too. */
  async function twoTabs() {
    const locks = new SharedLocks();
    const first = await openTab(locks);
    await first.openAsDraft(named('shared'));
    const second = await openTab(locks, new Map(first.session));
    expect(await second.restoreDraft()).toBe(true);
    return { locks, first, second };
  }

  it('has one writer when both open the same file in the same moment', async () => {
    const locks = new SharedLocks();
    const tabs = [await openTab(locks), await openTab(locks)];
    await Promise.all(
      tabs.map((tab) => tab.openAsDraft({ ...named('saved'), id: 'mine' }, { keepsIdentity: true })),
    );
    expect(tabs.map((tab) => tab.document().id)).toEqual(['mine', 'mine']);
    expect(tabs.filter((tab) => tab.isReadOnly())).toHaveLength(1);
  });

  it('lets the second only look, and shows it what the first does', async () => {
    const { first, second } = await twoTabs();
    expect([second.shown(), second.isReadOnly(), first.isReadOnly()]).toEqual(['shared', true, false]);
    expect(second.currentDraft()).toBe(first.currentDraft());
    second.rename('refused');
    expect(second.shown()).toBe('shared');
    first.rename('edited');
    await vi.waitFor(() => expect(second.shown()).toBe('edited'), PATIENCE);
  });

  it('hands over what was not saved yet, and the first can take it back', async () => {
    // However slow the machine is, nobody is taken for hanging here.
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => new AbortController().signal);
    const { first, second } = await twoTabs();
    first.rename('a moment ago');
    await second.takeOver();
    expect([second.shown(), second.isReadOnly(), first.isReadOnly()]).toEqual(['a moment ago', false, true]);
    second.rename('by the second');
    await first.takeOver();
    expect([first.shown(), first.isReadOnly(), second.isReadOnly()]).toEqual(['by the second', false, true]);
  });

  it('takes a document by force from a tab that hangs, whose unsaved change becomes a version', async () => {
    const { first, second } = await twoTabs();
    first.rename('never saved');
    // The first tab hears nothing until it wakes up.
    vi.spyOn(BroadcastChannel.prototype, 'postMessage').mockImplementation(() => undefined);
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => AbortSignal.abort());
    await second.takeOver();
    vi.restoreAllMocks();
    expect([second.shown(), second.isReadOnly()]).toEqual(['shared', false]);
    const draft = first.currentDraft()!;
    await vi.waitFor(async () => {
      const versions = await first.versionsOf(draft);
      expect(versions.map(({ document }) => document.name)).toContain('never saved');
    }, PATIENCE);
    await vi.waitFor(() => expect([first.shown(), first.isReadOnly()]).toEqual(['shared', true]), PATIENCE);
  });

  it('lets the second go on when the first leaves the document', async () => {
    const { first, second } = await twoTabs();
    first.rename('finished');
    await first.openAsDraft(named('something else'));
    await vi.waitFor(() => expect(second.isReadOnly()).toBe(false), PATIENCE);
    expect(second.shown()).toBe('finished');
  });

  it('gives the second a copy of its own when it asks for one', async () => {
    const { first, second } = await twoTabs();
    await second.goOnAsCopy();
    second.rename('my copy');
    expect([second.shown(), first.shown(), first.isReadOnly()]).toEqual(['my copy', 'shared', false]);
    expect(second.currentDraft()).not.toBe(first.currentDraft());
  });
});
