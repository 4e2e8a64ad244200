import { describe, expect, it, vi } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { fates, openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import { StorageError } from '../../values/errors.ts';
import { MemoryStore } from '../cache/memory-store.ts';
import { NodeRegistry } from '../registry.ts';
import { inProcessLanes } from './in-process-lanes.ts';
import { type LaneHost, type LaneTask, WorkerLostError } from './lane.ts';

/** For what follows a run by itself, on however busy a machine. */
const PATIENCE = { timeout: 20_000 };

/** Small frames, two in a chunk: what is tested here is no matter of bytes. */
const SIDE = 8;
const FRAME_BYTES = SIDE * SIDE * 4;

const openEngine: typeof openTestEngine = (declarations, options) =>
  openTestEngine(declarations, { chunkBytes: 2 * FRAME_BYTES, ...options });

const environment = {
  hasGpu: false,
  threads: 1,
  readModel: () => Promise.reject(new Error('no models here')),
};

/** Lanes whose workers die when they are given a task that `isDeadly`. */
function dyingLanes(
  declarations: ConstructorParameters<typeof NodeRegistry>[0],
  isDeadly: (task: LaneTask) => boolean,
): LaneHost & { readonly spawned: { count: number } } {
  const host = inProcessLanes(new NodeRegistry(declarations), environment);
  const spawned = { count: 0 };
  return {
    sizes: host.sizes,
    spawned,
    spawn(lane) {
      spawned.count += 1;
      const worker = host.spawn(lane);
      return {
        perform: (task, services) =>
          isDeadly(task) ? Promise.reject(new WorkerLostError('it crashed')) : worker.perform(task, services),
        cancel: () => worker.cancel(),
        dispose: () => worker.dispose(),
      };
    },
  };
}

const numbers = workflow({
  a: { type: 'constant@1', params: { value: 1 } },
  b: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'a.value' } },
  beside: { type: 'sign@1', inputs: { a: 'a.value' } },
});

const clip = workflow({
  start: { type: 'constant@1', params: { value: 3 } },
  ramp: { type: 'ramp@1', params: { frames: 9, side: SIDE }, inputs: { start: 'start.value' } },
  invert: { type: 'invert@1', inputs: { clip: 'ramp.clip' } },
  bytes: { type: 'first-bytes@1', inputs: { clip: 'invert.clip' } },
});

describe('a worker that dies', () => {
  it('is replaced, and its task done once more', async () => {
    const { declarations } = testNodes();
    let deaths = 0;
    const lanes = dyingLanes(declarations, (task) => task.nodeType === 'add' && deaths++ === 0);
    const engine = await openEngine(declarations, { lanes });
    expect((await engine.run(numbers)).outcome).toBe('done');
    expect(await engine.output(numbers, 'b.value')).toMatchObject({ value: 2 });
    expect(deaths).toBe(2);
  });

  it('twice on the same task fails that node only', async () => {
    const { declarations } = testNodes();
    const lanes = dyingLanes(declarations, (task) => task.nodeType === 'add');
    const engine = await openEngine(declarations, { lanes });
    const run = await engine.run(numbers);
    expect(fates(run)).toEqual(['a committed', 'b failed', 'beside committed']);
    expect(run.events.find((event) => event.kind === 'failed')).toMatchObject({
      error: { code: 'worker-lost' },
    });
  });
});

describe('a node that hangs', () => {
  it('is ended at its deadline while the other branches finish', async () => {
    const nodes = testNodes();
    nodes.before = (line) => (line === 'add(2)' ? new Promise(() => undefined) : undefined);
    const clock = new VirtualClock();
    const engine = await openEngine(nodes.declarations, { clock });
    const run = await clock.until(engine.run(numbers));
    expect(fates(run)).toEqual(['a committed', 'b failed', 'beside committed']);
    expect(nodes.ledger.filter((line) => line === 'add(2)')).toHaveLength(2);
  });

  it('is not one that waits for frames', async () => {
    const nodes = testNodes();
    const clock = new VirtualClock();
    // Each range keeps within the deadline; the encoder waits for one after the other, far longer than that.
    nodes.before = (line) => (/^ramp \d/.test(line) ? clock.pause(80_000) : undefined);
    const engine = await openEngine(nodes.declarations, { clock });
    expect((await clock.until(engine.run(clip))).outcome).toBe('done');
    expect(clock.now()).toBeGreaterThan(2 * 80_000);
    expect(new Set(nodes.ledger).size).toBe(nodes.ledger.length);
  });
});

