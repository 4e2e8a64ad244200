import type { Value } from '../../values/value.ts';
import type { Asset } from '../node.ts';
import type { Clock } from './clock.ts';
import type { PreparedState, TaskServices } from './lane.ts';
import type { WatchedTask } from './watchdog.ts';

/** Passes a task's calls on. Each shows that it is alive; while the engine works for it, time does not count. */
export class HeardServices implements TaskServices {
  readonly #services: TaskServices;
  readonly #task: WatchedTask;
  readonly #clock: Clock;

  constructor(services: TaskServices, task: WatchedTask, clock: Clock) {
    this.#services = services;
    this.#task = task;
    this.#clock = clock;
  }

  progress(fraction: number, note?: string): void {
    this.#sign();
    this.#services.progress(fraction, note);
  }

  notice(message: string): void {
    this.#sign();
    this.#services.notice(message);
  }

  preview(value: Value): void {
    this.#sign();
    this.#services.preview(value);
  }

  readAsset(reference: string): Promise<Asset> {
    return this.#awaited(this.#services.readAsset(reference));
  }

  readChunk(port: string, index: number): Promise<Uint8ClampedArray> {
    return this.#awaited(this.#services.readChunk(port, index));
  }

  readPrepared(): Promise<PreparedState> {
    return this.#awaited(this.#services.readPrepared());
  }

  #sign(): void {
    this.#task.lastSign = this.#clock.now();
  }

  async #awaited<T>(result: Promise<T>): Promise<T> {
    this.#task.pending += 1;
    try {
      return await result;
    } finally {
      this.#task.pending -= 1;
      this.#sign();
    }
  }
}
