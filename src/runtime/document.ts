import type { ParamValue } from './params.ts';

/**
 * The workflow document: one JSON format for editor, command line and sharing.
 * Validation is in `parse-document.ts`; unknown fields survive a load and save.
 */
export interface WorkflowDocument {
  /** Format version. */
  readonly kineograph: 1;
  /**
   * Tells this document from others of the same name; given by the editor, and another one to each copy. Drafts,
   * versions, reasons and pins go by it; keys of results never do.
   */
  readonly id?: string;
  readonly name: string;
  readonly nodes: Readonly<Record<NodeId, WorkflowNode>>;
  /** `node.port` references that the workflow exists to make; the first is the main result. */
  readonly outputs: readonly string[];
  /** What the app view shows: `node.param` references. */
  readonly app?: { readonly controls: readonly string[] };
  /** Graphs that nodes of type `subgraph:<id>` stand for. */
  readonly subgraphs?: Readonly<Record<string, SubgraphDefinition>>;
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
  /** Parameters that are inputs too, each at the port `param:<name>` (see `param-inputs.ts`). */
  readonly paramInputs?: readonly string[];
  /** Name given by the user, shown instead of the type's title. */
  readonly label?: string;
  readonly bypassed?: boolean;
  readonly pinned?: boolean;
}

/**
 * A graph that can stand in another one as a single node, several times. Before planning every instance is replaced
 * by what it stands for (`expand-subgraphs.ts`), so that keys are those of the flat graph.
 */
export interface SubgraphDefinition {
  readonly name: string;
  readonly nodes: Readonly<Record<NodeId, WorkflowNode>>;
  /** Ports by id, in the order in which instances show them. */
  readonly inputs: Readonly<Record<string, SubgraphInput>>;
  readonly outputs: Readonly<Record<string, SubgraphOutput>>;
  /** Parameters that each instance may give a value of its own. */
  readonly params: Readonly<Record<string, SubgraphParam>>;
  readonly view?: WorkflowView;
}

export interface SubgraphInput {
  readonly type: string;
  readonly label?: string;
  readonly optional?: boolean;
  /** `node.port` inside; where an instance is wired, this comes over a wire inside. */
  readonly to: readonly string[];
}

export interface SubgraphOutput {
  readonly type: string;
  readonly label?: string;
  /** `node.port` inside, or `.inputs.port` for what comes in; absent while nothing is wired to it. */
  readonly from?: string;
}

export interface SubgraphParam {
  readonly label?: string;
  /** `node.param` inside, whose value is the default */
  readonly target: string;
}

/** Layout of a graph: where things lie, and furniture that nothing computes. None of it enters a key. */
export interface WorkflowView {
  readonly nodes?: Readonly<
    Record<NodeId, { readonly x: number; readonly y: number; readonly collapsed?: boolean }>
  >;
  readonly groups?: readonly CanvasGroup[];
  readonly notes?: readonly CanvasNote[];
  /** Dots that wires bend at. */
  readonly reroutes?: Readonly<Record<string, CanvasReroute>>;
  /** `node.port` of a wired input -> the last reroute that its wire goes through. */
  readonly wires?: Readonly<Record<string, string>>;
  /** In a subgraph: where its inputs and outputs lie. */
  readonly ends?: {
    readonly inputs?: { readonly x: number; readonly y: number };
    readonly outputs?: { readonly x: number; readonly y: number };
  };
}

/** A named frame; what lies inside moves with it. Lengths in px of the canvas. */
export interface CanvasGroup {
  /** Absent in older documents: the place in the list counts then. */
  readonly id?: string;
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly colour?: string;
}

/** A card of plain text. */
export interface CanvasNote {
  readonly id?: string;
  readonly title?: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
  readonly colour?: string;
}

/** A dot on a wire, or on several from one source. */
export interface CanvasReroute {
  /** Middle of the dot. */
  readonly x: number;
  readonly y: number;
  /** `node.port` of the source, or the id of the reroute before it (ids hold no dot). */
  readonly from: string;
}
