import { distanceToKnown } from './distance-field.ts';
import type { Grid, NodeField } from './grid.ts';

/** Where the subject may move, 0 not at all .. 1 freely. */
export interface MotionMask {
  /** Per node of the picture's grid. */
  readonly nodes: Float32Array;
  /** Per face, per node of the face's own grid. */
  readonly skins: readonly Float32Array[];
}

/** The border fades over this many times the farthest travel: what moves may not fold over what stands still. */
const FADE_PER_TRAVEL = 1.3;
/** The least width of the border, share of the longer side. */
const LEAST_FADE = 0.012;

/**
 * Brings a mask to the nodes. The border fades inwards, and a node counts only as much as the least pixel around it:
 * where the mask is 0, no pixel moves.
 * @param mask 0..1 per pixel @param skins grids of the faces, aligned with `grid` @param travel farthest, px
 */
export function motionMask(
  mask: Float32Array,
  width: number,
  height: number,
  grid: Grid,
  skins: readonly Grid[],
  travel: number,
): MotionMask {
  const nodes = leastAround(mask, width, height, grid);
  const outside = Uint8Array.from(nodes, (value) => (value <= 0 ? 1 : 0));
  const { nearest } = distanceToKnown(outside, grid.columns, grid.rows);
  const fade = Math.max(FADE_PER_TRAVEL * travel, LEAST_FADE * Math.max(width, height)) / grid.cell;
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const n = nearest[k];
      if (n < 0) continue;
      const [dx, dy] = [i - (n % grid.columns), j - Math.floor(n / grid.columns)];
      const inside = Math.min(1, Math.sqrt(dx * dx + dy * dy) / fade);
      nodes[k] *= inside * inside * (3 - 2 * inside);
    }
  }
  return { nodes, skins: skins.map((skin) => onGrid(nodes, grid, skin)) };
}

/** The least value among the pixels within one cell of every node. */
function leastAround(mask: Float32Array, width: number, height: number, grid: Grid): Float32Array {
  const { cell, columns, rows } = grid;
  const out = new Float32Array(columns * rows).fill(1);
  for (let y = 0; y < height; y++) {
    const [above, below] = [Math.floor(y / cell), Math.ceil(y / cell)];
    for (let x = 0; x < width; x++) {
      const value = Math.max(0, mask[y * width + x]);
      const [left, right] = [Math.floor(x / cell), Math.ceil(x / cell)];
      for (let j = above; j <= below; j++) {
        const [a, b] = [j * columns + left, j * columns + right];
        if (value < out[a]) out[a] = value;
        if (value < out[b]) out[b] = value;
      }
    }
  }
  return out;
}

function onGrid(nodes: Float32Array, grid: Grid, to: Grid): Float32Array {
  const out = new Float32Array(to.columns * to.rows);
  for (let j = 0, k = 0; j < to.rows; j++)
    for (let i = 0; i < to.columns; i++, k++)
      out[k] = maskAt(nodes, grid, to.x0 + i * to.cell, to.y0 + j * to.cell);
  return out;
}

/** Between the nodes of the picture's grid, at (x, y) px; beyond the picture as at its border. */
export function maskAt(nodes: Float32Array, { cell, columns, rows }: Grid, x: number, y: number): number {
  const gx = Math.min(columns - 1.001, Math.max(0, x / cell));
  const gy = Math.min(rows - 1.001, Math.max(0, y / cell));
  const [i, j] = [Math.floor(gx), Math.floor(gy)];
  const k = j * columns + i;
  const top = nodes[k] + (gx - i) * (nodes[k + 1] - nodes[k]);
  const bottom = nodes[k + columns] + (gx - i) * (nodes[k + columns + 1] - nodes[k + columns]);
  return top + (gy - j) * (bottom - top);
}

/** Holds a displacement to what the mask allows; a face's field may be longer than its mask. */
export function holdField(mask: Float32Array | undefined, { dx, dy }: NodeField): void {
  if (mask === undefined) return;
  for (let k = 0; k < mask.length; k++) {
    dx[k] *= mask[k];
    dy[k] *= mask[k];
  }
}
