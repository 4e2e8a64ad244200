import type { WorkflowDocument } from '../../../src/runtime/document.ts';

/** Room of one copy of the template on the canvas, px. */
const COPY_SIZE = { width: 1700, height: 1240 };

/**
 * A workflow of exactly so many nodes: copies of a template side by side, in a block about as wide as a screen is.
 * Wires stay within their copy.
 */
export function copies(template: WorkflowDocument, count: number): WorkflowDocument {
  const ids = Object.keys(template.nodes);
  const perRow = Math.ceil(Math.sqrt((count / ids.length) * (16 / 9) * (COPY_SIZE.height / COPY_SIZE.width)));
  const nodes: Record<string, WorkflowDocument['nodes'][string]> = {};
  const places: Record<string, { x: number; y: number }> = {};
  for (let index = 0; index < count; index++) {
    const copy = Math.floor(index / ids.length);
    const id = ids[index % ids.length] ?? '';
    const node = template.nodes[id];
    if (!node) continue;
    const kept = Object.entries(node.inputs ?? {}).map(([port, source]) => [port, `${copy}-${source}`]);
    nodes[`${copy}-${id}`] = { ...node, inputs: Object.fromEntries(kept) };
    const { x = 0, y = 0 } = template.view?.nodes?.[id] ?? {};
    places[`${copy}-${id}`] = {
      x: x + (copy % perRow) * COPY_SIZE.width,
      y: y + Math.floor(copy / perRow) * COPY_SIZE.height,
    };
  }
  // The last copy may be cut off: wires from nodes that are missing are left out.
  for (const [id, node] of Object.entries(nodes)) {
    const inputs = Object.entries(node.inputs ?? {}).filter(([, source]) =>
      Object.hasOwn(nodes, source.slice(0, source.lastIndexOf('.'))),
    );
    nodes[id] = { ...node, inputs: Object.fromEntries(inputs) };
  }
  return { kineograph: 1, name: `${count} nodes`, nodes, outputs: [], view: { nodes: places } };
}

/** A node of the bare canvas: a box with a title and the same ports. */
export interface BareNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** What the page with the bare canvas draws. */
export interface BareGraph {
  readonly nodes: readonly BareNode[];
  readonly wires: readonly { readonly source: string; readonly target: string }[];
  /** The canvas's place in the window, px. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}
