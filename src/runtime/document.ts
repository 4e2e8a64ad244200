import type { ParamValue } from './params.ts';

/**
 * The workflow document: one JSON format for editor, command line and sharing.
 * Validation is in `parse-document.ts`; unknown fields survive a load and save.
 */
export interface WorkflowDocument {
  /** Format version. */
  readonly kineograph: 1;
  readonly name: string;
  readonly nodes: Readonly<Record<NodeId, WorkflowNode>>;
  /** `node.port` references that the workflow exists to make; the first is the main result. */
  readonly outputs: readonly string[];
  /** What the app view shows: `node.param` references. */
  readonly app?: { readonly controls: readonly string[] };
  /** Layout; outside the content hash. */
  readonly view?: WorkflowView;
}

export type NodeId = string;

export interface WorkflowNode {
  /** `type@version` */
  readonly type: string;
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** input port -> `node.port` */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Name given by the user, shown instead of the type's title. */
  readonly label?: string;
  readonly bypassed?: boolean;
  readonly pinned?: boolean;
}

export interface WorkflowView {
  readonly nodes?: Readonly<
    Record<NodeId, { readonly x: number; readonly y: number; readonly collapsed?: boolean }>
  >;
  readonly groups?: readonly {
    readonly title: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly colour?: string;
  }[];
  readonly notes?: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly width?: number;
  }[];
}
