import type { CancelSignal } from './cancellation.ts';
import type { Clock } from './clock.ts';
import { HeardServices } from './heard-services.ts';
import {
  type LaneTask,
  type LaneWorker,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from './lane.ts';
import type { Watchdog, WatchedTask } from './watchdog.ts';

export interface TaskWatch {
  readonly services: TaskServices;
  readonly signal: CancelSignal;
  readonly watchdog: Watchdog;
  /** Time to stop after a cancel, ms. */
  readonly cancelGraceMs: number;
  readonly clock: Clock;
}

/**
 * Lets a worker perform a task within its deadline. Rejects with whatever the task throws, and with a
 * {@link WorkerLostError} when it hangs, or does not stop on cancel.
 */
export function watchTask(worker: LaneWorker, task: LaneTask, watch: TaskWatch): Promise<TaskResult> {
  if (watch.signal.aborted) return Promise.reject(watch.signal.reason);
  return new Promise((resolve, reject) => new Attempt(worker, watch, resolve, reject).begin(task));
}

/** One attempt of a worker at a task, until the first of answer, silence and end of grace. */
class Attempt implements WatchedTask {
  lastSign = 0;
  pending = 0;
  readonly #worker: LaneWorker;
  readonly #watch: TaskWatch;
  readonly #resolve: (result: TaskResult) => void;
  readonly #reject: (error: unknown) => void;
  #forgetGrace: (() => void) | undefined;

  constructor(
    worker: LaneWorker,
    watch: TaskWatch,
    resolve: (result: TaskResult) => void,
    reject: (error: unknown) => void,
  ) {
    this.#worker = worker;
    this.#watch = watch;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  begin(task: LaneTask): void {
    const { signal, watchdog, services, clock } = this.#watch;
    watchdog.watch(this);
    signal.addEventListener('abort', this.#onAbort);
    this.#worker.perform(task, new HeardServices(services, this, clock)).then(
      (result) => {
        this.#end();
        this.#resolve(result);
      },
      (error: unknown) => this.#fail(error),
    );
  }

  onSilence(): void {
    this.#fail(new WorkerLostError('it gave no sign of life for too long'));
  }

  readonly #onAbort = () => {
    const { clock, cancelGraceMs } = this.#watch;
    this.#worker.cancel();
    this.#forgetGrace = clock.after(cancelGraceMs, () => this.#fail(new WorkerLostError('it did not stop')));
  };

  #fail(error: unknown): void {
    this.#end();
    this.#reject(error);
  }

  #end(): void {
    const { signal, watchdog } = this.#watch;
    watchdog.release(this);
    signal.removeEventListener('abort', this.#onAbort);
    this.#forgetGrace?.();
  }
}
