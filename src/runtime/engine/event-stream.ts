import type { RunEvent } from '../events.ts';
import { elementId } from '../plan.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';

/** Events gathered for this long go out together: a message per event would flood the page. */
const BATCH_MS = 16;
/** Progress of one node is told at most this often. */
const PROGRESS_INTERVAL_MS = 50;

type Listener = (events: readonly RunEvent[]) => void;

/** Run events in order, in batches, to any number of listeners. */
export class EventStream {
  readonly #listeners = new Set<Listener>();
  readonly #lastProgress = new Map<string, number>();
  #batch: RunEvent[] = [];
  readonly #clock: Clock;
  #forgetFlush: (() => void) | undefined;

  constructor(clock: Clock = SYSTEM_CLOCK) {
    this.#clock = clock;
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: RunEvent): void {
    if (event.kind === 'progress' && this.#isTooSoon(event)) return;
    this.#batch.push(event);
    if (event.kind === 'run-ended') this.#flush();
    else this.#forgetFlush ??= this.#clock.after(BATCH_MS, () => this.#flush());
  }

  #isTooSoon({ run, node, element, at, fraction }: Extract<RunEvent, { kind: 'progress' }>): boolean {
    const id = `${run} ${elementId(node, element)}`;
    const last = this.#lastProgress.get(id);
    if (fraction < 1 && last !== undefined && at - last < PROGRESS_INTERVAL_MS) return true;
    this.#lastProgress.set(id, at);
    return false;
  }

  #flush(): void {
    this.#forgetFlush?.();
    this.#forgetFlush = undefined;
    const batch = this.#batch;
    this.#batch = [];
    if (batch.some((event) => event.kind === 'run-ended')) this.#lastProgress.clear();
    if (batch.length === 0) return;
    for (const listener of this.#listeners) {
      try {
        listener(batch);
      } catch (error) {
        // One listener's fault must not keep events from the others, nor end the run.
        console.error(error);
      }
    }
  }
}
