import type { NodeId } from './document.ts';

/** What the planner knows of one element of a list before a run. */
export interface PlannedElement {
  readonly key: string;
  readonly state: 'fresh' | 'stale' | 'new' | 'pinned';
  readonly reasons: readonly string[];
  readonly estimatedMs: number;
}

/** What the planner knows of one node before a run. */
export interface PlannedNode {
  readonly node: NodeId;
  /** Recipe key, of a list that of its first element; absent when the node cannot be planned (`blocked`). */
  readonly key?: string;
  /**
   * `fresh`: its result for this recipe is stored; `stale`: an older recipe's result is stored;
   * `new`: never run; `blocked`: an input is missing, a parameter is invalid, a model is absent or upstream is
   * blocked; `pinned`: keeps its result whatever changed; `bypassed`: passes its input on.
   */
  readonly state: 'fresh' | 'stale' | 'new' | 'blocked' | 'pinned' | 'bypassed';
  /** In words: why it is not fresh ("crop.margin 0.6 → 0.8"), or what is missing and how to mend it. */
  readonly reasons: readonly string[];
  /** Expected compute time in ms, from earlier runs where there are any; 0 when fresh. */
  readonly estimatedMs: number;
  /** Present on nodes that run once per element of a list; all else here then sums them up. */
  readonly elements?: readonly PlannedElement[];
}

export interface Plan {
  readonly nodes: Readonly<Record<NodeId, PlannedNode>>;
  /** Nodes in an order in which inputs come first. */
  readonly order: readonly NodeId[];
  /** How long running everything that is due will probably take, ms: less than the sum, since much runs side by side. */
  readonly expectedMs?: number;
}

/** Which part of a workflow runs. */
export interface RunRequest {
  /**
   * `all`: everything that an output or a leaf needs; `to`: the targets and what they need;
   * `only`: just the targets, upstream from the cache; `from`: the targets again and everything below them.
   */
  readonly mode: 'all' | 'to' | 'only' | 'from';
  readonly targets?: readonly NodeId[];
  /** Compute the targets even when their results are stored. */
  readonly force?: boolean;
  /**
   * `batch`: nobody waits for it; it gives way to all runs that are not. Tasks that waited too long go first all the
   * same, so that it is never starved. Default `interactive`.
   */
  readonly urgency?: 'interactive' | 'batch';
  /** A look at a smaller copy of the document: its id begins with {@link DRAFT_PREFIX}, so that listeners tell it apart. */
  readonly draft?: true;
}

/** How ids of draft runs begin. */
export const DRAFT_PREFIX = 'draft-';

/** Names one element of a node's list; the first has the node's own name. Node ids hold no dot, so none collide. */
export function elementId(node: NodeId, element: number | undefined): string {
  return element === undefined || element === 0 ? node : `${node}.${element}`;
}
