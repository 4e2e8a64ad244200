import { NodeError } from '../../values/errors.ts';
import type { Lane } from '../node.ts';
import {
  type LaneHost,
  type LaneTask,
  type LaneWorker,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from './lane.ts';

/** A task that gives no sign of life for this long is ended with its worker. */
const DEADLINE_MS = 90_000;
/** How often the deadline is looked at. */
const WATCH_INTERVAL_MS = 1_000;
/** A cancelled task has this long to stop by itself. */
const CANCEL_GRACE_MS = 2_000;

export interface PoolOptions {
  readonly deadlineMs?: number;
  readonly watchIntervalMs?: number;
  readonly cancelGraceMs?: number;
}

export interface PoolRequest {
  readonly task: LaneTask;
  readonly services: TaskServices;
  readonly signal: AbortSignal;
  /** Longest remaining path in ms: higher goes first. */
  readonly priority: number;
  /** Called when a worker takes the task. */
  readonly onStart?: () => void;
}

interface WaitingRequest extends PoolRequest {
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Slot {
  worker: LaneWorker | undefined;
  busy: boolean;
  /** Prepared state that the worker holds, if any. */
  holds: string | undefined;
}

/** The workers of one lane. Tasks wait in order of priority; a lost worker is replaced and its task tried once more. */
export class LanePool {
  readonly #host: LaneHost;
  readonly #lane: Lane;
  readonly #slots: Slot[];
  readonly #waiting: WaitingRequest[] = [];
  readonly #options: Required<PoolOptions>;

  constructor(host: LaneHost, lane: Lane, options: PoolOptions = {}) {
    this.#host = host;
    this.#lane = lane;
    this.#slots = Array.from({ length: host.sizes[lane] }, () => ({
      worker: undefined,
      busy: false,
      holds: undefined,
    }));
    this.#options = {
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
      watchIntervalMs: options.watchIntervalMs ?? WATCH_INTERVAL_MS,
      cancelGraceMs: options.cancelGraceMs ?? CANCEL_GRACE_MS,
    };
  }

  /** Performs the task on a worker of the lane. Rejects with the node's error, or with the signal's reason. */
  submit(request: PoolRequest): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      if (request.signal.aborted) {
        reject(request.signal.reason);
        return;
      }
      const waiting: WaitingRequest = { ...request, resolve, reject };
      const at = this.#waiting.findIndex((other) => other.priority < request.priority);
      if (at < 0) this.#waiting.push(waiting);
      else this.#waiting.splice(at, 0, waiting);
      request.signal.addEventListener('abort', () => this.#abandon(waiting), { once: true });
      this.#dispatch();
    });
  }

  dispose(): void {
    for (const slot of this.#slots) slot.worker?.dispose();
  }

  #abandon(waiting: WaitingRequest): void {
    const at = this.#waiting.indexOf(waiting);
    if (at < 0) return;
    this.#waiting.splice(at, 1);
    waiting.reject(waiting.signal.reason);
  }

  #dispatch(): void {
    for (const request of [...this.#waiting]) {
      const slot = this.#freeSlot(request.task);
      if (!slot) return;
      this.#waiting.splice(this.#waiting.indexOf(request), 1);
      slot.busy = true;
      void this.#serve(slot, request);
    }
  }

  /** Prefers the worker that holds the prepared state, then one that is running already. */
  #freeSlot(task: LaneTask): Slot | undefined {
    const free = this.#slots.filter((slot) => !slot.busy);
    const key = task.kind === 'render' ? task.preparedKey : undefined;
    return (
      free.find((slot) => key !== undefined && slot.holds === key) ??
      free.find((slot) => slot.worker) ??
      free[0]
    );
  }

  async #serve(slot: Slot, request: WaitingRequest): Promise<void> {
    request.onStart?.();
    try {
      request.resolve(await this.#attempt(slot, request));
    } catch (error) {
      if (error instanceof WorkerLostError && !request.signal.aborted) {
        // Once more on a fresh worker: the fault may have been the old worker's, not the task's.
        await this.#attempt(slot, request).then(request.resolve, (again) => request.reject(lostError(again)));
      } else request.reject(request.signal.aborted ? request.signal.reason : error);
    } finally {
      slot.busy = false;
      this.#dispatch();
    }
  }

  async #attempt(slot: Slot, request: WaitingRequest): Promise<TaskResult> {
    const worker = slot.worker ?? this.#host.spawn(this.#lane);
    slot.worker = worker;
    if (request.task.kind === 'render') slot.holds = request.task.preparedKey;
    const { deadlineMs, watchIntervalMs, cancelGraceMs } = this.#options;
    let lastSign = performance.now();
    const services = withSignsOfLife(request.services, () => {
      lastSign = performance.now();
    });
    let endEarly: (error: WorkerLostError) => void = () => undefined;
    const ended = new Promise<never>((_resolve, reject) => {
      endEarly = reject;
    });
    const watch = setInterval(() => {
      if (performance.now() - lastSign > deadlineMs)
        endEarly(new WorkerLostError(`no sign of life for ${deadlineMs / 1000} s`));
    }, watchIntervalMs);
    let grace: ReturnType<typeof setTimeout> | undefined;
    const onAbort = () => {
      worker.cancel();
      grace = setTimeout(() => endEarly(new WorkerLostError('cancelled')), cancelGraceMs);
    };
    request.signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([worker.perform(request.task, services), ended]);
    } catch (error) {
      if (error instanceof WorkerLostError) {
        worker.dispose();
        slot.worker = undefined;
        slot.holds = undefined;
      }
      throw error;
    } finally {
      clearInterval(watch);
      clearTimeout(grace);
      request.signal.removeEventListener('abort', onAbort);
    }
  }
}

function lostError(error: unknown): unknown {
  if (!(error instanceof WorkerLostError)) return error;
  return new NodeError(
    'worker-lost',
    `It was ended twice without a result (${error.message}).`,
    'Try a smaller picture or a shorter clip; if it stays, report it.',
    { cause: error },
  );
}

/** Every call that a task makes shows that it is alive; while the engine works for it, time does not count. */
function withSignsOfLife(services: TaskServices, sign: () => void): TaskServices {
  const awaited = async <T>(result: Promise<T>): Promise<T> => {
    const waiting = setInterval(sign, WATCH_INTERVAL_MS);
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
    readAsset: (reference) => awaited(services.readAsset(reference)),
    readChunk: (port, index) => awaited(services.readChunk(port, index)),
    readPrepared: () => awaited(services.readPrepared()),
  };
}
