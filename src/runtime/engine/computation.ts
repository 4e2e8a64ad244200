import { NodeError } from '../../values/errors.ts';
import type { Value } from '../../values/value.ts';
import type { Lease } from '../cache/lease.ts';
import type { RunEvent } from '../events.ts';
import type { ListElement, NodeDeclaration } from '../node.ts';
import type { ParamValue } from '../params.ts';
import type { Recipe } from '../recipe.ts';
import type { CancelSignal } from './cancellation.ts';
import type { GrowingClip } from './growing-clip.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { Standing } from './task-queue.ts';

/** What one output port holds while a run goes on. */
export type PortContent =
  | { readonly kind: 'value'; readonly digest: string }
  | { readonly kind: 'clip'; readonly clip: GrowingClip };

/** By output port, or by input slot (see `slotOf`). Available as soon as consumers may start; clips may still grow. */
export type PortContents = Readonly<Record<string, PortContent>>;

/** How a node came to its outputs. */
export interface NodeOutcome {
  readonly outputs: PortContents;
  /**
   * While one of them is a clip that grows: resolves when everything is committed, rejects when the clip fails. Undefined
   * when all is committed already, as for nearly all nodes.
   */
  readonly growing: Promise<void> | undefined;
}

/** One node's work under one recipe key. */
export interface ComputationRequest {
  readonly declaration: NodeDeclaration;
  readonly recipe: Recipe;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly element: ListElement;
  readonly inputs: PortContents;
  /** What is to be said of the result before anything is computed: parts of a list that are missing. */
  readonly notices: readonly string[];
  readonly standing: Standing;
  /** What the run may have under way. */
  readonly budget: MemoryBudget;
  readonly force: boolean;
  readonly signal: CancelSignal;
  /** Keeps what it reads and writes from eviction. */
  readonly lease: Lease;
  readonly report: ComputationReport;
}

/** How one piece of a node's work went; see the `task` event. */
export type TaskFacts = Omit<Extract<RunEvent, { kind: 'task' }>, 'kind' | 'run' | 'at' | 'node' | 'element'>;

/** Where a computation tells what happens to it. */
export interface ComputationReport {
  started(): void;
  progress(fraction: number, note?: string): void;
  preview(value: Value): void;
  /** A piece of the work has left its worker. */
  task(facts: TaskFacts): void;
  committed(ms: number, bytes: number, notices: readonly string[]): void;
  cutOff(notices: readonly string[]): void;
}

/** A stored value that should enter a node is gone or damaged. Results that contained it are forgotten by now. */
export class InputLostError extends NodeError {
  readonly port: string;

  constructor(port: string) {
    super(
      'input-lost',
      `The stored value at its input "${port}" was lost or damaged.`,
      'Run again: the node before it will compute it anew.',
    );
    this.port = port;
  }
}
