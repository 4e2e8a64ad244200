import type { NodeId, WorkflowNode } from '../../runtime/document.ts';
import type { NodeDeclaration } from '../../runtime/node.ts';
import { splitPortReference, splitTypeReference } from '../../runtime/registry.ts';
import { nodeHeight } from '../canvas/node-size.ts';
import type { NodeFragment } from '../document/edits.ts';
import type { Position } from '../document/place.ts';

/**
 * One workflow in which every node type does something worth looking at, on a bundled photo and small enough to run in
 * seconds. The example of a type is the node of that type with everything that feeds it.
 */
export const EXAMPLE_NODES: Readonly<Record<NodeId, WorkflowNode>> = {
  photo: { type: 'load-image@1', params: { file: 'sample:astronaut' } },
  faces: { type: 'detect-faces@1', inputs: { image: 'photo.image' } },
  crop: {
    type: 'crop@1',
    params: { mode: 'face', aspect: '1:1', size: 320 },
    inputs: { image: 'photo.image', faces: 'faces.faces' },
  },
  landmarks: { type: 'landmarks@1', inputs: { image: 'crop.image', faces: 'crop.faces' } },
  points: {
    type: 'landmark-edit@1',
    // Lids that open a little wider.
    params: { points: { lidUpperRight: [0, -0.02], lidUpperLeft: [0, -0.02] } },
    inputs: { faces: 'landmarks.faces' },
  },
  matte: { type: 'matte@1', inputs: { image: 'crop.image' } },
  paint: {
    type: 'mask-paint@1',
    // A soft line along the lower border of the picture.
    params: { strokes: [0, 60, 60, 0, 2, 500, 9600, 9500, 9600] },
    inputs: { image: 'crop.image', mask: 'matte.matte' },
  },
  regions: {
    type: 'regions@1',
    inputs: { image: 'crop.image', faces: 'landmarks.faces', matte: 'matte.matte' },
  },
  depth: {
    type: 'depth@1',
    inputs: { image: 'crop.image', faces: 'landmarks.faces', matte: 'matte.matte' },
  },
  pick: {
    type: 'mask-from-regions@1',
    params: { regions: 'hair' },
    inputs: { regions: 'regions.regions' },
  },
  deeper: {
    type: 'depth-edit@1',
    // The lower border of the picture a little nearer.
    params: { strokes: [0, 160, 100, 0, 2, 500, 9400, 9500, 9400] },
    inputs: { depth: 'depth.depth', image: 'crop.image' },
  },
  number: { type: 'number@1', params: { value: 1 } },
  seed: { type: 'seed@1', params: { seed: 7 } },
  text: { type: 'text@1', params: { text: 'one slow blink' } },
  switch: { type: 'switch@1' },
  prompt: {
    type: 'motion-prompt@1',
    params: { text: 'one slow blink, slight head turn to the left, mouth closed' },
  },
  motion: {
    type: 'natural-motion@1',
    params: { seconds: 2, seed: 7 },
    inputs: { prompt: 'prompt.prompt' },
  },
  keyframes: {
    type: 'keyframes@1',
    params: {
      tracks: {
        'head.yaw': [
          { at: 0, value: 0 },
          { at: 1, value: 6 },
          { at: 2, value: 0 },
        ],
      },
    },
  },
  edit: {
    type: 'motion-edit@1',
    params: { head: 1.5 },
    inputs: { motion: 'motion.motion', keyframes: 'keyframes.keyframes' },
  },
  camera: {
    type: 'camera-path@1',
    params: { endX: 2, endZoom: 1.12 },
    inputs: { motion: 'motion.motion' },
  },
  takes: {
    type: 'diffusion-sampler@1',
    params: { takes: 3, seconds: 2, seed: 4 },
    inputs: { prompt: 'prompt.prompt' },
  },
  best: { type: 'rank-takes@1', inputs: { takes: 'takes.motion' } },
  order: { type: 'order-takes@1', inputs: { takes: 'takes.motion' } },
  animate: {
    type: 'animate@1',
    inputs: {
      image: 'crop.image',
      motion: 'motion.motion',
      faces: 'landmarks.faces',
      matte: 'matte.matte',
      regions: 'regions.regions',
    },
  },
  loop: { type: 'loop-blend@1', params: { mode: 'ping-pong' }, inputs: { clip: 'animate.clip' } },
  calm: {
    type: 'animate@1',
    params: { headStrength: 0 },
    inputs: { image: 'crop.image', motion: 'motion.motion', faces: 'landmarks.faces' },
  },
  compare: {
    type: 'compare@1',
    params: { mode: 'moving-wipe' },
    inputs: { a: 'animate.clip', b: 'calm.clip' },
  },
  report: {
    type: 'take-report@1',
    inputs: { clip: 'animate.clip', image: 'crop.image', faces: 'landmarks.faces', motion: 'motion.motion' },
  },
  encode: { type: 'encode@1', params: { format: 'webp' }, inputs: { clip: 'animate.clip' } },
  preview: { type: 'preview@1', inputs: { value: 'depth.depth' } },
  output: { type: 'output@1', params: { name: 'portrait' }, inputs: { file: 'encode.file' } },
};

/** Node types that have an example. */
export const EXAMPLE_TYPES: ReadonlySet<string> = new Set(
  Object.values(EXAMPLE_NODES).map(({ type }) => splitTypeReference(type).type),
);

/** Distances between the columns and within a column, px. */
const COLUMN_WIDTH = 300;
const ROW_GAP = 40;

/** Which node shows a type; undefined when no example has it. */
function nodeOfType(type: string): NodeId | undefined {
  return Object.keys(EXAMPLE_NODES).find(
    (id) => splitTypeReference(EXAMPLE_NODES[id]?.type ?? '').type === type,
  );
}

/** The node of a type with everything that feeds it, laid out in columns; undefined when there is no example. */
export function exampleOf(
  type: string,
  declarationOf: (reference: string) => NodeDeclaration | undefined,
): { readonly fragment: NodeFragment; readonly node: NodeId } | undefined {
  const node = nodeOfType(type);
  if (node === undefined) return undefined;
  const columns = columnsUpTo(node);
  const nodes: Record<NodeId, WorkflowNode> = {};
  const positions: Record<NodeId, Position> = {};
  const heights: number[] = [];
  for (const [id, place] of Object.entries(EXAMPLE_NODES)) {
    const column = columns.get(id);
    if (column === undefined) continue;
    nodes[id] = place;
    positions[id] = { x: column * COLUMN_WIDTH, y: heights[column] ?? 0 };
    heights[column] = (heights[column] ?? 0) + nodeHeight(declarationOf(place.type)) + ROW_GAP;
  }
  return { fragment: { nodes, positions }, node };
}

/** Columns of a node and all that feeds it: each stands right of everything that feeds it. */
function columnsUpTo(last: NodeId): ReadonlyMap<NodeId, number> {
  const columns = new Map<NodeId, number>();
  const visit = (id: NodeId): number => {
    const known = columns.get(id);
    if (known !== undefined) return known;
    const sources = Object.values(EXAMPLE_NODES[id]?.inputs ?? {}).flatMap(
      (reference) => splitPortReference(reference)?.node ?? [],
    );
    const column = Math.max(0, ...sources.map((source) => visit(source) + 1));
    columns.set(id, column);
    return column;
  };
  visit(last);
  return columns;
}
