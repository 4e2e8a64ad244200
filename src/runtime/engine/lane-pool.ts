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
import { watchTask } from './watch-task.ts';

/** A task that gives no sign of life for this long is ended with its worker. */
const DEADLINE_MS = 90_000;
/** How often the deadline is looked at. */
const WATCH_INTERVAL_MS = 1_000;
/** A cancelled task has this long to stop by itself. */
const CANCEL_GRACE_MS = 2_000;
/** A task that waited for this long may go before those of higher priority: nothing is starved. */
const PATIENCE_MS = 20_000;
/** One of so many goes to who waited longest, so that a long queue still follows priority. */
const TURNS_PER_OVERDUE = 8;

export interface PoolOptions {
  readonly deadlineMs?: number;
  readonly watchIntervalMs?: number;
  readonly cancelGraceMs?: number;
  readonly patienceMs?: number;
}

export interface PoolRequest {
  readonly task: LaneTask;
  readonly services: TaskServices;
  readonly signal: AbortSignal;
  /** Longest remaining path in ms: higher goes first. */
  readonly priority: number;
  /** Called when a worker takes the task. @param worker its number in the lane, from 0 */
  readonly onStart?: (worker: number) => void;
  /** False while somebody still makes this chunk of the clip at an input port. */
  readonly isChunkReady?: (port: string, index: number) => boolean;
}

interface WaitingRequest extends PoolRequest {
  readonly since: number;
  readonly resolve: (result: TaskResult) => void;
  readonly reject: (error: unknown) => void;
}

interface Slot {
  /** Number in the lane, from 0. */
  readonly index: number;
  worker: LaneWorker | undefined;
  busy: boolean;
  /** Its task waits for frames that other tasks must make: it does not count against the lane's size. */
  parked: boolean;
  /** Prepared state that the worker holds, if any. */
  holds: string | undefined;
}

/** The workers of one lane. Tasks wait in order of priority; a lost worker is replaced and its task tried once more. */
export class LanePool {
  /** Tasks that run at once. */
  readonly size: number;
  readonly #host: LaneHost;
  readonly #lane: Lane;
  readonly #slots: Slot[] = [];
  /** Highest priority last, so that taking one is cheap. */
  readonly #waiting: WaitingRequest[] = [];
  readonly #options: Required<PoolOptions>;
  /** Tasks taken by priority since one was taken because it waited too long. */
  #turns = 0;

