import { CHIN, FOREHEAD } from '../rig/face-points.ts';
import { apply, type FaceFit } from '../rig/fit-face.ts';
import { headRotation, type Rotation } from '../rig/rotation.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { blurNodes } from './blur-nodes.ts';
import type { Grid, NodeField } from './grid.ts';
import { meshWeights } from './mesh-weights.ts';

/** What a turn of the head does to every node of the picture. */
export interface HeadField {
  /** px to the viewer, relative to the pivot */
  readonly z: Float32Array;
  /** 1 in the head, easing to 0 at the shoulders (and beside the head where no matte cuts it out) */
  readonly weight: Float32Array;
  /** px */
  readonly pivot: readonly [number, number];
  /** Distance of the camera, px: how strong perspective is. */
  readonly distance: number;
  /** Chin to forehead, px. */
  readonly faceHeight: number;
  /** Unit vector from forehead to chin in the picture. */
  readonly down: readonly [number, number];
}

/** Where the neck carries the head, canonical cm: below and behind the face. */
const PIVOT: readonly [number, number, number] = [0, -6.5, -4.2];
/** The skull as an ellipsoid, canonical cm. */
const SKULL_CENTRE: readonly [number, number, number] = [0, 1.2, -2.6];
const SKULL_RADII: readonly [number, number, number] = [8.1, 11.4, 9.4];
/** A portrait camera stands about this far away, cm. */
const CAMERA_DISTANCE_CM = 130;
/** Length of the neck where no shoulders were found, in face heights. */
const DEFAULT_NECK = 0.62;

/**
 * @param shoulderY y of the shoulder line in px, if known
 * @param cutOut true when a matte separates the head from the background
 */
export function headField(
  fit: FaceFit,
  grid: Grid,
  shoulderY: number | undefined,
  cutOut: boolean,
): HeadField {
  const pivot3 = place(fit, PIVOT);
  const at = (i: number): [number, number] => [fit.points[3 * i], fit.points[3 * i + 1]];
  const [chin, forehead] = [at(CHIN), at(FOREHEAD)];
  const up = apply(fit.rotation, [0, 1, 0]);
  const upLength = Math.sqrt(up[0] ** 2 + up[1] ** 2) || 1;
  const down: [number, number] = [-up[0] / upLength, up[1] / upLength];
  const faceHeight = Math.sqrt((chin[0] - forehead[0]) ** 2 + (chin[1] - forehead[1]) ** 2);
  const z = headDepth(fit, grid);
  for (let k = 0; k < z.length; k++) z[k] -= pivot3[2];
  const toShoulders = shoulderY === undefined ? DEFAULT_NECK * faceHeight : shoulderY - chin[1];
  const neck = Math.min(1.1, Math.max(0.42, toShoulders / faceHeight)) * faceHeight;
  const middle = place(fit, SKULL_CENTRE);
  const weight = new Float32Array(grid.columns * grid.rows);
  forNodes(grid, (x, y, k) => {
    const below = (x - chin[0]) * down[0] + (y - chin[1]) * down[1];
    const beside = Math.sqrt(((x - middle[0]) / 0.8) ** 2 + (y - middle[1]) ** 2) / faceHeight;
    weight[k] =
      (1 - smoothStep(-0.02 * faceHeight, neck, below)) * (cutOut ? 1 : 1 - smoothStep(0.85, 1.75, beside));
  });
  return {
    z,
    weight,
    pivot: [pivot3[0], pivot3[1]],
    distance: CAMERA_DISTANCE_CM * fit.scale,
    faceHeight,
    down,
  };
}

/** Picture place (x, y down, z) of a canonical point, px. */
export function place(fit: FaceFit, point: readonly [number, number, number]): [number, number, number] {
  const [x, y, z] = apply(fit.rotation, point);
  return [fit.origin[0] + fit.scale * x, fit.origin[1] - fit.scale * y, fit.origin[2] + fit.scale * z];
}

function forNodes(grid: Grid, visit: (x: number, y: number, k: number) => void): void {
  for (let j = 0, k = 0; j < grid.rows; j++)
    for (let i = 0; i < grid.columns; i++, k++) visit(grid.x0 + i * grid.cell, grid.y0 + j * grid.cell, k);
}

