import { hypotenuse } from '../portable-math.ts';

/** A straight coordinate system on the picture: s along a feature (to the right), t across it (downward), px. */
export interface LocalFrame {
  readonly x: number;
  readonly y: number;
  /** Unit vector of s. */
  readonly ex: number;
  readonly ey: number;
  /** Half the feature's length, px. */
  readonly half: number;
}

/** The frame of a feature that reaches from `a` to `b`; s grows to the right of the picture. */
export function localFrame(a: readonly [number, number], b: readonly [number, number]): LocalFrame {
  const [from, to] = a[0] <= b[0] ? [a, b] : [b, a];
  const length = hypotenuse(to[0] - from[0], to[1] - from[1]) || 1;
  return {
    x: (from[0] + to[0]) / 2,
    y: (from[1] + to[1]) / 2,
    ex: (to[0] - from[0]) / length,
    ey: (to[1] - from[1]) / length,
    half: length / 2,
  };
}

/** Picture to frame. */
export function toLocal(frame: LocalFrame, x: number, y: number): [number, number] {
  const [dx, dy] = [x - frame.x, y - frame.y];
  return [dx * frame.ex + dy * frame.ey, dy * frame.ex - dx * frame.ey];
}

/** Frame to picture. */
export function fromLocal(frame: LocalFrame, s: number, t: number): [number, number] {
  return [frame.x + s * frame.ex - t * frame.ey, frame.y + s * frame.ey + t * frame.ex];
}

/**
 * Height of a curve over whole columns `first .. first + count - 1`: linear between its points, level beyond its
 * ends, then smoothed a little so that corners of the polyline do not show.
 * @param points [s, t] pairs in any order
 */
export function columnHeights(
  points: ReadonlyArray<readonly [number, number]>,
  first: number,
  count: number,
): Float32Array {
  const sorted = [...points].sort((a, b) => a[0] - b[0]);
  const raw = new Float32Array(count);
  for (let n = 0, k = 0; n < count; n++) {
    const s = first + n;
    while (k < sorted.length - 2 && sorted[k + 1][0] < s) k++;
    const [a, b] = [sorted[k], sorted[k + 1]];
    const along = Math.min(1, Math.max(0, (s - a[0]) / Math.max(1e-6, b[0] - a[0])));
    raw[n] = a[1] + along * (b[1] - a[1]);
  }
  const out = new Float32Array(count);
  for (let n = 0; n < count; n++) {
    const [l, r] = [raw[Math.max(0, n - 1)], raw[Math.min(count - 1, n + 1)]];
    const [ll, rr] = [raw[Math.max(0, n - 2)], raw[Math.min(count - 1, n + 2)]];
    out[n] = (ll + 2 * l + 3 * raw[n] + 2 * r + rr) / 9;
  }
  return out;
}

/** Value of a column table at s, linear; the ends repeat. */
export function columnAt(table: Float32Array, first: number, s: number): number {
  const at = Math.min(table.length - 1.001, Math.max(0, s - first));
  const i = Math.floor(at);
  return table[i] + (at - i) * (table[i + 1] - table[i]);
}
