import type { ImageValue } from '../../values/value.ts';
import { CANONICAL, VERTEX_COUNT } from '../rig/canonical-face.ts';
import {
  LEFT_BROW,
  LEFT_EYE,
  OUTER_LOWER_LIP,
  OUTER_UPPER_LIP,
  RIGHT_BROW,
  RIGHT_EYE,
} from '../rig/face-points.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { headRotation } from '../rig/rotation.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { blurNodes } from './blur-nodes.ts';
import type { Grid } from './grid.ts';
import { type HeadField, place } from './head-field.ts';
import { photoLuma } from './photo-colour.ts';

/** The light on a head, and how the head answers when it turns in it. */
export interface FaceLight {
  /** Slope of the brightness over the surface's normal (x right, y up, z to the viewer), of the mean brightness. */
  readonly slope: readonly [number, number, number];
  /** Per node 3 values: what a change of the normal's brightness does to it, along the three axes. */
  readonly response: Float32Array;
}

/** Share of the light that comes with the viewer: a cheek that turns away darkens a little even in flat light. */
const FRONT_SLOPE = 0.22;
/** Steepest slope of light across the face that is believed: beyond it paint, shadow or hair was measured. */
const MOST_SLOPE = 0.55;
/** Pull of the measured slopes toward none, in places looked at. */
const RIDGE = 6;
/** Least brightness that the model gives a place, of the mean. */
const LEAST_LIGHT = 0.45;
/** Share of the change that is shown: photos are lit from more than one side. */
const GENTLE = 0.8;
/** The head outside the face (hair, hats) answers this much; where that begins and is reached, in faces. */
const BESIDE = 0.35;
const FACE_ENDS = 0.85;
const BESIDE_FROM = 1.3;
/** Half the width and the height of a face, and its middle, canonical cm. */
const FACE_RADII: readonly [number, number] = [7.8, 10.5];
const FACE_MIDDLE: readonly [number, number, number] = [0, 0.5, 2];

/** Learns the light from the skin and works out every node's answer to a turn. */
export function faceLight(image: ImageValue, fit: FaceFit, head: HeadField, grid: Grid): FaceLight {
  const slope = lightSlope(image, fit);
  const { columns, rows } = grid;
  const parts = [0, 1, 2].map(() => new Float32Array(columns * rows));
  const [mx, my] = place(fit, FACE_MIDDLE);
  for (let j = 0, k = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++, k++) {
      if (head.weight[k] === 0) continue;
      const [x, y] = [(grid.x0 + i * grid.cell - mx) / fit.scale, (grid.y0 + j * grid.cell - my) / fit.scale];
      const away = Math.sqrt((x / FACE_RADII[0]) ** 2 + (y / FACE_RADII[1]) ** 2);
      const lit = head.weight[k] * (1 - (1 - BESIDE) * smoothStep(FACE_ENDS, BESIDE_FROM, away));
      const normal = nodeNormal(head.z, grid, i, j);
      const light = 1 - slope[2] + slope[0] * normal[0] + slope[1] * normal[1] + slope[2] * normal[2];
      for (let c = 0; c < 3; c++) parts[c][k] = (GENTLE * lit * normal[c]) / Math.max(LEAST_LIGHT, light);
    }
  }
  const response = new Float32Array(3 * columns * rows);
  parts.forEach((part, c) => {
    blurNodes(part, columns, rows, 3);
    for (let k = 0; k < part.length; k++) response[3 * k + c] = part[k];
  });
  return { slope, response };
}

/** Steepest depth, px per px: the outline of a head is not where its light is read. */
const MOST_STEEP = 1.8;

/** Normal of the head's surface at node (i, j), y up. */
function nodeNormal(z: Float32Array, { columns, rows, cell }: Grid, i: number, j: number): number[] {
  const [l, r] = [Math.max(0, i - 1), Math.min(columns - 1, i + 1)];
  const [t, b] = [Math.max(0, j - 1), Math.min(rows - 1, j + 1)];
  const bound = (v: number): number => Math.max(-MOST_STEEP, Math.min(MOST_STEEP, v));
  const dx = bound((z[j * columns + r] - z[j * columns + l]) / ((r - l) * cell));
  const dy = bound((z[t * columns + i] - z[b * columns + i]) / ((b - t) * cell));
  const length = Math.sqrt(1 + dx * dx + dy * dy);
  return [-dx / length, -dy / length, 1 / length];
}

/**
 * Least-squares slope of the skin's brightness over the mesh's normals (one light, Lambert's law), fitted twice: the
 * second time without the half of the places that fits worst (beards, shadows of the nose, blushes).
 */
