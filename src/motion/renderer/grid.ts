/** A regular grid of nodes: node (i, j) lies at (x0 + i * cell, y0 + j * cell) px. */
export interface Grid {
  readonly x0: number;
  readonly y0: number;
  /** px */
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
}

/** A displacement per node, px. */
export interface NodeField {
  readonly dx: Float32Array;
  readonly dy: Float32Array;
}

/** The grid that covers a picture. */
export function pictureGrid(width: number, height: number, cell: number): Grid {
  return { x0: 0, y0: 0, cell, columns: Math.ceil(width / cell) + 1, rows: Math.ceil(height / cell) + 1 };
}

/** A field of zeros on `grid`. */
export function emptyField(grid: Grid): NodeField {
  return { dx: new Float32Array(grid.columns * grid.rows), dy: new Float32Array(grid.columns * grid.rows) };
}

/** Change of a place between two steps below which it counts as found, px. */
const FOUND = 0.002;

/**
 * Inverts a forward displacement by fixed-point iteration (`p <- q - d(p)`): on return `x`/`y` hold where each
 * node's content comes from. Converges while the field's slope stays below 1.
 * @param x in: places q, out: sources p; px @param nodes indices of the places to invert, the first `count` of them
 */
export function invertField(
  grid: Grid,
  field: NodeField,
  x: Float32Array,
  y: Float32Array,
  steps: number,
  nodes?: Int32Array,
  count = x.length,
): void {
  const { columns, rows, cell, x0, y0 } = grid;
  const { dx, dy } = field;
  const maxColumn = columns - 1.001;
  const maxRow = rows - 1.001;
  for (let n = 0; n < count; n++) {
    const k = nodes === undefined ? n : nodes[n];
    const qx = x[k];
    const qy = y[k];
    let px = qx;
    let py = qy;
    for (let step = 0; step < steps; step++) {
      const gx = Math.min(maxColumn, Math.max(0, (px - x0) / cell));
      const gy = Math.min(maxRow, Math.max(0, (py - y0) / cell));
      const i = Math.floor(gx);
      const j = Math.floor(gy);
      const fx = gx - i;
      const fy = gy - j;
      const at = j * columns + i;
      const a = (1 - fx) * (1 - fy);
      const b = fx * (1 - fy);
      const c = (1 - fx) * fy;
      const d = fx * fy;
      const nx = qx - (a * dx[at] + b * dx[at + 1] + c * dx[at + columns] + d * dx[at + columns + 1]);
      const ny = qy - (a * dy[at] + b * dy[at + 1] + c * dy[at + columns] + d * dy[at + columns + 1]);
      const found = Math.abs(nx - px) < FOUND && Math.abs(ny - py) < FOUND;
      px = nx;
      py = ny;
      if (found) break;
    }
    x[k] = px;
    y[k] = py;
  }
}
