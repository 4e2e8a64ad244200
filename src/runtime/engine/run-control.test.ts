import { describe, expect, it } from 'vitest';
import { type TestNodes, testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import {
  type FinishedRun,
  fates,
  openTestEngine,
  type TestEngine,
  workflow,
} from '../../../tests/support/test-engine.ts';
import type { MemoryStore } from '../cache/memory-store.ts';
import type { WorkflowDocument } from '../document.ts';
import { defineNode, type NodeRun, type NodeSpec } from '../node.ts';
import type { RunRequest } from '../plan.ts';
import { AssetLibrary } from './asset-library.ts';

/**
 *   a ──> b ──> c
 *    └──> side
 */
function chain(a: number, plus = 10): WorkflowDocument {
  return workflow({
    a: { type: 'constant@1', params: { value: a } },
    b: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'a.value' } },
    c: { type: 'add@1', params: { plus }, inputs: { a: 'b.value' } },
    side: { type: 'add@1', params: { plus: 100 }, inputs: { a: 'a.value' } },
  });
}

const fileSizeSpec = {
  type: 'file-size',
  version: 1,
  implementation: 1,
  title: 'File size',
  summary: 'Bytes of a file.',
  category: 'input',
  keywords: [],
  lane: 'cpu',
  purity: 'pure',
  inputs: {},
  outputs: { size: { type: 'Number', label: 'Size' } },
  params: { file: { kind: 'asset', label: 'File', help: 'A file.', default: '', accept: [] } },
  typicalMs: 1,
} as const satisfies NodeSpec;

const runFileSize: NodeRun<typeof fileSizeSpec> = async ({ readAsset }, _inputs, { file }) => ({
  size: { type: 'Number', value: (await readAsset(file)).bytes.byteLength },
});

const fileSizeNode = defineNode(fileSizeSpec, async () => ({ run: runFileSize }));

async function setUp(): Promise<{ nodes: TestNodes; engine: TestEngine }> {
  const nodes = testNodes();
  return { nodes, engine: await openTestEngine(nodes.declarations) };
}

function failures(run: FinishedRun) {
  return run.events.flatMap((event) =>
    event.kind === 'failed' ? [`${event.node} ${event.error.code}`] : [],
  );
}

describe('a request', () => {
  const ran = async (request: RunRequest, warm: boolean) => {
    const { nodes, engine } = await setUp();
    if (warm) await engine.run(chain(1));
    nodes.ledger.length = 0;
    const run = await engine.run(chain(1), request);
    expect(run.outcome).toBe('done');
    return nodes.ledger.sort();
  };

  it('runs to a node and no further', async () => {
    expect(await ran({ mode: 'to', targets: ['b'] }, false)).toEqual(['add(2)', 'constant(1)']);
  });

  it('runs only a node again, with what is stored before it', async () => {
    expect(await ran({ mode: 'only', targets: ['b'] }, true)).toEqual(['add(2)']);
  });

  it('runs a node and everything below it again', async () => {
    expect(await ran({ mode: 'from', targets: ['b'] }, true)).toEqual(['add(12)', 'add(2)']);
  });

  it('forces one node', async () => {
    expect(await ran({ mode: 'to', targets: ['c'], force: true }, true)).toEqual(['add(12)']);
  });

  it('forces everything, each recipe once', async () => {
    const { nodes, engine } = await setUp();
    const twins = workflow({
      a: { type: 'constant@1', params: { value: 4 } },
      twin: { type: 'constant@1', params: { value: 4 } },
      sum: { type: 'add@1', inputs: { a: 'a.value', b: 'twin.value' } },
    });
    await engine.run(twins, { mode: 'all', force: true });
    await engine.run(twins, { mode: 'all', force: true });
    expect(nodes.ledger).toEqual(['constant(4)', 'add(8)', 'constant(4)', 'add(8)']);
  });

  it('for a node that does not exist is refused', async () => {
    const { engine } = await setUp();
    const refused = engine.engine.run(chain(1), { mode: 'to', targets: ['toString'] });
    await expect(refused).rejects.toMatchObject({ code: 'unknown-target' });
  });
});

