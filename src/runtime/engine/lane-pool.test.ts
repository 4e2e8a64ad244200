import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../tests/support/virtual-clock.ts';
import type { Lane } from '../node.ts';
import {
  type LaneHost,
  type LaneTask,
  type LaneWorker,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from './lane.ts';
import { LanePool, type PoolOptions, type PoolRequest } from './lane-pool.ts';

type Perform = (task: LaneTask, services: TaskServices, worker: number) => Promise<TaskResult>;

const outputs: TaskResult = { kind: 'outputs', outputs: {}, ms: 1 };
const frames: TaskResult = {
  kind: 'frames',
  data: new Uint8ClampedArray(4),
  digest: '0'.repeat(32),
  ms: 1,
};
const services: TaskServices = {
  progress: () => undefined,
  notice: () => undefined,
  preview: () => undefined,
  readAsset: () => Promise.reject(new Error('no assets')),
  readChunk: async () => new Uint8ClampedArray(4),
  readPrepared: () => Promise.reject(new Error('nothing is prepared')),
};

function openPool(size: number, perform: Perform, options: PoolOptions = {}) {
  const log = { spawned: 0, disposed: [] as number[], cancelled: [] as number[] };
  const sizes: Readonly<Record<Lane, number>> = { gpu: size, cpu: size, codec: size };
  const host: LaneHost = {
    sizes,
    spawn(): LaneWorker {
      const id = ++log.spawned;
      return {
        perform: (task, taskServices) => perform(task, taskServices, id),
        cancel: () => log.cancelled.push(id),
        dispose: () => log.disposed.push(id),
      };
    },
  };
  return { pool: new LanePool(host, 'cpu', options), log };
}

function request(nodeType: string, priority = 0, more: Partial<PoolRequest> = {}): PoolRequest {
  const task: LaneTask = { kind: 'run', nodeType, element: { index: 0, count: 1 }, inputs: {}, params: {} };
  const standing = { run: 'run', isBatch: false, priority, expectedMs: 1 };
  return { task, services, signal: new AbortController().signal, ...standing, ...more };
}

const rendering = (preparedKey: string): Partial<PoolRequest> => ({
  task: {
    kind: 'render',
    bytes: 4,
    nodeType: preparedKey,
    element: { index: 0, count: 1 },
    inputs: {},
    preparedKey,
    range: { start: 0, end: 1 },
  },
});

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a lane', () => {
  it('runs no more tasks at once than its size', async () => {
    let running = 0;
    let most = 0;
    const { pool, log } = openPool(3, async () => {
      most = Math.max(most, ++running);
      await pause(2);
      running -= 1;
      return outputs;
    });
    await Promise.all(Array.from({ length: 20 }, () => pool.submit(request('n'))));
    expect(most).toBe(3);
    expect(log.spawned).toBe(3);
  });

  it.each([
    ['is not starved once it waited too long', -1, 8],
    ['gives way until then', 60_000, 21],
  ])('a task of low priority %s', async (_name, patienceMs, latest) => {
    const order: string[] = [];
    const perform: Perform = async (task) => {
      order.push(task.nodeType);
      await pause(0);
      return outputs;
    };
    const { pool } = openPool(1, perform, { patienceMs });
    const names = ['first', 'low', ...Array.from({ length: 20 }, (_, index) => `high ${index}`)];
    await Promise.all(names.map((name) => pool.submit(request(name, name.startsWith('high') ? 9 : 0))));
    expect(order.indexOf('low')).toBeLessThanOrEqual(latest);
    if (patienceMs > 0) expect(order.at(-1)).toBe('low');
  });

  it('takes the longest remaining path first, and equals in order', async () => {
    const order: string[] = [];
    const { pool } = openPool(1, async (task) => {
      order.push(task.nodeType);
      await pause(1);
      return outputs;
    });
    const names: readonly (readonly [string, number])[] = [
      ['first', 0],
      ['low', 1],
      ['high', 9],
      ['low too', 1],
      ['high too', 9],
    ];
    await Promise.all(names.map(([name, priority]) => pool.submit(request(name, priority))));
    expect(order).toEqual(['first', 'high', 'high too', 'low', 'low too']);
  });

  it('gives a clip to the worker that has it prepared', async () => {
    const places: string[] = [];
    const { pool } = openPool(2, async (task, _services, worker) => {
      places.push(`${task.nodeType} ${worker}`);
      await pause(1);
      return frames;
    });
    await Promise.all([
      pool.submit(request('', 0, rendering('a'))),
      pool.submit(request('', 0, rendering('b'))),
    ]);
    await pool.submit(request('', 0, rendering('b')));
    await pool.submit(request('', 0, rendering('a')));
    expect(places).toEqual(['a 1', 'b 2', 'b 2', 'a 1']);
  });

  it('passes on what the node throws and keeps the worker', async () => {
    const { pool, log } = openPool(1, async (task) => {
      if (task.nodeType === 'bad') throw new RangeError('no');
      return outputs;
    });
    await expect(pool.submit(request('bad'))).rejects.toThrow(RangeError);
    expect(await pool.submit(request('good'))).toBe(outputs);
    expect(log).toMatchObject({ spawned: 1, disposed: [] });
  });

  it('replaces a lost worker and tries its task once more', async () => {
    const { pool, log } = openPool(1, async (_task, _services, worker) => {
      if (worker === 1) throw new WorkerLostError('crashed');
      return outputs;
    });
    expect(await pool.submit(request('n'))).toBe(outputs);
    expect(log).toMatchObject({ spawned: 2, disposed: [1] });
  });

  it('gives up a task that loses two workers', async () => {
    const { pool, log } = openPool(1, () => Promise.reject(new WorkerLostError('crashed')));
    await expect(pool.submit(request('n'))).rejects.toMatchObject({ code: 'worker-lost' });
    expect(log.disposed).toEqual([1, 2]);
  });
});

