import type { Grid } from './grid.ts';

/**
 * Pixel values averaged around every node with the pixels' weights; nodes without weight take the nearest that have
 * it, by spreading. @param weight 0..1 per pixel
 */
export function nodeAverage(
  grid: Grid,
  width: number,
  height: number,
  values: Float32Array,
  weight: (k: number) => number,
): Float32Array {
  const count = grid.columns * grid.rows;
  const out = new Float32Array(count);
  const total = new Float32Array(count);
  for (let y = 0; y < height; y++) {
    const row = Math.round(y / grid.cell) * grid.columns;
    for (let x = 0; x < width; x++) {
      const k = y * width + x;
      const w = weight(k);
      if (w <= 0) continue;
      const node = row + Math.round(x / grid.cell);
      out[node] += w * values[k];
      total[node] += w;
    }
  }
  for (let k = 0; k < count; k++) if (total[k] > 0) out[k] /= total[k];
  spread(out, total, grid);
  return out;
}

/** Fills nodes of zero weight ring by ring from their neighbours. */
function spread(values: Float32Array, total: Float32Array, grid: Grid): void {
  const { columns, rows } = grid;
  let front: number[] = [];
  for (let k = 0; k < total.length; k++) if (total[k] > 0) front.push(k);
  while (front.length > 0) {
    const next = new Set<number>();
    for (const k of front) {
      const [i, j] = [k % columns, Math.floor(k / columns)];
      if (i > 0 && total[k - 1] === 0) next.add(k - 1);
      if (i < columns - 1 && total[k + 1] === 0) next.add(k + 1);
      if (j > 0 && total[k - columns] === 0) next.add(k - columns);
      if (j < rows - 1 && total[k + columns] === 0) next.add(k + columns);
    }
    front = [...next];
    const found = front.map((k) => {
      let [sum, n] = [0, 0];
      const [i, j] = [k % columns, Math.floor(k / columns)];
      for (const [di, dj] of [
        [-1, 0],
        [1, 0],
        [0, -1],
        [0, 1],
      ]) {
        const [a, b] = [i + di, j + dj];
        if (a < 0 || b < 0 || a >= columns || b >= rows || total[b * columns + a] === 0) continue;
        sum += values[b * columns + a];
        n++;
      }
      return sum / n;
    });
    front.forEach((k, n) => {
      values[k] = found[n];
      total[k] = 1;
    });
  }
}