function lightSlope(image: ImageValue, fit: FaceFit): readonly [number, number, number] {
  const normals = vertexNormals(fit.points);
  const features = new Set<number>([
    ...LEFT_BROW,
    ...RIGHT_BROW,
    ...OUTER_UPPER_LIP,
    ...OUTER_LOWER_LIP,
    ...[LEFT_EYE, RIGHT_EYE].flatMap(({ upper, lower, crease, below }) => [
      ...upper,
      ...lower,
      ...crease,
      ...below,
    ]),
  ]);
  let samples: [number, number, number][] = [];
  for (let i = 0; i < VERTEX_COUNT; i++) {
    if (features.has(i) || normals[3 * i + 2] < 0.25) continue;
    const light = photoLuma(image, fit.points[3 * i], fit.points[3 * i + 1]);
    samples.push([normals[3 * i], normals[3 * i + 1], light]);
  }
  let model = fitSlope(samples);
  const off = ([nx, ny, light]: readonly number[]): number =>
    Math.abs(light - model[0] - model[1] * nx - model[2] * ny);
  samples = [...samples].sort((a, b) => off(a) - off(b)).slice(0, samples.length >> 1);
  model = fitSlope(samples);
  const bound = (v: number): number =>
    Math.max(-MOST_SLOPE, Math.min(MOST_SLOPE, v / Math.max(16, model[0])));
  return [bound(model[1]), bound(model[2]), FRONT_SLOPE];
}

/** Mean and slopes along x and y of `[x, y, value]` samples (ridge regression). */
function fitSlope(samples: ReadonlyArray<readonly [number, number, number]>): [number, number, number] {
  let [n, x, y, v] = [1e-6, 0, 0, 0];
  for (const [sx, sy, sv] of samples) {
    n++;
    x += sx;
    y += sy;
    v += sv;
  }
  const [mx, my, mv] = [x / n, y / n, v / n];
  let [xx, xy, yy, xv, yv] = [RIDGE, 0, RIDGE, 0, 0];
  for (const [sx, sy, sv] of samples) {
    xx += (sx - mx) ** 2;
    yy += (sy - my) ** 2;
    xy += (sx - mx) * (sy - my);
    xv += (sx - mx) * (sv - mv);
    yv += (sy - my) * (sv - mv);
  }
  const det = xx * yy - xy * xy;
  const [bx, by] = [(xv * yy - yv * xy) / det, (yv * xx - xv * xy) / det];
  return [mv - bx * mx - by * my, bx, by];
}

/** Unit normals of the mesh's vertices, y up; 468 x 3. */
function vertexNormals(points: Float32Array): Float32Array {
  const out = new Float32Array(VERTEX_COUNT * 3);
  const t = CANONICAL.triangles;
  for (let k = 0; k < t.length; k += 3) {
    const corner = [t[k], t[k + 1], t[k + 2]];
    const [p, q, r] = corner.map((i) => [points[3 * i], -points[3 * i + 1], points[3 * i + 2]]);
    const [ax, ay, az] = [q[0] - p[0], q[1] - p[1], q[2] - p[2]];
    const [bx, by, bz] = [r[0] - p[0], r[1] - p[1], r[2] - p[2]];
    const cross = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
    for (const i of corner) for (let c = 0; c < 3; c++) out[3 * i + c] += cross[c];
  }
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const length = Math.sqrt(out[3 * i] ** 2 + out[3 * i + 1] ** 2 + out[3 * i + 2] ** 2) || 1;
    for (let c = 0; c < 3; c++) out[3 * i + c] /= length;
  }
  return out;
}

/** Largest change of brightness by a turn. */
const MOST_CHANGE = 0.14;

/**
 * Adds the change of brightness that a turn (degrees) brings to each node of the resting head, of its brightness.
 * @returns false when nothing changes
 */
export function addTurnedLight(
  { slope, response }: FaceLight,
  [yaw, pitch, roll]: readonly [number, number, number],
  out: Float32Array,
): boolean {
  if (yaw === 0 && pitch === 0 && roll === 0) return false;
  const r = headRotation(yaw, pitch, roll);
  // the turned normal in the light is the resting normal in the light turned back
  const x = r[0] * slope[0] + r[3] * slope[1] + r[6] * slope[2] - slope[0];
  const y = r[1] * slope[0] + r[4] * slope[1] + r[7] * slope[2] - slope[1];
  const z = r[2] * slope[0] + r[5] * slope[1] + r[8] * slope[2] - slope[2];
  for (let k = 0; k < out.length; k++) {
    const change = response[3 * k] * x + response[3 * k + 1] * y + response[3 * k + 2] * z;
    if (change !== 0) out[k] += Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, change));
  }
  return true;
}
