import type { FrameRange } from '../values/clip.ts';
import type { ErrorReport } from '../values/errors.ts';
import type { Value } from '../values/value.ts';
import type { Lane } from './node.ts';

/** Id of one run of a workflow. */
export type RunId = string;

/**
 * One typed stream that editor, CLI and fleet read. Times are `performance.now()` milliseconds of the engine. Events
 * of a node that runs once per element of a list say which `element` they are about, from 0.
 */
export type RunEvent =
  | {
      readonly kind: 'run-started';
      readonly run: RunId;
      readonly at: number;
      readonly nodes: readonly string[];
      /** How long it will probably take, ms. */
      readonly expectedMs?: number;
    }
  /** The rest of the run estimated anew, about once a second: what has finished tells how fast the machine is. */
  | {
      readonly kind: 'expected';
      readonly run: RunId;
      readonly at: number;
      /** Until the run will probably end, ms. */
      readonly remainingMs: number;
    }
  | {
      readonly kind: 'queued';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly reason: string;
    }
  | {
      readonly kind: 'started';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly lane: Lane;
    }
  | {
      readonly kind: 'progress';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      /** 0..1 */
      readonly fraction: number;
      readonly note?: string;
    }
  /** What the result looks like so far; never stored. */
  | {
      readonly kind: 'preview';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly value: Value;
    }
  /** A piece of a node's work has left its worker: what timelines and traces draw. `at` is when it ended. */
  | {
      readonly kind: 'task';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly lane: Lane;
      /** Which worker of the lane, from 0. */
      readonly worker: number;
      readonly piece: 'run' | 'prepare' | 'render';
      /** Frames that a `render` piece makes. */
      readonly range?: FrameRange;
      readonly startedAt: number;
      /** How long it waited for a worker, ms. */
      readonly queuedMs: number;
      /** Bytes of the frames that it made. */
      readonly bytes?: number;
      readonly outcome: 'done' | 'failed';
    }
  /** Computed and stored. */
  | {
      readonly kind: 'committed';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly key: string;
      /** Compute time without waiting and without loading models, ms. */
      readonly ms: number;
      readonly bytes: number;
      readonly notices: readonly string[];
    }
  /** Taken from the cache. */
  | {
      readonly kind: 'cached';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly key: string;
      /** `recipe`: nothing upstream changed; `cutoff`: upstream changed but gave the same bytes. */
      readonly how: 'recipe' | 'cutoff';
      readonly notices: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly error: ErrorReport;
    }
  /** Not run because something upstream failed or the run was cancelled. */
  | {
      readonly kind: 'cancelled';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly element?: number;
      readonly because: string;
    }
  /** About the machine, not a node: storage full, GPU lost, falling back. */
  | {
      readonly kind: 'notice';
      readonly run: RunId;
      readonly at: number;
      readonly code: string;
      readonly message: string;
    }
  | {
      readonly kind: 'run-ended';
      readonly run: RunId;
      readonly at: number;
      readonly outcome: 'done' | 'failed' | 'cancelled';
      readonly ms: number;
    };
