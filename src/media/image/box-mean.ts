/**
 * Mean of every pixel's (2r + 1)² window, the window clipped at the borders.
 * Two passes of running sums: the cost does not depend on the radius.
 *
 * @param source `width * height` values
 * @param radius px, >= 0
 * @param target receives the means; may not be `source`
 */
export function boxMean(
  source: Float32Array,
  width: number,
  height: number,
  radius: number,
  target: Float32Array = new Float32Array(source.length),
): Float32Array {
  const rows = new Float32Array(source.length);
  for (let y = 0; y < height; y++) meanAlongRow(source, rows, y * width, width, radius);
  meanAlongColumns(rows, target, width, height, radius);
  return target;
}

function meanAlongRow(
  source: Float32Array,
  target: Float32Array,
  start: number,
  length: number,
  radius: number,
): void {
  let sum = 0;
  for (let x = 0; x < Math.min(radius, length); x++) sum += source[start + x] as number;
  for (let x = 0; x < length; x++) {
    if (x + radius < length) sum += source[start + x + radius] as number;
    if (x - radius > 0) sum -= source[start + x - radius - 1] as number;
    target[start + x] = sum / (Math.min(x + radius, length - 1) - Math.max(x - radius, 0) + 1);
  }
}

/** All columns at once, row by row, so that memory is read in order. Sums are in double precision. */
function meanAlongColumns(
  source: Float32Array,
  target: Float32Array,
  width: number,
  height: number,
  radius: number,
): void {
  const sums = new Float64Array(width);
  const addRow = (y: number, sign: 1 | -1) => {
    for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) + sign * (source[y * width + x] as number);
  };
  for (let y = 0; y < Math.min(radius, height); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(y + radius, 1);
    if (y - radius > 0) addRow(y - radius - 1, -1);
    const count = Math.min(y + radius, height - 1) - Math.max(y - radius, 0) + 1;
    for (let x = 0; x < width; x++) target[y * width + x] = (sums[x] as number) / count;
  }
}
