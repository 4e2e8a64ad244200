import { describe, expect, it } from 'vitest';
import { testNodes } from '../../../tests/support/arithmetic-nodes.ts';
import { fates, openTestEngine, workflow } from '../../../tests/support/test-engine.ts';
import { StorageError } from '../../values/errors.ts';
import type { CacheStore } from '../cache/cache-store.ts';
import { MemoryStore } from '../cache/memory-store.ts';
import { NodeRegistry } from '../registry.ts';
import { inProcessLanes } from './in-process-lanes.ts';
import { type LaneHost, WorkerLostError } from './lane.ts';

/** Numbers, a clip of two chunks and a reader: every kind of storage call and task happens. */
const film = workflow({
  start: { type: 'constant@1', params: { value: 3 } },
  shown: { type: 'add@1', params: { plus: 1 }, inputs: { a: 'start.value' } },
  ramp: { type: 'ramp@1', params: { frames: 3 }, inputs: { start: 'shown.value' } },
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
  const engine = await openTestEngine(testNodes().declarations, { store });
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

describe('a worker that dies', () => {
  it('at any one task changes no result and hangs nothing', async () => {
    const { declarations } = testNodes();
    const registry = new NodeRegistry(declarations);
    const environment = {
      hasGpu: false,
      threads: 1,
      readModel: () => Promise.reject(new Error('no models')),
    };
    const runWith = async (fault: number) => {
      let tasks = 0;
      const host = inProcessLanes(registry, environment);
      const lanes: LaneHost = {
        sizes: host.sizes,
        spawn(lane) {
          const worker = host.spawn(lane);
          return {
            perform: async (task, services) => {
              const dies = tasks++ === fault;
              const result = await worker.perform(task, services);
              // After the work: the most that can be lost.
              if (dies) throw new WorkerLostError('it crashed');
              return result;
            },
            cancel: () => worker.cancel(),
            dispose: () => worker.dispose(),
          };
        },
      };
      const engine = await openTestEngine(declarations, { lanes });
      const run = await engine.run(film);
      return { run, tasks, output: await engine.output(film, 'bytes.text') };
    };
    const { tasks } = await runWith(-1);
    expect(tasks).toBe(6);
    for (let fault = 0; fault < tasks; fault++) {
      const { run, output } = await runWith(fault);
      expect(run.outcome).toBe('done');
      expect(output).toEqual(RESULT);
    }
  });
});
