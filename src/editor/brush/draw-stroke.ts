import { packStrokes, STROKE_NUMBERS, STROKE_UNITS, type Stroke } from '../../values/strokes.ts';

/** A point in fractions of the picture's width and height. */
export type Spot = readonly [x: number, y: number];

/** A line may be simplified by this share of the brush's radius: nobody sees it. */
const TOLERANCE = 0.12;

/** The brush as it is set; numbers as in {@link Stroke}. */
export type Brush = Omit<Stroke, 'points'>;

/**
 * A stroke along a path, with as few points as show the same line (Douglas and Peucker 1973).
 * @param aspect width of the picture by its height
 */
export function strokeOf(brush: Brush, path: readonly Spot[], aspect: number): Stroke {
  const tolerance = Math.max(0.0005, (brush.radius / 1000) * TOLERANCE);
  // Distances count in shares of the longer side, like the brush.
  const scale: Spot = aspect >= 1 ? [1, 1 / aspect] : [aspect, 1];
  const units = (part: number) => Math.round(Math.min(1, Math.max(0, part)) * STROKE_UNITS);
  const points = simplified(path, scale, tolerance).flatMap(([x, y]) => [units(x), units(y)]);
  return { ...brush, points };
}

/** The strokes with another at the end, packed; undefined where the document has no room for it. */
export function withStroke(strokes: readonly Stroke[], stroke: Stroke): number[] | undefined {
  const packed = packStrokes([...strokes, stroke]);
  return packed.length <= STROKE_NUMBERS ? packed : undefined;
}

function simplified(path: readonly Spot[], scale: Spot, tolerance: number): readonly Spot[] {
  const first = path[0];
  const last = path.at(-1);
  if (!first || !last || path.length < 3) return path;
  let farthest = 0;
  let distance = 0;
  for (let i = 1; i < path.length - 1; i++) {
    const away = distanceToLine(path[i] ?? first, first, last, scale);
    if (away > distance) [farthest, distance] = [i, away];
  }
  if (distance <= tolerance) return [first, last];
  const before = simplified(path.slice(0, farthest + 1), scale, tolerance);
  return [...before.slice(0, -1), ...simplified(path.slice(farthest), scale, tolerance)];
}

function distanceToLine([x, y]: Spot, [ax, ay]: Spot, [bx, by]: Spot, [sx, sy]: Spot): number {
  const [dx, dy] = [(bx - ax) * sx, (by - ay) * sy];
  const [px, py] = [(x - ax) * sx, (y - ay) * sy];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
  return Math.hypot(px - t * dx, py - t * dy);
}
