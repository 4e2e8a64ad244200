import type { NodeDeclaration } from '../../runtime/node.ts';
import { boundarySide } from '../document/boundary.ts';

/** Fixed sizes, px: the canvas knows every node's box without measuring it. Kept equal to node-card.css. */
export const NODE_WIDTH = 224;
export const HEADER_HEIGHT = 34;
export const PORT_HEIGHT = 22;
export const PREVIEW_HEIGHT = 148;
export const FOOTER_HEIGHT = 26;
const PADDING = 8;
/** The inputs or outputs of a subgraph. */
const BOUNDARY_WIDTH = 160;

/** Height of a node of this type. */
export function nodeHeight(
  declaration: { readonly inputs: object; readonly outputs: object } | undefined,
): number {
  const rows = declaration
    ? Math.max(Object.keys(declaration.inputs).length, Object.keys(declaration.outputs).length)
    : 1;
  return HEADER_HEIGHT + rows * PORT_HEIGHT + PADDING + PREVIEW_HEIGHT + FOOTER_HEIGHT;
}

/** Size of a node of the canvas, px; the inputs and outputs of a subgraph are only as large as their ports need. */
export function nodeSize(
  id: string,
  declaration: NodeDeclaration | undefined,
): { readonly width: number; readonly height: number } {
  if (boundarySide(id) === undefined) return { width: NODE_WIDTH, height: nodeHeight(declaration) };
  const { inputs = {}, outputs = {} } = declaration ?? {};
  const rows = Object.keys(inputs).length + Object.keys(outputs).length;
  return { width: BOUNDARY_WIDTH, height: HEADER_HEIGHT + rows * PORT_HEIGHT + PADDING };
}

/** Distance of a port's centre from the node's top. */
export function portOffset(index: number): number {
  return HEADER_HEIGHT + PADDING / 2 + index * PORT_HEIGHT + PORT_HEIGHT / 2;
}