describe('a node that cannot run', () => {
  it('says why, and what feeds it runs as far as it goes', async () => {
    const { engine } = await setUp();
    const run = await engine.run(
      workflow({
        a: { type: 'constant@1', params: { value: 1 } },
        invalid: { type: 'add@1', params: { plus: 'much' }, inputs: { a: 'a.value' } },
        below: { type: 'sign@1', inputs: { a: 'invalid.value' } },
      }),
    );
    expect(fates(run)).toEqual(['a committed', 'below cancelled', 'invalid failed']);
    expect(run.events.find((event) => event.kind === 'failed')).toMatchObject({
      error: { code: 'blocked', message: expect.stringContaining('invalid.plus needs a number') },
    });
  });

  it('on a circle ends the run instead of hanging it, and only the circle is blamed', async () => {
    const { engine } = await setUp();
    const run = await engine.run(
      workflow({
        egg: { type: 'add@1', inputs: { a: 'hen.value' } },
        hen: { type: 'add@1', inputs: { a: 'egg.value' } },
        chick: { type: 'add@1', inputs: { a: 'egg.value' } },
        beside: { type: 'constant@1', params: { value: 1 } },
      }),
    );
    expect(fates(run)).toEqual(['beside committed', 'chick cancelled', 'egg failed', 'hen failed']);
  });

  it('for want of its file names the file, before the run and in it', async () => {
    const engine = await openTestEngine([fileSizeNode]);
    const store = engine.store as MemoryStore;
    const assets = new AssetLibrary(store, async () => undefined);
    const document = (file: string) => workflow({ photo: { type: 'file-size@1', params: { file } } });
    const gone = (await engine.engine.plan(document(`asset:${'0'.repeat(64)}`))).nodes.photo;
    expect(gone?.state).toBe('blocked');
    expect(gone?.reasons.join()).toMatch(/photo\.file .*0000.* is not on this device: choose it again/);
    const file = await assets.put({ name: 'me.jpg', mediaType: 'image/jpeg', bytes: new Uint8Array(7) });
    await engine.run(document(file));
    expect(await engine.output(document(file), 'photo.size')).toEqual({ type: 'Number', value: 7 });
    store.getAsset = async () => undefined;
    const run = await engine.run(document(file), { mode: 'all', force: true });
    expect(failures(run)).toEqual(['photo asset-missing']);
  });
});

describe('cancelling', () => {
  it('keeps what is finished, and the next run goes on from there', async () => {
    const { nodes, engine } = await setUp();
    let id = '';
    nodes.before = (line, signal) => {
      if (line !== 'add(2)') return;
      engine.engine.cancel(id);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    };
    id = await engine.engine.run(chain(1), { mode: 'to', targets: ['c'] });
    const cancelled = await engine.ended(id);
    expect(cancelled.outcome).toBe('cancelled');
    expect(fates(cancelled)).toEqual(['a committed', 'b cancelled', 'c cancelled']);
    nodes.before = () => undefined;
    nodes.ledger.length = 0;
    const again = await engine.run(chain(1), { mode: 'to', targets: ['c'] });
    expect(fates(again)).toEqual(['a cached', 'b committed', 'c committed']);
    expect(nodes.ledger).toEqual(['add(2)', 'add(12)']);
  });

  it('ends the run at once even when a node does not listen', async () => {
    const { nodes, engine } = await setUp();
    let cancel: () => void = () => undefined;
    nodes.before = () => {
      cancel();
      return new Promise(() => undefined);
    };
    const id = await engine.engine.run(chain(1), { mode: 'all' });
    cancel = () => engine.engine.cancel(id);
    // The node never ends; whoever waited for it would wait for ever.
    expect((await engine.ended(id)).outcome).toBe('cancelled');
  });

  it('one of two runs leaves the other its computation', async () => {
    const { nodes, engine } = await setUp();
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    nodes.before = (line) => (line === 'constant(1)' ? gate : undefined);
    const first = await engine.engine.run(chain(1), { mode: 'all' });
    const second = await engine.engine.run(chain(1), { mode: 'all' });
    setTimeout(() => {
      engine.engine.cancel(first);
      release();
    }, 30);
    const [one, two] = await Promise.all([engine.ended(first), engine.ended(second)]);
    expect(one.outcome).toBe('cancelled');
    expect(two.outcome).toBe('done');
    expect(nodes.ledger.filter((line) => line === 'constant(1)')).toHaveLength(1);
    const late = engine.events.slice(
      engine.events.findIndex((e) => e.kind === 'run-ended' && e.run === first) + 1,
    );
    expect(late.filter((event) => event.run === first)).toEqual([]);
  });
});

