import { type Clock, every } from './clock.ts';

/** Watch intervals without a tick after which the machine must have slept. */
const SLEEP_INTERVALS = 10;

/** One task under watch. */
export interface WatchedTask {
  /** When it last gave a sign of life, ms. */
  lastSign: number;
  /** Calls that it made and that the engine has not answered yet. */
  pending: number;
  /** Called once it has been silent for too long, possibly more than once. */
  onSilence(): void;
}

/** Notices tasks that give no sign of life, all of a lane with one timer. */
export class Watchdog {
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #intervalMs: number;
  readonly #tasks = new Set<WatchedTask>();
  #lastTick = 0;
  #stop: (() => void) | undefined;

  /** @param deadlineMs silence after which a task counts as hung @param intervalMs how often that is looked at */
  constructor(clock: Clock, deadlineMs: number, intervalMs: number) {
    this.#clock = clock;
    this.#deadlineMs = deadlineMs;
    this.#intervalMs = intervalMs;
  }

  watch(task: WatchedTask): void {
    const now = this.#clock.now();
    task.lastSign = now;
    this.#tasks.add(task);
    if (this.#stop) return;
    this.#lastTick = now;
    this.#stop = every(this.#clock, this.#intervalMs, () => this.#tick());
  }

  release(task: WatchedTask): void {
    this.#tasks.delete(task);
  }

  #tick(): void {
    // The timer outlives a pause between tasks, so that a busy lane does not set one per task.
    if (this.#tasks.size === 0) {
      this.#stop?.();
      this.#stop = undefined;
      return;
    }
    const now = this.#clock.now();
    // A machine that slept has not hung.
    const slept = now - this.#lastTick > SLEEP_INTERVALS * this.#intervalMs;
    this.#lastTick = now;
    for (const task of this.#tasks) {
      if (slept || task.pending > 0) task.lastSign = now;
      else if (now - task.lastSign > this.#deadlineMs) task.onSilence();
    }
  }
}
