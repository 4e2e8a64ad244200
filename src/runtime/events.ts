import type { ErrorReport } from '../values/errors.ts';
import type { Lane } from './node.ts';

/** Id of one run of a workflow. */
export type RunId = string;

/** One typed stream that editor, CLI and fleet read. Times are `performance.now()` milliseconds of the engine. */
export type RunEvent =
  | {
      readonly kind: 'run-started';
      readonly run: RunId;
      readonly at: number;
      readonly nodes: readonly string[];
    }
  | {
      readonly kind: 'queued';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly reason: string;
    }
  | {
      readonly kind: 'started';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly lane: Lane;
    }
  | {
      readonly kind: 'progress';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      /** 0..1 */
      readonly fraction: number;
      readonly note?: string;
    }
  /** Computed and stored. */
  | {
      readonly kind: 'committed';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
      readonly key: string;
      /** Compute time without waiting, ms. */
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
      readonly error: ErrorReport;
    }
  /** Not run because something upstream failed or the run was cancelled. */
  | {
      readonly kind: 'cancelled';
      readonly run: RunId;
      readonly at: number;
      readonly node: string;
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
