import type { Value } from '../../values/value.ts';
import type { RunId } from '../events.ts';
import type { NodeDeclaration } from '../node.ts';
import type { ParamValue } from '../params.ts';
import type { Recipe } from '../recipe.ts';
import type { GrowingClip } from './growing-clip.ts';

/** What one output port holds while a run goes on. */
export type PortContent =
  | { readonly kind: 'value'; readonly digest: string }
  | { readonly kind: 'clip'; readonly clip: GrowingClip };

/** Outputs by port. Available as soon as consumers may start; clips may still grow. */
export type NodeOutputs = ReadonlyMap<string, PortContent>;

/** How a node came to its outputs. */
export interface NodeOutcome {
  readonly outputs: NodeOutputs;
  /** Resolves when everything is committed; rejects when a growing clip fails. */
  readonly complete: Promise<void>;
}

/** Who watches a computation: the same key may be wanted by several nodes and runs at once. */
export interface Watcher {
  readonly run: RunId;
  readonly node: string;
}

/** One node's work under one recipe key. */
export interface ComputationRequest {
  readonly declaration: NodeDeclaration;
  readonly recipe: Recipe;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly inputs: ReadonlyMap<string, PortContent>;
  readonly priority: number;
  readonly force: boolean;
  readonly signal: AbortSignal;
  readonly report: ComputationReport;
}

/** Where a computation tells what happens to it. */
export interface ComputationReport {
  started(): void;
  progress(fraction: number, note?: string): void;
  committed(ms: number, bytes: number, notices: readonly string[]): void;
  cutOff(notices: readonly string[]): void;
}

/** Values of all non-clip inputs, read from the cache. */
export type ReadValues = (
  inputs: ReadonlyMap<string, PortContent>,
) => Promise<Readonly<Record<string, Value>>>;
