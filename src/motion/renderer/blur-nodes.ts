/** Smooths node values in place by repeated 3 x 3 binomial averaging; borders repeat. */
export function blurNodes(values: Float32Array, columns: number, rows: number, passes: number): void {
  const line = new Float32Array(values.length);
  for (let pass = 0; pass < passes; pass++) {
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const at = j * columns + i;
        const left = values[i > 0 ? at - 1 : at];
        const right = values[i < columns - 1 ? at + 1 : at];
        line[at] = (left + 2 * values[at] + right) / 4;
      }
    }
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const at = j * columns + i;
        const above = line[j > 0 ? at - columns : at];
        const below = line[j < rows - 1 ? at + columns : at];
        values[at] = (above + 2 * line[at] + below) / 4;
      }
    }
  }
}