describe('a clip', () => {
  it('is read while it is made', async () => {
    const nodes = testNodes();
    const engine = await openEngine(nodes.declarations, { sizes: { gpu: 1, cpu: 1, codec: 1 } });
    nodes.before = () => new Promise((resolve) => setTimeout(resolve, 5));
    await engine.run(clip);
    const firstRead = nodes.ledger.indexOf('read 0');
    const lastMade = nodes.ledger.indexOf('invert 8..9');
    expect(firstRead).toBeGreaterThan(-1);
    expect(firstRead).toBeLessThan(lastMade);
  });

  it('is rendered by all workers of its lane at once', async () => {
    const nodes = testNodes();
    const engine = await openEngine(nodes.declarations, { sizes: { gpu: 1, cpu: 3, codec: 1 } });
    let running = 0;
    let most = 0;
    nodes.before = async (line) => {
      if (!/^ramp \d/.test(line)) return;
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
    };
    await engine.run(clip, { mode: 'to', targets: ['ramp'] });
    expect(most).toBe(3);
  });

  it('that is passed on does not block the only worker', async () => {
    const nodes = testNodes();
    const engine = await openEngine(nodes.declarations, { sizes: { gpu: 1, cpu: 1, codec: 1 } });
    const kept = workflow({
      ...clip.nodes,
      invert: { type: 'invert@1', params: { mode: 'keep' }, inputs: { clip: 'ramp.clip' } },
    });
    expect((await engine.run(kept)).outcome).toBe('done');
    expect(await engine.output(kept, 'bytes.text')).toMatchObject({ value: '3 4 5 6 7 8 9 10 11' });
    expect(await engine.output(kept, 'invert.clip')).toEqual(await engine.output(kept, 'ramp.clip'));
  });

  it('whose preparation reads frames that are still to be made does not block the only worker', async () => {
    const nodes = testNodes();
    const engine = await openEngine(nodes.declarations, { sizes: { gpu: 1, cpu: 1, codec: 1 } });
    const measured = workflow({
      ...clip.nodes,
      invert: { type: 'invert@1', params: { mode: 'from last' }, inputs: { clip: 'ramp.clip' } },
    });
    expect((await engine.run(measured)).outcome).toBe('done');
    expect(await engine.output(measured, 'bytes.text')).toMatchObject({ value: '8 7 6 5 4 3 2 1 0' });
  });

  it('that broke off goes on where it stopped, with the same frames', async () => {
    const nodes = testNodes();
    const store = new MemoryStore();
    const whole = await openEngine(testNodes().declarations);
    await whole.run(clip);
    const broken = await openEngine(nodes.declarations, { store, sizes: { gpu: 1, cpu: 1, codec: 1 } });
    nodes.before = (line) => {
      if (line === 'ramp 4..6') throw new Error('the fault');
    };
    const first = await broken.run(clip);
    expect(fates(first)).toEqual(['bytes cancelled', 'invert cancelled', 'ramp failed', 'start committed']);
    const made = nodes.ledger.filter((line) => /^ramp \d/.test(line) && line !== 'ramp 4..6');
    nodes.ledger.length = 0;
    nodes.before = () => undefined;
    const resumed = await openEngine(nodes.declarations, { store });
    expect((await resumed.run(clip)).outcome).toBe('done');
    const again = nodes.ledger.filter((line) => /^ramp \d/.test(line));
    expect(made.length).toBeGreaterThan(0);
    expect([...made, ...again].sort()).toEqual([
      'ramp 0..2',
      'ramp 2..4',
      'ramp 4..6',
      'ramp 6..8',
      'ramp 8..9',
    ]);
    for (const port of ['ramp.clip', 'invert.clip', 'bytes.text']) {
      expect(await resumed.output(clip, port)).toEqual(await whole.output(clip, port));
    }
    expect(await store.allPartials()).toEqual([]);
  });

  it('found by content when its recipe changed above', async () => {
    const nodes = testNodes();
    const engine = await openEngine(nodes.declarations);
    await engine.run(clip);
    nodes.ledger.length = 0;
    const other = workflow({
      ...clip.nodes,
      two: { type: 'constant@1', params: { value: 2 } },
      start: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'two.value' } },
    });
    expect((await engine.run(other)).outcome).toBe('done');
    expect(nodes.ledger).toEqual(['constant(2)', 'add(3)']);
  });
});

