import * as Comlink from 'comlink';
import {
  type LaneHost,
  type LaneTask,
  type LaneWorker,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from '../runtime/engine/lane.ts';
import { SuddenEnd } from '../runtime/engine/sudden-end.ts';
import { KineographError } from '../values/errors.ts';
import type { LaneOutcome, LaneWorkerApi } from './lane-worker-api.ts';

/** More render workers than this gain little and cost memory. */
const MAX_CPU_WORKERS = 8;

/** Lanes of module workers, sized to the machine. @param start begins a worker; tests have workers of their own */
export function browserLanes(
  environment: { readonly hasGpu: boolean; readonly cores: number },
  start: (name: string) => Worker = startLaneWorker,
): LaneHost {
  const { hasGpu, cores } = environment;
  return {
    sizes: { gpu: 1, cpu: Math.min(MAX_CPU_WORKERS, Math.max(1, cores)), codec: 1 },
    spawn: (lane) =>
      new ModuleLaneWorker(start(`${lane} lane`), { hasGpu: hasGpu && lane !== 'codec', threads: cores }),
  };
}

function startLaneWorker(name: string): Worker {
  return new Worker(new URL('./lane.worker.ts', import.meta.url), { type: 'module', name });
}

class ModuleLaneWorker implements LaneWorker {
  readonly #worker: Worker;
  readonly #remote: Comlink.Remote<LaneWorkerApi>;
  readonly #started: Promise<void>;
  readonly #end = new SuddenEnd();

  constructor(worker: Worker, environment: { readonly hasGpu: boolean; readonly threads: number }) {
    this.#worker = worker;
    this.#remote = Comlink.wrap<LaneWorkerApi>(this.#worker);
    this.#worker.addEventListener('error', (event) => {
      // Errors that nobody takes go on to whoever started this worker: the engine would fall with one of its workers.
      event.preventDefault();
      this.#end.come(new WorkerLostError(event.message || 'the worker could not be loaded'));
    });
    // An answer that cannot be read would never be heard of otherwise.
    this.#worker.addEventListener('messageerror', () => {
      this.#end.come(new WorkerLostError('its answer could not be read'));
    });
    this.#started = this.#remote.start(environment);
  }

  async perform(task: LaneTask, services: TaskServices): Promise<TaskResult> {
    const asked = performance.now();
    await this.#end.guard(this.#started);
    const waitedMs = performance.now() - asked;
    const outcome = await this.#end.guard<LaneOutcome>(this.#remote.perform(task, Comlink.proxy(services)));
    if (outcome.ok) {
      const { result } = outcome;
      return { ...result, startMs: (result.startMs ?? 0) + waitedMs };
    }
    const { code, message, remedy, stack } = outcome.error;
    const error = new KineographError(code, message, remedy);
    if (stack) error.stack = stack;
    throw error;
  }

  warm(nodeTypes: readonly string[]): void {
    void this.#remote.warm(nodeTypes);
  }

  cancel(): void {
    void this.#remote.cancel();
  }

  dispose(): void {
    this.#worker.terminate();
    this.#end.come(new WorkerLostError('it was ended'));
  }
}
