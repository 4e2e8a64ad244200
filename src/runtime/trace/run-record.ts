import type { FrameRange } from '../../values/clip.ts';
import type { RunEvent, RunId } from '../events.ts';
import type { Lane } from '../node.ts';

/** One piece of work on a worker. Times are milliseconds since the run began. */
export interface TaskSpan {
  readonly node: string;
  readonly element?: number;
  readonly lane: Lane;
  /** Worker of the lane, from 0. */
  readonly worker: number;
  readonly piece: 'run' | 'prepare' | 'render';
  readonly range?: FrameRange;
  readonly start: number;
  readonly end: number;
  readonly queuedMs: number;
  readonly bytes?: number;
  readonly outcome: 'done' | 'failed';
}

/** How a node, or an element of its list, came to its result. Times are milliseconds since the run began. */
export interface NodeFate {
  readonly node: string;
  readonly element?: number;
  readonly at: number;
  readonly state: 'waiting' | 'computed' | 'cached' | 'failed' | 'cancelled';
  /** Why it ran (again), what it was taken from, or what went wrong. */
  readonly reason: string;
  /** Bytes of the result; known for computed ones. */
  readonly bytes?: number;
  /** Compute time without waiting, ms. */
  readonly ms?: number;
  readonly notices: readonly string[];
}

export interface RunNotice {
  readonly at: number;
  readonly code: string;
  readonly message: string;
}

/** Everything that a timeline or a trace shows of one run. */
export interface RunRecord {
  readonly run: RunId;
  /** Engine clock at which the run began, ms. */
  readonly startedAt: number;
  /** Length so far, ms. */
  readonly ms: number;
  /** Undefined while it goes on. */
  readonly outcome: 'done' | 'failed' | 'cancelled' | undefined;
  readonly tasks: readonly TaskSpan[];
  readonly fates: readonly NodeFate[];
  readonly notices: readonly RunNotice[];
}

const CACHED_REASON = {
  recipe: 'nothing before it changed',
  cutoff: 'what changed before it gave the same bytes',
} as const;

/** Gathers the events of one run, which may still be going on. Events of other runs are passed over. */
export class RunRecorder {
  readonly run: RunId;
  readonly #startedAt: number;
  readonly #tasks: TaskSpan[] = [];
  readonly #fates = new Map<string, NodeFate>();
  readonly #notices: RunNotice[] = [];
  #last: number;
  #outcome: RunRecord['outcome'];

  /** @param started the run's first event */
  constructor(started: Extract<RunEvent, { kind: 'run-started' }>) {
    this.run = started.run;
    this.#startedAt = started.at;
    this.#last = started.at;
  }

  take(event: RunEvent): void {
    if (event.run !== this.run || this.#outcome !== undefined) return;
    this.#last = Math.max(this.#last, event.at);
    switch (event.kind) {
      case 'queued':
        this.#note(event, { state: 'waiting', reason: event.reason, notices: [] });
        return;
      case 'task':
        this.#tasks.push(this.#span(event));
        return;
      case 'committed': {
        const { ms, bytes, notices } = event;
        this.#note(event, { state: 'computed', reason: this.#reasonOf(event), ms, bytes, notices });
        return;
      }
      case 'cached':
        this.#note(event, { state: 'cached', reason: CACHED_REASON[event.how], notices: event.notices });
        return;
      case 'failed':
        this.#note(event, { state: 'failed', reason: event.error.message, notices: [] });
        return;
      case 'cancelled':
        this.#note(event, { state: 'cancelled', reason: event.because, notices: [] });
        return;
      case 'notice':
        this.#notices.push({ at: this.#since(event.at), code: event.code, message: event.message });
        return;
      case 'run-ended':
        this.#outcome = event.outcome;
        return;
      default:
    }
  }

  /** What is known by now. */
  record(): RunRecord {
    return {
      run: this.run,
      startedAt: this.#startedAt,
      ms: this.#last - this.#startedAt,
      outcome: this.#outcome,
      tasks: [...this.#tasks],
      fates: [...this.#fates.values()],
      notices: [...this.#notices],
    };
  }

  #note(
    subject: Extract<RunEvent, { node: string }>,
    facts: Omit<NodeFate, 'node' | 'element' | 'at'>,
  ): void {
    const { node, element, at } = subject;
    const id = subjectId(subject);
    // In the order in which they ended.
    this.#fates.delete(id);
    this.#fates.set(id, { ...facts, ...named(node, element), at: this.#since(at) });
  }

  /** The reason told when it was queued. */
  #reasonOf(subject: { readonly node: string; readonly element?: number }): string {
    return this.#fates.get(subjectId(subject))?.reason ?? '';
  }

  #span(event: Extract<RunEvent, { kind: 'task' }>): TaskSpan {
    const { kind: _kind, run: _run, at, startedAt, ...facts } = event;
    return { ...facts, start: this.#since(startedAt), end: this.#since(at) };
  }

  #since(at: number): number {
    return at - this.#startedAt;
  }
}

function named(node: string, element: number | undefined) {
  return element === undefined ? { node } : { node, element };
}

function subjectId({ node, element }: { readonly node: string; readonly element?: number }): string {
  return element === undefined ? node : `${node}#${element}`;
}
