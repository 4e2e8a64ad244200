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
}

/**
 * Lets a worker perform a task within its deadline.
 * @throws {WorkerLostError} when it hangs, or does not stop on cancel; whatever the task throws
 */
export async function watchTask(worker: LaneWorker, task: LaneTask, watch: TaskWatch): Promise<TaskResult> {
  const { signal, deadlineMs, watchIntervalMs, cancelGraceMs } = watch;
  signal.throwIfAborted();
  let lastSign = performance.now();
  let lastTick = lastSign;
  const sign = () => {
    lastSign = performance.now();
  };
  let endEarly: (error: WorkerLostError) => void = () => undefined;
  const ended = new Promise<never>((_resolve, reject) => {
    endEarly = reject;
  });
  const ticker = setInterval(() => {
    const now = performance.now();
    // A machine that slept has not hung.
    if (now - lastTick > SLEEP_INTERVALS * watchIntervalMs) sign();
    lastTick = now;
    if (now - lastSign > deadlineMs) {
      endEarly(new WorkerLostError(`no sign of life for ${deadlineMs / 1000} s`));
    }
  }, watchIntervalMs);
  let grace: ReturnType<typeof setTimeout> | undefined;
  const onAbort = () => {
    worker.cancel();
    grace = setTimeout(() => endEarly(new WorkerLostError('it did not stop')), cancelGraceMs);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const services = withSignsOfLife(watch.services, sign, watchIntervalMs);
    return await Promise.race([worker.perform(task, services), ended]);
  } finally {
    clearInterval(ticker);
    clearTimeout(grace);
    signal.removeEventListener('abort', onAbort);
  }
}

/** Every call that a task makes shows that it is alive; while the engine works for it, time does not count. */
function withSignsOfLife(services: TaskServices, sign: () => void, intervalMs: number): TaskServices {
  const awaited = async <T>(result: Promise<T>): Promise<T> => {
    const waiting = setInterval(sign, intervalMs);
    try {
      return await result;
    } finally {
      clearInterval(waiting);
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