  constructor(host: LaneHost, lane: Lane, options: PoolOptions = {}) {
    this.#host = host;
    this.#lane = lane;
    this.size = host.sizes[lane];
    this.#options = {
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
      watchIntervalMs: options.watchIntervalMs ?? WATCH_INTERVAL_MS,
      cancelGraceMs: options.cancelGraceMs ?? CANCEL_GRACE_MS,
      patienceMs: options.patienceMs ?? PATIENCE_MS,
    };
  }

  /**
   * Performs the task on a worker of the lane. Rejects with the node's error, or at once with the signal's reason;
   * the worker is taken up again when it has really stopped.
   */
  submit(request: PoolRequest): Promise<TaskResult> {
    const { signal } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const waiting: WaitingRequest = {
        ...request,
        since: performance.now(),
        resolve: (result) => {
          signal.removeEventListener('abort', onAbort);
          resolve(result);
        },
        reject: (error) => {
          signal.removeEventListener('abort', onAbort);
          reject(error);
        },
      };
      const onAbort = () => this.#abandon(waiting);
      signal.addEventListener('abort', onAbort, { once: true });
      this.#enqueue(waiting);
      this.#dispatch();
    });
  }

  /** Starts so many workers, at most the lane's size, and lets them load code that they will need. */
  warm(nodeTypes: readonly string[], workers: number): void {
    while (this.#slots.length < Math.min(workers, this.size)) {
      this.#addSlot();
    }
    for (const slot of this.#slots.slice(0, workers)) {
      slot.worker ??= this.#host.spawn(this.#lane);
      if (!slot.busy) slot.worker.warm?.(nodeTypes);
    }
  }

  dispose(): void {
    for (const slot of this.#slots) slot.worker?.dispose();
  }

  /** Among equals, who came first goes first. */
  #enqueue(request: WaitingRequest): void {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#waiting[middle]?.priority ?? 0) < request.priority) low = middle + 1;
      else high = middle;
    }
    this.#waiting.splice(low, 0, request);
  }

  #abandon(request: WaitingRequest): void {
    const at = this.#waiting.indexOf(request);
    if (at >= 0) this.#waiting.splice(at, 1);
    request.reject(request.signal.reason);
  }

  #dispatch(): void {
    while (this.#waiting.length > 0 && this.#working() < this.size) {
      const request = this.#takeNext();
      const slot = this.#freeSlot(request.task);
      slot.busy = true;
      void this.#serve(slot, request);
    }
  }

  /** The highest priority; now and then who waited longest, when that was too long. */
  #takeNext(): WaitingRequest {
    let oldest = this.#waiting.length - 1;
    for (let index = oldest - 1; index >= 0; index--) {
      if (this.#since(index) < this.#since(oldest)) oldest = index;
    }
    const isOverdue = performance.now() - this.#since(oldest) > this.#options.patienceMs;
    const isItsTurn = isOverdue && this.#turns >= TURNS_PER_OVERDUE - 1;
    this.#turns = isItsTurn ? 0 : this.#turns + 1;
    const at = isItsTurn ? oldest : this.#waiting.length - 1;
    return this.#waiting.splice(at, 1)[0] as WaitingRequest;
  }

  #since(index: number): number {
    return this.#waiting[index]?.since ?? Number.POSITIVE_INFINITY;
  }

  #working(): number {
    return this.#slots.filter((slot) => slot.busy && !slot.parked).length;
  }

  /** Prefers the worker that holds the prepared state, then one that is running already. */
  #freeSlot(task: LaneTask): Slot {
    const free = this.#slots.filter((slot) => !slot.busy);
    const key = task.kind === 'render' ? task.preparedKey : undefined;
    const chosen =
      free.find((slot) => key !== undefined && slot.holds === key) ??
      free.find((slot) => slot.worker) ??
      free[0];
    if (chosen) return chosen;
    return this.#addSlot();
  }

  #addSlot(): Slot {
    let index = 0;
    while (this.#slots.some((slot) => slot.index === index)) index += 1;
    const slot: Slot = { index, worker: undefined, busy: false, parked: false, holds: undefined };
    this.#slots.push(slot);
    return slot;
  }

  async #serve(slot: Slot, request: WaitingRequest): Promise<void> {
    request.onStart?.(slot.index);
    try {
      request.resolve(await this.#attemptTwice(slot, request));
    } catch (error) {
      request.reject(request.signal.aborted ? request.signal.reason : error);
    } finally {
      slot.busy = false;
      this.#dismissSurplus(slot);
      this.#dispatch();
    }
  }

  /** Once more on a fresh worker when one is lost: the fault may have been the worker's, not the task's. */
  async #attemptTwice(slot: Slot, request: WaitingRequest): Promise<TaskResult> {
    try {
      return await this.#attempt(slot, request);
    } catch (error) {
      if (!(error instanceof WorkerLostError) || request.signal.aborted) throw error;
    }
    try {
      return await this.#attempt(slot, request);
    } catch (error) {
      throw error instanceof WorkerLostError && !request.signal.aborted ? lostTwice(error) : error;
    }
  }

  async #attempt(slot: Slot, request: WaitingRequest): Promise<TaskResult> {
    const worker = slot.worker ?? this.#host.spawn(this.#lane);
    slot.worker = worker;
    if (request.task.kind === 'render') slot.holds = request.task.preparedKey;
    try {
      return await watchTask(worker, request.task, {
        services: this.#parking(slot, request),
        signal: request.signal,
        ...this.#options,
      });
    } catch (error) {
      if (error instanceof WorkerLostError) {
        worker.dispose();
        slot.worker = undefined;
        slot.holds = undefined;
      }
      throw error;
    }
  }

  /** While a task waits for a chunk that is being made, another takes its place; else the two could block each other. */
  #parking(slot: Slot, { services, isChunkReady }: WaitingRequest): TaskServices {
    return {
      ...services,
      readChunk: async (port, index) => {
        if (isChunkReady?.(port, index) ?? true) return services.readChunk(port, index);
        slot.parked = true;
        this.#dispatch();
        try {
          return await services.readChunk(port, index);
        } finally {
          slot.parked = false;
        }
      },
    };
  }

  /** Workers that stood in for parked ones go when the lane has its size again. */
  #dismissSurplus(slot: Slot): void {
    const parked = this.#slots.filter((other) => other.parked).length;
    if (this.#slots.length <= this.size + parked) return;
    slot.worker?.dispose();
    this.#slots.splice(this.#slots.indexOf(slot), 1);
  }
}

function lostTwice(error: WorkerLostError): NodeError {
  return new NodeError(
    'worker-lost',
    `It was ended twice without a result (${error.message}).`,
    'Try a smaller picture or a shorter clip; if it stays, report it.',
    { cause: error },
  );
}