describe('storage that', () => {
  it('lost a value lets its producer run again, in the same run', async () => {
    const nodes = testNodes();
    const store = new MemoryStore();
    await (await openEngine(nodes.declarations, { store })).run(numbers);
    const engine = await openEngine(nodes.declarations, { store });
    const { key = '' } = (await engine.engine.plan(numbers)).nodes.a ?? {};
    const [digest = ''] = Object.values(engine.cache.record(key)?.outputs ?? {});
    const id = await engine.engine.run(numbers, { mode: 'from', targets: ['b'] });
    await store.deleteValues([digest]);
    nodes.ledger.length = 0;
    expect((await engine.ended(id)).outcome).toBe('done');
    expect(nodes.ledger).toEqual(['constant(1)', 'add(2)']);
  });

  it('damaged a value counts as having lost it', async () => {
    const nodes = testNodes();
    const store = new MemoryStore();
    await (await openEngine(nodes.declarations, { store })).run(numbers);
    for (const digest of await store.valueDigests()) {
      await store.putValue(digest, { header: '{"type":"Number","value":666}', buffers: [] });
    }
    const engine = await openEngine(nodes.declarations, { store });
    const changed = workflow({
      ...numbers.nodes,
      b: { type: 'add@1', params: { plus: 5 }, inputs: { a: 'a.value' } },
    });
    expect((await engine.run(changed)).outcome).toBe('done');
    expect(await engine.output(changed, 'b.value')).toMatchObject({ value: 6 });
  });

  it('is full does not stop a run, and says so once', async () => {
    class FullStore extends MemoryStore {
      override async putValue(): Promise<void> {
        throw new StorageError('storage-full', 'No room.', 'Make room.');
      }
    }
    const nodes = testNodes();
    const store = new FullStore();
    const engine = await openEngine(nodes.declarations, { store });
    const run = await engine.run(clip);
    expect(run.outcome).toBe('done');
    expect(run.events.filter((event) => event.kind === 'notice').map((event) => event.code)).toEqual([
      'storage-full',
    ]);
    expect(await engine.output(clip, 'bytes.text')).toMatchObject({
      value: '252 251 250 249 248 247 246 245 244',
    });
    expect(await store.results()).toEqual([]);
    expect(await store.allPartials()).toEqual([]);
  });

  it('is smaller than the run takes what the run needs and is trimmed afterwards', async () => {
    const nodes = testNodes();
    const limit = 6 * FRAME_BYTES;
    const engine = await openEngine(nodes.declarations, {
      cache: { diskLimitBytes: limit, ramLimitBytes: FRAME_BYTES },
    });
    const run = await engine.run(clip);
    expect(run.outcome).toBe('done');
    expect(run.events.filter((event) => event.kind === 'notice')).toEqual([]);
    await vi.waitFor(() => expect(engine.cache.bytes).toBeLessThanOrEqual(limit), PATIENCE);
    expect(await engine.output(clip, 'bytes.text')).toMatchObject({
      value: '252 251 250 249 248 247 246 245 244',
    });
  });

  it('has no room, with no room in memory either, fails the node and not the page', async () => {
    class FullStore extends MemoryStore {
      override readonly persistent: boolean = true;
      override async putValue(): Promise<void> {
        throw new StorageError('storage-full', 'No room.', 'Make room.');
      }
    }
    const nodes = testNodes();
    const engine = await openEngine(nodes.declarations, {
      store: new FullStore(),
      cache: { strandedLimitBytes: 5 * FRAME_BYTES },
    });
    const run = await engine.run(clip);
    expect(fates(run)).toEqual(['bytes cancelled', 'invert cancelled', 'ramp failed', 'start committed']);
    expect(run.events.find((event) => event.kind === 'failed')).toMatchObject({
      error: { code: 'storage-exhausted' },
    });
    await vi.waitFor(() => expect(engine.cache.bytes).toBeLessThan(FRAME_BYTES), PATIENCE);
  });
});
