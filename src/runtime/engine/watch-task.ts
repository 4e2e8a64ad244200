import { type Clock, every } from './clock.ts';
import {
  type LaneTask,
  type LaneWorker,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from './lane.ts';

/** Watch intervals without a tick after which the machine must have slept. */
const SLEEP_INTERVALS = 10;

export interface TaskWatch {
  readonly services: TaskServices;
  readonly signal: AbortSignal;
  /** Without a sign of life for this long, the task counts as hung. */
  readonly deadlineMs: number;
  readonly watchIntervalMs: number;
  /** Time to stop after a cancel. */
  readonly cancelGraceMs: number;
  readonly clock: Clock;
}

/**
 * Lets a worker perform a task within its deadline.
 * @throws {WorkerLostError} when it hangs, or does not stop on cancel; whatever the task throws
 */
export async function watchTask(worker: LaneWorker, task: LaneTask, watch: TaskWatch): Promise<TaskResult> {
  const { signal, deadlineMs, watchIntervalMs, cancelGraceMs, clock } = watch;
  signal.throwIfAborted();
  let lastSign = clock.now();
  let lastTick = lastSign;
  const sign = () => {
    lastSign = clock.now();
  };
  let endEarly: (error: WorkerLostError) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    endEarly = reject;
  });
  const stopWatching = every(clock, watchIntervalMs, () => {
    const now = clock.now();
    // A machine that slept has not hung.
    if (now - lastTick > SLEEP_INTERVALS * watchIntervalMs) sign();
    lastTick = now;
    if (now - lastSign > deadlineMs) {
      endEarly(new WorkerLostError(`no sign of life for ${deadlineMs / 1000} s`));
    }
  });
  let forgetGrace: () => void = () => undefined;
  const onAbort = () => {
    worker.cancel();
    forgetGrace = clock.after(cancelGraceMs, () => endEarly(new WorkerLostError('it did not stop')));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const services = withSignsOfLife(watch, sign);
    return await Promise.race([worker.perform(task, services), ended]);
  } finally {
    stopWatching();
    forgetGrace();
    signal.removeEventListener('abort', onAbort);
  }
}

/** Every call that a task makes shows that it is alive; while the engine works for it, time does not count. */
function withSignsOfLife({ services, clock, watchIntervalMs }: TaskWatch, sign: () => void): TaskServices {
  const awaited = async <T>(result: Promise<T>): Promise<T> => {
    const stopSigning = every(clock, watchIntervalMs, sign);
    try {
      return await result;
    } finally {
      stopSigning();
      sign();
    }
  };
  return {
    progress(fraction, note) {
      sign();
      services.progress(fraction, note);
    },
    notice(message) {
      sign();
      services.notice(message);
    },
    preview(value) {
      sign();
      services.preview(value);
    },
    readAsset: (reference) => awaited(services.readAsset(reference)),
    readChunk: (port, index) => awaited(services.readChunk(port, index)),
    readPrepared: () => awaited(services.readPrepared()),
  };
}
