import type { RunEvent, RunId } from '../runtime/events.ts';
import { elementId } from '../runtime/plan.ts';

/** A node, or one element of its list. */
interface OpenElement {
  readonly node: string;
  readonly element?: number;
}

interface OpenRun {
  startedAt: number | undefined;
  /** What was told of as under way, by `elementId`. */
  readonly elements: Map<string, OpenElement>;
}

/** Runs that have not ended, as far as events told: whoever listens must hear of their end even when the engine dies. */
export class OpenRuns {
  readonly #runs = new Map<RunId, OpenRun>();
  /** Ends that came before the answer to whoever asked for the run: answers and events take different ways. */
  readonly #ended = new Set<RunId>();
  #lastAt = 0;

  /** The engine answered that it will perform this run. */
  open(run: RunId): void {
    if (!this.#ended.delete(run)) this.#of(run);
  }

  note(event: RunEvent): void {
    this.#lastAt = event.at;
    switch (event.kind) {
      case 'run-started':
        this.#of(event.run).startedAt = event.at;
        return;
      case 'run-ended':
        this.#runs.delete(event.run);
        this.#ended.add(event.run);
        return;
      case 'queued':
      case 'started': {
        const { run, node, element } = event;
        const subject = element === undefined ? { node } : { node, element };
        this.#of(run).elements.set(elementId(node, element), subject);
        return;
      }
      case 'committed':
      case 'cached':
      case 'failed':
      case 'cancelled':
        this.#of(event.run).elements.delete(elementId(event.node, event.element));
        return;
      default:
    }
  }

  /** Forgets all. @returns the events that end what was open */
  abandon(because: string): RunEvent[] {
    const at = this.#lastAt;
    const events = [...this.#runs].flatMap(([run, { startedAt = at, elements }]): RunEvent[] => [
      ...[...elements.values()].map(
        (subject): RunEvent => ({ kind: 'cancelled', run, at, because, ...subject }),
      ),
      { kind: 'run-ended', run, at, outcome: 'failed', ms: at - startedAt },
    ]);
    this.#runs.clear();
    this.#ended.clear();
    return events;
  }

  #of(run: RunId): OpenRun {
    const known = this.#runs.get(run);
    if (known) return known;
    const opened: OpenRun = { startedAt: undefined, elements: new Map() };
    this.#runs.set(run, opened);
    return opened;
  }
}
