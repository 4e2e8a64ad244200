import type { Box } from '../document/place.ts';

/** Bounds of what is read from another program's file; what lies beyond is left out and counted. */
export const COMFY_LIMITS = {
  nodes: 800,
  groups: 100,
  /** inputs, and as many values, of one node */
  members: 100,
  /** characters of a value; of a name, a title or a node's class */
  text: 4_000,
  name: 120,
  /** px from the origin */
  place: 100_000,
  /** px of a node's or group's side */
  side: 20_000,
} as const;

/** A value set on a node: what its fields held. */
export type ComfyValue = string | number | boolean;

/** The output that an input is wired to. */
export interface ComfySource {
  readonly node: string;
  readonly slot: number;
}

/** A node of a ComfyUI workflow, from either of its formats. All texts are bounded. */
export interface ComfyNode {
  readonly id: string;
  /** The class, such as `KSampler`. */
  readonly type: string;
  /** Given by the user. */
  readonly title?: string;
  /** Where it lies, px; absent in the API format. */
  readonly box?: Box;
  readonly state: 'active' | 'bypassed' | 'muted';
  /** Values by name: all of them in the API format. */
  readonly named: ReadonlyMap<string, ComfyValue>;
  /** Values in the order of the node's fields: the format of the canvas mostly has no names. */
  readonly listed: readonly (ComfyValue | undefined)[];
  readonly inputs: ReadonlyMap<string, ComfySource>;
}

export interface ComfyGroup {
  readonly title: string;
  readonly box: Box;
  /** `#rgb` or `#rrggbb` */
  readonly colour?: string;
}

/** A ComfyUI workflow as far as it concerns an import. */
export interface ComfyGraph {
  readonly nodes: ReadonlyMap<string, ComfyNode>;
  readonly groups: readonly ComfyGroup[];
  /** Classes that are subgraphs of the workflow itself. */
  readonly subgraphs: ReadonlySet<string>;
  /** Nodes beyond the bound. */
  readonly omitted: number;
}
