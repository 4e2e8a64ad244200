import { CANONICAL, VERTEX_COUNT } from '../rig/canonical-face.ts';
import { smoothStep } from '../rig/smooth-step.ts';

/** How places take part in the mesh's motion: three vertices and their weights per place. */
export interface MeshWeights {
  /** 3 per place */
  readonly vertices: Uint16Array;
  /** 3 per place; all 0 where the mesh has no say */
  readonly weights: Float32Array;
}

/**
 * Weights of the nearest-to-viewer triangle over every place; outside the mesh those of the nearest point of
 * its outline as it is seen, fading to 0 within `reach` px.
 * @param points 468 x 3, px @param places x, y pairs, px @param skip triangles to leave out
 */
export function meshWeights(
  points: Float32Array,
  places: Float32Array,
  reach: number,
  skip: (a: number, b: number, c: number) => boolean = () => false,
): MeshWeights {
  const count = places.length / 2;
  const out: MeshWeights = { vertices: new Uint16Array(count * 3), weights: new Float32Array(count * 3) };
  const depth = new Float32Array(count).fill(-Infinity);
  const rows = indexByRow(places);
  const t = CANONICAL.triangles;
  for (let k = 0; k < t.length; k += 3) {
    if (skip(t[k], t[k + 1], t[k + 2])) continue;
    coverTriangle(points, [t[k], t[k + 1], t[k + 2]], places, rows, depth, out);
  }
  if (reach > 0) {
    const edges = outlineEdges(points);
    const near = outlineBox(points, edges, reach);
    for (let n = 0; n < count; n++) {
      const [x, y] = [places[2 * n], places[2 * n + 1]];
      if (depth[n] !== -Infinity || x < near.left || x > near.right || y < near.top || y > near.bottom)
        continue;
      fadeOutside(points, edges, x, y, reach, n, out);
    }
  }
  return out;
}

/**
 * Edges that may be the mesh's outline as it is seen: those of one triangle alone, and those on which it bends out of
 * sight. A turned face ends at such a bend, in front of its own far rim; pairs of vertices.
 */
function outlineEdges(points: Float32Array): Uint16Array {
  const sides = new Map<number, number>();
  const t = CANONICAL.triangles;
  for (let k = 0; k < t.length; k += 3) {
    const [a, b, c] = [t[k], t[k + 1], t[k + 2]];
    const [ax, ay] = [points[3 * a], points[3 * a + 1]];
    const area =
      (points[3 * b] - ax) * (points[3 * c + 1] - ay) - (points[3 * c] - ax) * (points[3 * b + 1] - ay);
    const facing = area < 0 ? 1 : 2;
    for (const [p, q] of [
      [a, b],
      [b, c],
      [c, a],
    ]) {
      const edge = Math.min(p, q) * VERTEX_COUNT + Math.max(p, q);
      const known = sides.get(edge);
      // 1 and 2: seen once from that side; 3: a bend; 4: between two triangles of one side
      sides.set(edge, known === undefined ? facing : known === facing ? 4 : 3);
    }
  }
  const out: number[] = [];
  for (const [edge, side] of sides)
    if (side !== 4) out.push(Math.floor(edge / VERTEX_COUNT), edge % VERTEX_COUNT);
  return Uint16Array.from(out);
}

/** Bounds of the mesh's outline and what lies within `reach` of it, px. */
function outlineBox(points: Float32Array, edges: Uint16Array, reach: number) {
  const x = Array.from(edges, (i) => points[3 * i]);
  const y = Array.from(edges, (i) => points[3 * i + 1]);
  return {
    left: Math.min(...x) - reach,
    right: Math.max(...x) + reach,
    top: Math.min(...y) - reach,
    bottom: Math.max(...y) + reach,
  };
}

/** Places grouped by whole px row, so that a triangle looks only at its own rows. */
function indexByRow(places: Float32Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (let n = 0; n < places.length / 2; n++) {
    const row = Math.floor(places[2 * n + 1]);
    const list = rows.get(row);
    if (list === undefined) rows.set(row, [n]);
    else list.push(n);
  }
  return rows;
}

const INSIDE_TOLERANCE = -1e-4;

function coverTriangle(
  points: Float32Array,
  [a, b, c]: readonly [number, number, number],
  places: Float32Array,
  rows: Map<number, number[]>,
  depth: Float32Array,
  out: MeshWeights,
): void {
  const [ax, ay, bx, by, cx, cy] = [
    points[3 * a],
    points[3 * a + 1],
    points[3 * b],
    points[3 * b + 1],
    points[3 * c],
    points[3 * c + 1],
  ];
  const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
  if (Math.abs(area) < 1e-9) return;
  const [left, right] = [Math.min(ax, bx, cx), Math.max(ax, bx, cx)];
  for (let row = Math.floor(Math.min(ay, by, cy)); row <= Math.max(ay, by, cy); row++) {
    for (const n of rows.get(row) ?? []) {
      const [x, y] = [places[2 * n], places[2 * n + 1]];
      if (x < left - 0.01 || x > right + 0.01) continue;
      const wb = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area;
      const wc = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area;
      const wa = 1 - wb - wc;
      if (wa < INSIDE_TOLERANCE || wb < INSIDE_TOLERANCE || wc < INSIDE_TOLERANCE) continue;
      const z = wa * points[3 * a + 2] + wb * points[3 * b + 2] + wc * points[3 * c + 2];
      if (z <= depth[n]) continue;
      depth[n] = z;
      assign(out, n, a, b, c, wa, wb, wc);
    }
  }
}

function fadeOutside(
  points: Float32Array,
  edges: Uint16Array,
  x: number,
  y: number,
  reach: number,
  n: number,
  out: MeshWeights,
): void {
  let best = reach;
  for (let k = 0; k < edges.length; k += 2) {
    const [a, b] = [edges[k], edges[k + 1]];
    const [ax, ay] = [points[3 * a], points[3 * a + 1]];
    const [ex, ey] = [points[3 * b] - ax, points[3 * b + 1] - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey || 1)));
    const distance = Math.sqrt((x - ax - along * ex) ** 2 + (y - ay - along * ey) ** 2);
    if (distance >= best) continue;
    best = distance;
    const fade = 1 - smoothStep(0, reach, distance);
    assign(out, n, a, b, b, (1 - along) * fade, along * fade, 0);
  }
}

/** Applies vertex displacements (468 x 2, px) to places: `dx`, `dy` (at least as long) receive one value each. */
export function applyMeshWeights(
  mesh: MeshWeights,
  deltas: Float32Array,
  dx: Float32Array,
  dy: Float32Array,
): void {
  const { vertices, weights } = mesh;
  for (let n = 0; n < weights.length / 3; n++) {
    const k = 3 * n;
    const [a, b, c] = [2 * vertices[k], 2 * vertices[k + 1], 2 * vertices[k + 2]];
    const [wa, wb, wc] = [weights[k], weights[k + 1], weights[k + 2]];
    dx[n] = wa * deltas[a] + wb * deltas[b] + wc * deltas[c];
    dy[n] = wa * deltas[a + 1] + wb * deltas[b + 1] + wc * deltas[c + 1];
  }
}

function assign(
  out: MeshWeights,
  n: number,
  a: number,
  b: number,
  c: number,
  wa: number,
  wb: number,
  wc: number,
): void {
  const k = 3 * n;
  out.vertices[k] = a;
  out.vertices[k + 1] = b;
  out.vertices[k + 2] = c;
  out.weights[k] = wa;
  out.weights[k + 1] = wb;
  out.weights[k + 2] = wc;
}
