import type { Lane } from '../node.ts';
import type { CancelSignal } from './cancellation.ts';
import { checkResult } from './check-result.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import {
  type LaneHost,
  type LaneTask,
  type LaneWorker,
  type TaskInputs,
  type TaskResult,
  type TaskServices,
  WorkerLostError,
} from './lane.ts';
import { costsWorker, lostTwice } from './lost-worker.ts';
import type { MemoryClaim, RoomSeeker } from './memory-budget.ts';
import { ParkingServices } from './parking-services.ts';
import { Submission } from './submission.ts';
import { type Standing, TaskQueue } from './task-queue.ts';
import { watchTask } from './watch-task.ts';
import { Watchdog } from './watchdog.ts';

/** A task that gives no sign of life for this long is ended with its worker. */
const DEADLINE_MS = 90_000;
/** How often the deadline is looked at. */
const WATCH_INTERVAL_MS = 1_000;
/** A cancelled task has this long to stop by itself. */
const CANCEL_GRACE_MS = 2_000;
/** A task that waited for this long may go before those of higher priority: nothing is starved. */
const PATIENCE_MS = 20_000;
/** Workers that a task may lose. */
const ATTEMPTS = 2;

export interface PoolOptions {
  readonly deadlineMs?: number;
  readonly watchIntervalMs?: number;
  readonly cancelGraceMs?: number;
  readonly patienceMs?: number;
  readonly clock?: Clock;
}

export interface PoolRequest extends Standing {
  readonly task: LaneTask;
  readonly services: TaskServices;
  readonly signal: CancelSignal;
  /**
   * Called when a worker takes the task.
   * @param worker its number in the lane, from 0 @param isFirst whether it never had such a node before
   */
  onStart?(worker: number, isFirst: boolean): void;
  /** Reads what enters, once a worker is there; until then the task's own `inputs` stand. */
  loadInputs?(): Promise<TaskInputs> | TaskInputs;
  /** What it needs of its run's memory; it begins when there is room. Ended by whoever submits it. */
  readonly memory?: MemoryClaim;
  /** False while somebody still makes this chunk of the clip at an input port. */
  isChunkReady?(port: string, index: number): boolean;
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
  /** Node types that the worker has run: their code and models are loaded. */
  readonly knows: Set<string>;
}

/** The workers of one lane. Tasks wait in order of priority; a lost worker is replaced and its task tried once more. */
export class LanePool implements RoomSeeker {
  /** Tasks that run at once. */
  readonly size: number;
  readonly #host: LaneHost;
  readonly #lane: Lane;
  readonly #slots: Slot[] = [];
  readonly #waiting: TaskQueue<Submission>;
  readonly #options: Required<PoolOptions>;
  readonly #watchdog: Watchdog;