describe('a cancelled task', () => {
  it('that waits never starts', async () => {
    const started: string[] = [];
    const { pool } = openPool(1, async (task) => {
      started.push(task.nodeType);
      await pause(5);
      return outputs;
    });
    const controller = new AbortController();
    const first = pool.submit(request('first'));
    const second = pool.submit(request('second', 0, { signal: controller.signal }));
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    await first;
    expect(started).toEqual(['first']);
    await expect(pool.submit(request('third', 0, { signal: controller.signal }))).rejects.toThrow('enough');
  });

  it('that runs is told to stop; its worker takes up the next task when it has', async () => {
    let stop: () => void = () => undefined;
    const { pool, log } = openPool(1, (task) =>
      task.nodeType === 'long'
        ? new Promise((_resolve, reject) => {
            stop = () => reject(new Error('aborted'));
          })
        : Promise.resolve(outputs),
    );
    const controller = new AbortController();
    const long = pool.submit(request('long', 0, { signal: controller.signal }));
    const next = pool.submit(request('next'));
    controller.abort(new Error('enough'));
    await expect(long).rejects.toThrow('enough');
    expect(log.cancelled).toEqual([1]);
    stop();
    expect(await next).toBe(outputs);
    expect(log.spawned).toBe(1);
  });

  it('that does not stop in time loses its worker', async () => {
    const { pool, log } = openPool(
      1,
      (task) => (task.nodeType === 'deaf' ? new Promise(() => undefined) : Promise.resolve(outputs)),
      { cancelGraceMs: 10 },
    );
    const controller = new AbortController();
    const deaf = pool.submit(request('deaf', 0, { signal: controller.signal }));
    const next = pool.submit(request('next'));
    controller.abort(new Error('enough'));
    await expect(deaf).rejects.toThrow('enough');
    expect(await next).toBe(outputs);
    expect(log).toMatchObject({ spawned: 2, disposed: [1] });
  });
});

describe('a task without a sign of life', () => {
  /** The deadline of the app (90 s), in virtual time. */
  function openTimedPool(
    perform: (clock: VirtualClock, ...given: Parameters<Perform>) => ReturnType<Perform>,
  ) {
    const clock = new VirtualClock();
    return { clock, ...openPool(1, (...given) => perform(clock, ...given), { clock }) };
  }

  it('is ended at its deadline', async () => {
    const { clock, pool, log } = openTimedPool(() => new Promise(() => undefined));
    await expect(clock.until(pool.submit(request('hung')))).rejects.toMatchObject({ code: 'worker-lost' });
    expect(log.disposed).toEqual([1, 2]);
    expect(clock.now()).toBeGreaterThan(2 * 90_000);
    expect(clock.now()).toBeLessThan(2 * 95_000);
  });

  it('is not one that reports progress', async () => {
    const { clock, pool, log } = openTimedPool(async (time, _task, taskServices) => {
      for (let step = 0; step < 20; step++) {
        await time.pause(80_000);
        taskServices.progress(step / 20);
      }
      return outputs;
    });
    expect(await clock.until(pool.submit(request('slow')))).toBe(outputs);
    expect(log).toMatchObject({ spawned: 1, disposed: [] });
  });

  it('is not one that waits for the engine', async () => {
    const { clock, pool, log } = openTimedPool(async (_time, _task, taskServices) => {
      await taskServices.readChunk('clip', 0);
      return outputs;
    });
    const readChunk = () => clock.pause(500_000).then(() => new Uint8ClampedArray(4));
    const reading = pool.submit(request('reader', 0, { services: { ...services, readChunk } }));
    expect(await clock.until(reading)).toBe(outputs);
    expect(log).toMatchObject({ spawned: 1, disposed: [] });
  });
});

describe('a task that waits for frames in the making', () => {
  it('makes room for the task that makes them, for as long as it waits', async () => {
    let provide: (chunk: Uint8ClampedArray) => void = () => undefined;
    const chunk = new Promise<Uint8ClampedArray>((resolve) => {
      provide = resolve;
    });
    const { pool, log } = openPool(1, async (task, taskServices) => {
      if (task.nodeType === 'reader') await taskServices.readChunk('clip', 0);
      else provide(new Uint8ClampedArray(4));
      return outputs;
    });
    const reader = pool.submit(
      request('reader', 0, { services: { ...services, readChunk: () => chunk }, isChunkReady: () => false }),
    );
    const maker = pool.submit(request('maker'));
    expect(await Promise.all([reader, maker])).toEqual([outputs, outputs]);
    expect(log.spawned).toBe(2);
    await pool.submit(request('later'));
    expect(log.spawned).toBe(2);
    expect(log.disposed).toHaveLength(1);
  });
});
