import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { type FinishedRun, fates, openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import { ModelError, StorageError } from '../../values/errors.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import { MemoryStore } from '../cache/memory-store.ts';
import { NodeRegistry } from '../registry.ts';
import { inProcessLanes } from './in-process-lanes.ts';
import { type LaneHost, type LaneTask, type TaskResult, type TaskServices, WorkerLostError } from './lane.ts';

/** Of two frames of the film. */
const CHUNK_BYTES = 2 * 8 * 8 * 4;

/** Numbers, a clip of two chunks and a reader: every kind of storage call and task happens. */
const film = workflow({
  start: { type: 'constant@1', params: { value: 3 } },
  shown: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'start.value' } },
  ramp: { type: 'ramp@1', params: { frames: 3, side: 8 }, inputs: { start: 'shown.value' } },
  bytes: { type: 'first-bytes@1', inputs: { clip: 'ramp.clip' } },
});
const ALL = ['bytes', 'ramp', 'shown', 'start'];
const RESULT = { type: 'Text', value: '4 5 6' };

/** Runs the film on a store whose calls fail as `fails` says, counted from 0 once the cache is open. */
async function runOn(fails: (call: number) => boolean) {
  let calls = 0;
  // Opening is another matter: without an index there is no cache at all.
  let isOpen = false;
  const store = new Proxy<CacheStore>(new MemoryStore(), {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) =>
        isOpen && fails(calls++)
          ? Promise.reject(new StorageError('storage-failed', 'It broke.', 'Mend it.'))
          : Reflect.apply(member, target, args);
    },
  });
  const engine = await openTestEngine(testNodes().declarations, { store, chunkBytes: CHUNK_BYTES });
  isOpen = true;
  const run = await engine.run(film);
  return { run, output: await engine.output(film, 'bytes.text'), calls };
}

describe('a store that fails', () => {
  it('at any one call, or from any call on, changes no result and hangs nothing', async () => {
    const { calls } = await runOn(() => false);
    expect(calls).toBeGreaterThan(15);
    const told = new Set<string>();
    for (let fault = 0; fault < calls; fault++) {
      for (const fails of [(call: number) => call === fault, (call: number) => call >= fault]) {
        const { run, output } = await runOn(fails);
        expect(run.outcome).toBe('done');
        expect(fates(run)).toEqual(ALL.map((node) => `${node} committed`));
        expect(output).toEqual(RESULT);
        for (const event of run.events) if (event.kind === 'notice') told.add(event.code);
      }
    }
    expect([...told]).toEqual(['storage-failed']);
  });
});

type Work = () => Promise<TaskResult>;
type WorkerFault = (work: Work) => Promise<unknown>;

const SILENCE: Promise<never> = new Promise(() => undefined);

/** What a worker may do instead of its work. */
const WORKER_FAULTS: Readonly<Record<string, WorkerFault>> = {
  'crashes at once': () => Promise.reject(new WorkerLostError('it crashed')),
  'crashes when it is done': (work) => work().then(() => Promise.reject(new WorkerLostError('it crashed'))),
  'never answers': () => SILENCE,
  'never answers, though it is done': (work) => work().then(() => SILENCE),
  'answers nothing': async () => undefined,
  'answers something else': async () => ({ kind: 'outputs', ms: 'soon', outputs: null }),
  'gives outputs that are no values': async (work) => {
    const result = await work();
    if (result.kind === 'outputs') return { ...result, outputs: { value: 3, text: 'three' } };
    return { ...result, ms: Number.NaN };
  },
  'loses its frames on the way': async (work) => {
    const result = await work();
    if (result.kind !== 'frames') throw new WorkerLostError('it died while it answered');
    return { ...result, data: new Uint8ClampedArray() };
  },
  'finds its model runtime broken': () =>
    Promise.reject(new ModelError('model-failed', 'Aborted().', 'Run again.')),
};

/** Runs the film with workers that fail at some of their tasks, counted from 0. Time is virtual: silence costs none. */
async function runWith(
  fault: WorkerFault | 'cannot be started',
  fails: (call: number, task?: LaneTask) => boolean,
  store = new MemoryStore(),
) {
  const { declarations } = testNodes();
  const clock = new VirtualClock();
  const readModel = () => Promise.reject(new Error('no models'));
  const host = inProcessLanes(new NodeRegistry(declarations), { hasGpu: false, threads: 1, readModel });
  let calls = 0;
  const lanes: LaneHost = {
    sizes: host.sizes,
    spawn(lane) {
      if (fault === 'cannot be started' && fails(calls++)) throw new RangeError('out of memory');
      const worker = host.spawn(lane);
      const perform = async (task: LaneTask, services: TaskServices) => {
        const work = () => worker.perform(task, services);
        if (fault === 'cannot be started' || !fails(calls++, task)) return work();
        return (await fault(work)) as TaskResult;
      };
      return { perform, cancel: () => worker.cancel(), dispose: () => worker.dispose() };
    },
  };
  const engine = await openTestEngine(declarations, { lanes, store, clock, chunkBytes: CHUNK_BYTES });
  const run = await clock.until(engine.run(branches));
  return { run, calls, output: await engine.output(branches, 'bytes.text') };
}

const branches = workflow({
  ...film.nodes,
  beside: { type: 'sign@1', inputs: { a: 'start.value' } },
});

/** Nodes of `branches` that a node needs. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  start: [],
  shown: ['start'],
  beside: ['start'],
  ramp: ['shown', 'start'],
  bytes: ['ramp', 'shown', 'start'],
};

const errorsOf = ({ events }: FinishedRun) =>
  events.flatMap((event) => (event.kind === 'failed' ? [`${event.node} ${event.error.code}`] : []));

describe.each(Object.entries({ ...WORKER_FAULTS, 'cannot be started': 'cannot be started' as const }))(
  'a worker that %s',
  (_name, fault) => {
    it('at any one call changes no result', async () => {
      const { calls } = await runWith(fault, () => false);
      expect(calls).toBeGreaterThan(2);
      for (let at = 0; at < calls; at++) {
        const { run, output } = await runWith(fault, (call) => call === at);
        expect(errorsOf(run)).toEqual([]);
        expect(run.outcome).toBe('done');
        expect(output).toEqual(RESULT);
      }
    });

    it('from any call on ends the run, clearly; what it stored is right', async () => {
      const { calls } = await runWith(fault, () => false);
      for (let at = 0; at < calls; at++) {
        const store = new MemoryStore();
        const { run } = await runWith(fault, (call) => call >= at, store);
        expect(run.outcome).toBe('failed');
        expect(errorsOf(run).join()).toMatch(/ (worker-lost|model-failed)$/);
        // Each node has come to one end.
        expect(fates(run).map((fate) => fate.split(' ')[0])).toEqual(Object.keys(NEEDS).sort());
        const again = await runWith(fault, () => false, store);
        expect(again.run.outcome).toBe('done');
        expect(again.output).toEqual(RESULT);
      }
    });
  },
);

describe('workers that fail at one node', () => {
  it.each(Object.entries(WORKER_FAULTS))('only: one that %s ends no other branch', async (_name, fault) => {
    for (const [node, { type }] of Object.entries(branches.nodes)) {
      const { run } = await runWith(fault, (_call, task) => `${task?.nodeType}@1` === type);
      const expected = Object.entries(NEEDS).map(([other, needs]) => {
        if (other === node) return `${other} failed`;
        return `${other} ${needs.includes(node) ? 'cancelled' : 'committed'}`;
      });
      expect(fates(run)).toEqual(expected.sort());
    }
  });
});
