import type { RunEvent } from '../events.ts';
import { elementId } from '../plan.ts';

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
  #timer: ReturnType<typeof setTimeout> | undefined;

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: RunEvent): void {
    if (event.kind === 'progress' && this.#isTooSoon(event)) return;
    this.#batch.push(event);
    if (event.kind === 'run-ended') this.#flush();
    else this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  #isTooSoon({ run, node, element, at, fraction }: Extract<RunEvent, { kind: 'progress' }>): boolean {
    const id = `${run} ${elementId(node, element)}`;
    const last = this.#lastProgress.get(id);
    if (fraction < 1 && last !== undefined && at - last < PROGRESS_INTERVAL_MS) return true;
    this.#lastProgress.set(id, at);
    return false;
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
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
