import type { AdviceId, Remark } from './remark.ts';

/** What became of a workflow from ComfyUI. */
export interface ComfyReport {
  readonly nodes: readonly {
    /** Its name or class there. */
    readonly comfy: string;
    /** Its type here. */
    readonly type: string;
    readonly remarks: readonly Remark[];
  }[];
  /** What has no counterpart, by class. */
  readonly notes: readonly { readonly comfy: string; readonly count: number; readonly advice: AdviceId }[];
  /** Notes that were notes there. */
  readonly comments: number;
  /** Reroutes and lone values. */
  readonly folded: number;
  /** Nodes beyond the bound. */
  readonly omitted: number;
  readonly wires: { readonly kept: number; readonly lost: number };
  /** Wires that were not there, `node.port` of source and target: needed here, and only one source fits. */
  readonly added: readonly { readonly from: string; readonly to: string }[];
}