  constructor(host: LaneHost, lane: Lane, options: PoolOptions = {}) {
    this.#host = host;
    this.#lane = lane;
    this.size = host.sizes[lane];
    this.#options = {
      deadlineMs: options.deadlineMs ?? DEADLINE_MS,
      watchIntervalMs: options.watchIntervalMs ?? WATCH_INTERVAL_MS,
      cancelGraceMs: options.cancelGraceMs ?? CANCEL_GRACE_MS,
      patienceMs: options.patienceMs ?? PATIENCE_MS,
      clock: options.clock ?? SYSTEM_CLOCK,
    };
    const { clock, deadlineMs, watchIntervalMs, patienceMs } = this.#options;
    this.#waiting = new TaskQueue(patienceMs);
    this.#watchdog = new Watchdog(clock, deadlineMs, watchIntervalMs);
  }

  /**
   * Performs the task on a worker of the lane. Rejects with the node's error, or at once with the signal's reason;
   * the worker is taken up again when it has really stopped.
   */
  submit(request: PoolRequest): Promise<TaskResult> {
    const { signal } = request;
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const submission = new Submission(request, resolve, reject, () => this.#waiting.remove(submission));
      this.#waiting.push(submission, this.#options.clock.now());
      this.#dispatch();
    });
  }

  /** Starts so many workers, at most the lane's size, and lets them load code that they will need. */
  warm(nodeTypes: readonly string[], workers: number): void {
    while (this.#slots.length < Math.min(workers, this.size)) {
      this.#addSlot();
    }
    for (const slot of this.#slots.slice(0, workers)) {
      if (slot.busy) continue;
      try {
        this.#workerOf(slot).warm?.(nodeTypes);
      } catch (error) {
        // Whoever needs the worker is told then.
        if (!(error instanceof WorkerLostError)) throw error;
      }
    }
  }

  /** Has a worker run such a node before? */
  isWarm(nodeType: string): boolean {
    return this.#slots.some((slot) => slot.knows.has(nodeType));
  }

  roomFreed(): void {
    this.#dispatch();
  }

  dispose(): void {
    for (const slot of this.#slots) slot.worker?.dispose();
  }

  #dispatch(): void {
    while (this.#waiting.size > 0 && this.#working() < this.size) {
      const submission = this.#waiting.take(this.#options.clock.now(), this.#hasRoom);
      if (!submission) return;
      const { memory, task } = submission.request;
      memory?.hold();
      const slot = this.#freeSlot(task);
      slot.busy = true;
      void this.#serve(slot, submission);
    }
  }

  readonly #hasRoom = ({ request }: Submission): boolean => request.memory?.hasRoom(this) ?? true;

  #working(): number {
    let working = 0;
    for (const slot of this.#slots) if (slot.busy && !slot.parked) working += 1;
    return working;
  }

  /** Prefers the worker that holds the prepared state, then one that is running already. */
  #freeSlot(task: LaneTask): Slot {
    const key = task.kind === 'render' ? task.preparedKey : undefined;
    let chosen: Slot | undefined;
    for (const slot of this.#slots) {
      if (slot.busy) continue;
      if (key !== undefined && slot.holds === key) return slot;
      if (!chosen || (slot.worker && !chosen.worker)) chosen = slot;
    }
    return chosen ?? this.#addSlot();
  }

  #addSlot(): Slot {
    let index = 0;
    while (this.#slots.some((slot) => slot.index === index)) index += 1;
    const slot: Slot = {
      index,
      worker: undefined,
      busy: false,
      parked: false,
      holds: undefined,
      knows: new Set(),
    };
    this.#slots.push(slot);
    return slot;
  }

  async #serve(slot: Slot, submission: Submission): Promise<void> {
    const { clock } = this.#options;
    const { request } = submission;
    const { nodeType } = request.task;
    const startedAt = clock.now();
    request.onStart?.(slot.index, !slot.knows.has(nodeType));
    try {
      const result = await this.#attemptTwice(slot, request);
      slot.knows.add(nodeType);
      submission.resolve(result);
    } catch (error) {
      submission.reject(request.signal.aborted ? request.signal.reason : error);
    } finally {
      slot.busy = false;
      this.#waiting.settle(submission, clock.now() - startedAt);
      this.#dismissSurplus(slot);
      this.#dispatch();
    }
  }

  /** Once more on a fresh worker when one is lost: the fault may have been the worker's, not the task's. */
  async #attemptTwice(slot: Slot, request: PoolRequest): Promise<TaskResult> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(slot, request);
      } catch (error) {
        if (!costsWorker(error)) throw error;
        loseWorker(slot);
        if (request.signal.aborted) throw error;
        if (attempt === ATTEMPTS) throw error instanceof WorkerLostError ? lostTwice(error) : error;
      }
    }
  }

  async #attempt(slot: Slot, request: PoolRequest): Promise<TaskResult> {
    const { task: outline, services, signal } = request;
    const { clock, cancelGraceMs } = this.#options;
    const worker = this.#workerOf(slot);
    if (outline.kind === 'render') slot.holds = outline.preparedKey;
    const loading = request.loadInputs?.() ?? outline.inputs;
    const inputs = loading instanceof Promise ? await loading : loading;
    const task = { ...outline, inputs };
    const answer: unknown = await watchTask(worker, task, {
      services: request.isChunkReady ? this.#parking(slot, request) : services,
      signal,
      watchdog: this.#watchdog,
      cancelGraceMs,
      clock,
    });
    return checkResult(task, answer);
  }

  /** @throws {WorkerLostError} when it cannot be started, for want of memory for instance */
  #workerOf(slot: Slot): LaneWorker {
    try {
      slot.worker ??= this.#host.spawn(this.#lane);
      return slot.worker;
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new WorkerLostError(`it could not be started: ${reason}`, { cause });
    }
  }

  /** While a task waits for a chunk that is being made, another takes its place; else the two could block each other. */
  #parking(slot: Slot, request: PoolRequest): TaskServices {
    const { memory } = request;
    return new ParkingServices(request, {
      park: () => {
        slot.parked = true;
        memory?.pause();
        this.#dispatch();
      },
      goOn: () => {
        slot.parked = false;
        memory?.hold();
      },
    });
  }

  /** Workers that stood in for parked ones go when the lane has its size again. */
  #dismissSurplus(slot: Slot): void {
    const parked = this.#slots.filter((other) => other.parked).length;
    if (this.#slots.length <= this.size + parked) return;
    slot.worker?.dispose();
    this.#slots.splice(this.#slots.indexOf(slot), 1);
  }
}

/** Whoever comes next gets a new one. */
function loseWorker(slot: Slot): void {
  slot.worker?.dispose();
  slot.worker = undefined;
  slot.holds = undefined;
  slot.knows.clear();
}
