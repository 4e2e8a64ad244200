/** Blur of four interleaved channels by three box means in each direction (close to a Gaussian); borders repeat. */
export function blurLayer(
  layer: Float32Array | Uint8ClampedArray,
  width: number,
  height: number,
  radius: number,
): Float32Array {
  const out = Float32Array.from(layer);
  const line = new Float32Array(Math.max(width, height) * 4);
  for (let pass = 0; pass < 3; pass++) {
    for (let y = 0; y < height; y++) boxLine(out, line, y * width * 4, 4, width, radius);
    for (let x = 0; x < width; x++) boxLine(out, line, x * 4, width * 4, height, radius);
  }
  return out;
}

function boxLine(
  data: Float32Array,
  line: Float32Array,
  start: number,
  stride: number,
  count: number,
  radius: number,
): void {
  const size = 2 * radius + 1;
  for (let c = 0; c < 4; c++) {
    let sum = 0;
    for (let n = -radius; n <= radius; n++)
      sum += data[start + Math.min(count - 1, Math.max(0, n)) * stride + c];
    for (let n = 0; n < count; n++) {
      line[n * 4 + c] = sum / size;
      sum += data[start + Math.min(count - 1, n + radius + 1) * stride + c];
      sum -= data[start + Math.max(0, n - radius) * stride + c];
    }
  }
  for (let n = 0; n < count; n++) for (let c = 0; c < 4; c++) data[start + n * stride + c] = line[n * 4 + c];
}
