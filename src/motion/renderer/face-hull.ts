import { VERTEX_COUNT } from '../rig/canonical-face.ts';
import type { FaceFit } from '../rig/fit-face.ts';

type Point = readonly [x: number, y: number];

/**
 * Outline of all that is seen of a face, px, clockwise on the screen: the convex hull of its mesh (Andrew's monotone
 * chain). The ring of the face's own outline lies within it where a turned face hides its far cheek.
 */
export function faceHull(fit: Pick<FaceFit, 'points'>): readonly Point[] {
  const points = Array.from(
    { length: VERTEX_COUNT },
    (_, i): Point => [fit.points[3 * i], fit.points[3 * i + 1]],
  );
  points.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  return [...halfHull(points), ...halfHull(points.reverse())];
}

/** One side of the hull of points in order, without the last of them. */
function halfHull(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  for (const p of points) {
    while (out.length > 1 && cross(out[out.length - 2], out[out.length - 1], p) <= 0) out.pop();
    out.push(p);
  }
  return out.slice(0, -1);
}

/** Positive where p lies to the right of the way from a to b on the screen (y down). */
function cross(a: Point, b: Point, p: Point): number {
  return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
}

/** Distance of a place to the nearest side of a hull, px; negative inside. */
export function hullDistance(hull: readonly Point[], x: number, y: number): number {
  let most = -Infinity;
  for (let k = 0; k < hull.length; k++) {
    const [a, b] = [hull[k], hull[(k + 1) % hull.length]];
    const [ex, ey] = [b[0] - a[0], b[1] - a[1]];
    most = Math.max(most, -cross(a, b, [x, y]) / (Math.sqrt(ex * ex + ey * ey) || 1));
  }
  return most;
}
