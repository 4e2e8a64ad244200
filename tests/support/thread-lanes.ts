import { Worker } from 'node:worker_threads';
import type { LaneHost, LaneTask } from '../../src/runtime/engine/lane.ts';
import { TaskPerformer } from '../../src/runtime/engine/perform-task.ts';
import type { Lane } from '../../src/runtime/node.ts';
import type { NodeRegistry } from '../../src/runtime/registry.ts';
import { withChunks } from './slow-chunks.ts';

/** Keeps a core busy for so many rounds, then answers. */
const SPINNER = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', (rounds) => {
  let x = 1;
  for (let round = 0; round < rounds; round++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  parentPort.postMessage(x);
});`;

/** A thread that can be kept busy. */
export class SpinThread {
  readonly #worker = new Worker(SPINNER, { eval: true });

  spin(rounds: number): Promise<void> {
    if (rounds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#worker.once('message', () => resolve());
      this.#worker.postMessage(rounds);
    });
  }

  end(): Promise<number> {
    return this.#worker.terminate();
  }
}

/** What a task costs, in rounds of a core: at its start, and with each chunk that it reads. */
export interface SpinCost {
  readonly rounds: number;
  readonly perChunk?: number;
}

/** Lanes whose workers have a thread each and really keep a core busy; what the nodes compute is computed besides. */
export function threadLanes(
  registry: NodeRegistry,
  sizes: Readonly<Record<Lane, number>>,
  costOf: (task: LaneTask) => SpinCost,
): LaneHost {
  return {
    sizes,
    spawn: () => {
      const thread = new SpinThread();
      const environment = {
        readModel: () => Promise.reject(new Error('no models')),
        hasGpu: false,
        threads: 1,
      };
      const performer = new TaskPerformer(registry, environment);
      return {
        perform: async (task, services) => {
          const { rounds, perChunk = 0 } = costOf(task);
          const started = performance.now();
          await thread.spin(rounds);
          const ms = performance.now() - started;
          const busy = withChunks(services, async (port, index) => {
            const chunk = await services.readChunk(port, index);
            await thread.spin(perChunk);
            return chunk;
          });
          const result = await performer.perform(task, busy, new AbortController().signal);
          return { ...result, ms: ms + result.ms };
        },
        cancel: () => undefined,
        dispose: () => void thread.end(),
      };
    },
  };
}
