import type { RunId } from '../events.ts';
import type { TaskResult } from './lane.ts';
import type { PoolRequest } from './lane-pool.ts';
import type { Standing } from './task-queue.ts';

/** A task in a lane, from when it is submitted until its end is told: whichever comes first of result and cancel. */
export class Submission implements Standing {
  readonly request: PoolRequest;
  readonly run: RunId;
  readonly isBatch: boolean;
  readonly priority: number;
  readonly expectedMs: number;
  readonly #resolve: (result: TaskResult) => void;
  readonly #reject: (error: unknown) => void;
  readonly #onAbort: () => void;

  /** @param abandon called on cancel, before that is told */
  constructor(
    request: PoolRequest,
    resolve: (result: TaskResult) => void,
    reject: (error: unknown) => void,
    abandon: () => void,
  ) {
    this.request = request;
    this.run = request.run;
    this.isBatch = request.isBatch;
    this.priority = request.priority;
    this.expectedMs = request.expectedMs;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#onAbort = () => {
      abandon();
      this.reject(request.signal.reason);
    };
    request.signal.addEventListener('abort', this.#onAbort);
  }

  resolve(result: TaskResult): void {
    this.request.signal.removeEventListener('abort', this.#onAbort);
    this.#resolve(result);
  }

  reject(error: unknown): void {
    this.request.signal.removeEventListener('abort', this.#onAbort);
    this.#reject(error);
  }
}
