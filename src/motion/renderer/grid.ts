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

/**
 * Inverts a forward displacement by fixed-point iteration (`p <- q - d(p)`), on the nodes of `out`'s grid:
 * on return `x`/`y` hold where each node's content comes from. Converges while the field's slope stays below 1.
 * @param x in: places q, out: sources p; px
 */
export function invertField(
  grid: Grid,
  field: NodeField,
  x: Float32Array,
  y: Float32Array,
  steps: number,
): void {
  const { columns, rows, cell, x0, y0 } = grid;
  const { dx, dy } = field;
  const [maxColumn, maxRow] = [columns - 1.001, rows - 1.001];
  for (let k = 0; k < x.length; k++) {
    const [qx, qy] = [x[k], y[k]];
    let [px, py] = [qx, qy];
    for (let step = 0; step < steps; step++) {
      const gx = Math.min(maxColumn, Math.max(0, (px - x0) / cell));
      const gy = Math.min(maxRow, Math.max(0, (py - y0) / cell));
      const [i, j] = [Math.floor(gx), Math.floor(gy)];
      const [fx, fy] = [gx - i, gy - j];
      const at = j * columns + i;
      const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
      const sx = a * dx[at] + b * dx[at + 1] + c * dx[at + columns] + d * dx[at + columns + 1];
      const sy = a * dy[at] + b * dy[at + 1] + c * dy[at + columns] + d * dy[at + columns + 1];
      px = qx - sx;
      py = qy - sy;
    }
    x[k] = px;
    y[k] = py;
  }
}
