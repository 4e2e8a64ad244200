import type { CancelSignal } from './cancellation.ts';
import type { Clock } from './clock.ts';
import {
  type LaneTask,
  type LaneWorker,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from './lane.ts';
import type { Watchdog } from './watchdog.ts';

export interface TaskWatch {
  readonly services: TaskServices;
  readonly signal: CancelSignal;
  readonly watchdog: Watchdog;
  /** Time to stop after a cancel, ms. */
  readonly cancelGraceMs: number;
  readonly clock: Clock;
}

/**
 * Lets a worker perform a task within its deadline.
 * @throws {WorkerLostError} when it hangs, or does not stop on cancel; whatever the task throws
 */
export async function watchTask(worker: LaneWorker, task: LaneTask, watch: TaskWatch): Promise<TaskResult> {
  const { signal, watchdog, cancelGraceMs, clock } = watch;
  signal.throwIfAborted();
  let endEarly: (error: WorkerLostError) => void = () => undefined;
  const watched = watchdog.watch(() => endEarly(new WorkerLostError('it gave no sign of life for too long')));
  let forgetGrace: () => void = () => undefined;
  const onAbort = () => {
    worker.cancel();
    forgetGrace = clock.after(cancelGraceMs, () => endEarly(new WorkerLostError('it did not stop')));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      endEarly = reject;
      worker.perform(task, watchdog.listening(watched, watch.services)).then(resolve, reject);
    });
  } finally {
    watchdog.release(watched);
    forgetGrace();
    signal.removeEventListener('abort', onAbort);
  }
}
