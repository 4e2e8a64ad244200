/**
 * Bilinear resize of one plane of numbers; pixel centres lie at +0.5, borders are repeated.
 *
 * @param source `sourceWidth * sourceHeight` values
 * @returns `width * height` values
 */
export function resizePlane(
  source: Float32Array,
  sourceWidth: number,
  sourceHeight: number,
  width: number,
  height: number,
): Float32Array {
  const columns = axisTaps(sourceWidth, width);
  const rows = axisTaps(sourceHeight, height);
  const out = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const upper = (rows.first[y] as number) * sourceWidth;
    const lower = (rows.second[y] as number) * sourceWidth;
    const fy = rows.share[y] as number;
    for (let x = 0; x < width; x++) {
      const x0 = columns.first[x] as number;
      const x1 = columns.second[x] as number;
      const fx = columns.share[x] as number;
      const above = (source[upper + x0] as number) * (1 - fx) + (source[upper + x1] as number) * fx;
      const below = (source[lower + x0] as number) * (1 - fx) + (source[lower + x1] as number) * fx;
      out[y * width + x] = above * (1 - fy) + below * fy;
    }
  }
  return out;
}

/** Between which two source positions every target position lies, and how far toward the second. */
function axisTaps(sourceLength: number, length: number) {
  const first = new Int32Array(length);
  const second = new Int32Array(length);
  const share = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    const at = Math.min(Math.max(((i + 0.5) * sourceLength) / length - 0.5, 0), sourceLength - 1);
    first[i] = Math.floor(at);
    second[i] = Math.min(Math.floor(at) + 1, sourceLength - 1);
    share[i] = at - Math.floor(at);
  }
  return { first, second, share };
}

interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The numbers of a plane at another size, as a copy that may be changed. */
export function planeOfSize(
  plane: Plane,
  { width, height }: { readonly width: number; readonly height: number },
): Float32Array {
  if (plane.width === width && plane.height === height) return plane.data.slice();
  return resizePlane(plane.data, plane.width, plane.height, width, height);
}