/** Depth of the head in px to the viewer: the face mesh, continued by the skull's ellipsoid. */
function headDepth(fit: FaceFit, grid: Grid): Float32Array {
  const count = grid.columns * grid.rows;
  const places = new Float32Array(count * 2);
  forNodes(grid, (x, y, k) => places.set([x, y], 2 * k));
  const mesh = meshWeights(fit.points, places, 0.75 * fit.interocular);
  const out = new Float32Array(count);
  for (let k = 0; k < count; k++) {
    const skull = skullDepth(fit, places[2 * k], places[2 * k + 1]);
    let [meshZ, total] = [0, 0];
    for (let n = 3 * k; n < 3 * k + 3; n++) {
      meshZ += mesh.weights[n] * fit.points[3 * mesh.vertices[n] + 2];
      total += mesh.weights[n];
    }
    out[k] = skull * (1 - total) + meshZ;
  }
  const passes = Math.max(1, Math.round((0.06 * fit.interocular) / grid.cell) + 1);
  smoothDepth(out, grid, passes);
  return out;
}

/**
 * Takes creases off the depth and gives back what blurring flattens (Tukey's twicing): a nose that stands out less turns
 * less.
 */
function smoothDepth(depth: Float32Array, grid: Grid, passes: number): void {
  const sharp = depth.slice();
  blurNodes(depth, grid.columns, grid.rows, passes);
  const lost = sharp.map((v, k) => v - depth[k]);
  blurNodes(lost, grid.columns, grid.rows, passes);
  for (let k = 0; k < depth.length; k++) depth[k] += lost[k];
}

/** Depth of the ellipsoid's front under (x, y); beside it the depth of its silhouette. */
function skullDepth(fit: FaceFit, x: number, y: number): number {
  const [a, b, c, d, e, f, g, h, i] = fit.rotation;
  const centre = place(fit, SKULL_CENTRE);
  const [px, py] = [(x - centre[0]) / fit.scale, -(y - centre[1]) / fit.scale];
  // canonical = rotation^T * picture: a point on the ray is base + z * direction, both scaled to the unit sphere
  const base = [
    (a * px + d * py) / SKULL_RADII[0],
    (b * px + e * py) / SKULL_RADII[1],
    (c * px + f * py) / SKULL_RADII[2],
  ];
  const ray = [g / SKULL_RADII[0], h / SKULL_RADII[1], i / SKULL_RADII[2]];
  const rr = ray[0] ** 2 + ray[1] ** 2 + ray[2] ** 2;
  const br = base[0] * ray[0] + base[1] * ray[1] + base[2] * ray[2];
  const bb = base[0] ** 2 + base[1] ** 2 + base[2] ** 2;
  const root = (br * br - rr * (bb - 1)) / (rr * rr);
  const closest = Math.max(-6, Math.min(6, -br / rr));
  return centre[2] + fit.scale * (closest + Math.sqrt(Math.max(0, root)));
}

/** Adds the displacement of a head turn (degrees) to `out`. */
export function addHeadTurn(
  field: HeadField,
  grid: Grid,
  yaw: number,
  pitch: number,
  roll: number,
  out: NodeField,
): void {
  if (yaw === 0 && pitch === 0 && roll === 0) return;
  const r: Rotation = headRotation(yaw, pitch, roll);
  const [pivotX, pivotY] = field.pivot;
  for (let j = 0, k = 0; j < grid.rows; j++) {
    const y = pivotY - (grid.y0 + j * grid.cell);
    for (let i = 0; i < grid.columns; i++, k++) {
      const w = field.weight[k];
      if (w === 0) continue;
      const x = grid.x0 + i * grid.cell - pivotX;
      const z = field.z[k];
      const turnedX = r[0] * x + r[1] * y + r[2] * z;
      const turnedY = r[3] * x + r[4] * y + r[5] * z;
      const turnedZ = r[6] * x + r[7] * y + r[8] * z;
      const nearer = (field.distance - z) / (field.distance - turnedZ);
      out.dx[k] += w * (turnedX * nearer - x);
      out.dy[k] -= w * (turnedY * nearer - y);
    }
  }
}