describe('two runs of one document', () => {
  it('share every computation', async () => {
    const { nodes, engine } = await setUp();
    const ids = await Promise.all([
      engine.engine.run(chain(1), { mode: 'all' }),
      engine.engine.run(chain(1), { mode: 'all' }),
    ]);
    const runs = await Promise.all(ids.map((id) => engine.ended(id)));
    expect(runs.map((run) => run.outcome)).toEqual(['done', 'done']);
    expect(nodes.ledger.sort()).toEqual(['add(101)', 'add(12)', 'add(2)', 'constant(1)']);
  });

  it('planned before the first one ended still finds its results', async () => {
    const { nodes, engine } = await setUp();
    const first = await engine.engine.run(chain(1), { mode: 'to', targets: ['b'] });
    const second = await engine.engine.run(chain(1), { mode: 'all' });
    await Promise.all([engine.ended(first), engine.ended(second)]);
    expect(nodes.ledger.filter((line) => line === 'add(2)')).toHaveLength(1);
  });
});

describe('a pinned node', () => {
  const pinned = (value: number, isPinned: boolean) => {
    const document = chain(value);
    const b = document.nodes.b;
    return { ...document, nodes: { ...document.nodes, b: { ...b!, pinned: isPinned } } };
  };

  it('keeps its result whatever changes before it, even when all is forced', async () => {
    const { nodes, engine } = await setUp();
    await engine.run(pinned(1, true));
    nodes.ledger.length = 0;
    await engine.run(pinned(5, true), { mode: 'all', force: true });
    expect(nodes.ledger.sort()).toEqual(['add(105)', 'add(12)', 'constant(5)']);
    expect(await engine.output(pinned(5, true), 'b.value')).toMatchObject({ value: 2 });
    expect(failures(await engine.run(pinned(5, false)))).toEqual([]);
    expect(await engine.output(pinned(5, false), 'b.value')).toMatchObject({ value: 6 });
  });

  it('says so when its result is gone', async () => {
    const { engine } = await setUp();
    await engine.run(pinned(1, true));
    const id = await engine.engine.run(pinned(5, true), { mode: 'all' });
    await engine.cache.clear();
    expect(failures(await engine.ended(id))).toEqual(['b pinned-lost']);
  });
});

describe('a bypassed node', () => {
  it('passes its input on, and what only feeds it still runs', async () => {
    const { engine } = await setUp();
    const document = chain(1);
    const bypassed = {
      ...document,
      nodes: { ...document.nodes, c: { ...document.nodes.c!, bypassed: true } },
    };
    expect(fates(await engine.run(bypassed))).toEqual(['a committed', 'b committed', 'side committed']);
  });
});

it('a run that somebody waits for overtakes a batch, however long the batch is', async () => {
  const nodes = testNodes();
  nodes.before = () => new Promise((resolve) => setTimeout(resolve, 5));
  const engine = await openTestEngine(nodes.declarations, { sizes: { gpu: 1, cpu: 1, codec: 1 } });
  const many = Object.fromEntries(
    Array.from({ length: 30 }, (_, index) => [`n${index}`, { type: 'constant@1', params: { value: index } }]),
  );
  const batch = await engine.engine.run(workflow(many), { mode: 'all', urgency: 'batch' });
  const preview = await engine.engine.run(chain(1000), { mode: 'to', targets: ['c'] });
  await engine.ended(preview);
  const isBatchOver = engine.events.some((event) => event.kind === 'run-ended' && event.run === batch);
  expect(isBatchOver).toBe(false);
  expect((await engine.ended(batch)).outcome).toBe('done');
});
