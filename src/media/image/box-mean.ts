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
  const columnShares = windowShares(width, radius);
  for (let y = 0; y < height; y++) meanAlongRow(source, rows, y * width, width, radius, columnShares);
  meanAlongColumns(rows, target, width, height, radius);
  return target;
}

/** 1 / length of the clipped window around every position. */
function windowShares(length: number, radius: number): Float64Array {
  return Float64Array.from(
    { length },
    (_, i) => 1 / (Math.min(i + radius, length - 1) - Math.max(i - radius, 0) + 1),
  );
}

function meanAlongRow(
  source: Float32Array,
  target: Float32Array,
  start: number,
  length: number,
  radius: number,
  shares: Float64Array,
): void {
  const end = start + length;
  let sum = 0;
  for (let i = start; i < Math.min(start + radius, end); i++) sum += source[i] as number;
  for (let x = 0; x < length; x++) {
    const entering = start + x + radius;
    const leaving = entering - 2 * radius - 1;
    if (entering < end) sum += source[entering] as number;
    if (leaving >= start) sum -= source[leaving] as number;
    target[start + x] = sum * (shares[x] as number);
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
  const shares = windowShares(height, radius);
  const sums = new Float64Array(width);
  for (let y = 0; y < Math.min(radius, height); y++) addRow(sums, source, y * width);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(sums, source, (y + radius) * width);
    if (y - radius > 0) subtractRow(sums, source, (y - radius - 1) * width);
    const share = shares[y] as number;
    const row = y * width;
    for (let x = 0; x < width; x++) target[row + x] = (sums[x] as number) * share;
  }
}

function addRow(sums: Float64Array, source: Float32Array, row: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] as number) + (source[row + x] as number);
}

function subtractRow(sums: Float64Array, source: Float32Array, row: number): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] as number) - (source[row + x] as number);
}
