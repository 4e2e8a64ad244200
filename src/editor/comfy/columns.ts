import type { Box } from '../document/place.ts';
import type { ComfyGraph } from './comfy-graph.ts';

interface Sized {
  readonly piece: { readonly origin: string | undefined };
  readonly width: number;
  readonly height: number;
}

/** Width of a column with the room beside it, px. */
const COLUMN = 320;

/** Boxes in columns: each piece stands right of everything that feeds it. @param gap between two in a column, px */
export function columnsOf<P extends Sized>(
  graph: ComfyGraph,
  pieces: readonly P[],
  gap: number,
): ReadonlyMap<P, Box> {
  const depths = depthsOf(graph);
  const heights = new Map<number, number>();
  const boxes = new Map<P, Box>();
  for (const piece of pieces) {
    const { width, height } = piece;
    const column = depths.get(piece.piece.origin ?? '') ?? 0;
    const y = heights.get(column) ?? 0;
    boxes.set(piece, { x: column * COLUMN, y, width, height });
    heights.set(column, y + height + gap);
  }
  return boxes;
}

/** The longest way from a source to each node; nodes of a circle stand in the first column. */
function depthsOf(graph: ComfyGraph): ReadonlyMap<string, number> {
  const waiting = new Map<string, number>();
  const consumers = new Map<string, string[]>();
  for (const [id, { inputs }] of graph.nodes) {
    const sources = new Set(
      [...inputs.values()].map(({ node }) => node).filter((node) => graph.nodes.has(node)),
    );
    waiting.set(id, sources.size);
    for (const source of sources) consumers.set(source, [...(consumers.get(source) ?? []), id]);
  }
  const depths = new Map<string, number>();
  const ready = [...waiting].filter(([, count]) => count === 0).map(([id]) => id);
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const depth = depths.get(id) ?? 0;
    depths.set(id, depth);
    for (const next of consumers.get(id) ?? []) {
      depths.set(next, Math.max(depths.get(next) ?? 0, depth + 1));
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return depths;
}
