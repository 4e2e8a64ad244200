import { addTurnedLight } from './face-light.ts';
import type { Grid } from './grid.ts';
import { applyMeshWeights } from './mesh-weights.ts';
import type { FaceScene } from './scene.ts';
import { skinCreases } from './skin-creases.ts';

/** Arrays that the shading of a frame is worked out in. */
export interface ShadeRoom {
  /** Change of brightness per node of the resting head. */
  readonly turned: Float32Array;
  /** Change of brightness per node of a face's own grid, and a spare array. */
  readonly creased: Float32Array;
  readonly spare: Float32Array;
  /** Change of brightness per vertex, 468 x 2. */
  readonly vertices: Float32Array;
}

/** Places that the nodes of the output show, px. */
interface ShownPlaces {
  readonly headX: Float32Array;
  readonly headY: Float32Array;
  readonly photoX: Float32Array;
  readonly photoY: Float32Array;
}

/** Changes below this are none. */
const NO_CHANGE = 1 / 1024;

/**
 * Adds to `gain` (per node of the output) what turns of the heads do to their brightness.
 * @param turns degrees, per face @returns true when any node changes
 */
export function addTurns(
  faces: readonly FaceScene[],
  turns: ReadonlyArray<readonly [number, number, number]>,
  grid: Grid,
  room: ShadeRoom,
  { headX, headY }: ShownPlaces,
  gain: Float32Array,
): boolean {
  room.turned.fill(0);
  let any = false;
  faces.forEach((face, n) => {
    if (addTurnedLight(face.light, turns[n], room.turned)) any = true;
  });
  return any && addSampled(grid, room.turned, headX, headY, gain);
}

/** Adds to `gain` what an expression's creases do to the brightness of a face's skin; see {@link addTurns}. */
export function addCreases(
  face: FaceScene,
  deltas: Float32Array,
  room: ShadeRoom,
  { photoX, photoY }: ShownPlaces,
  gain: Float32Array,
): boolean {
  skinCreases(face.points, deltas, room.vertices);
  applyMeshWeights(face.mesh, room.vertices, room.creased, room.spare);
  return addSampled(face.grid, room.creased, photoX, photoY, gain);
}

/** Adds the values of a grid at the given places to `gain`; nothing beyond the grid. */
function addSampled(
  { x0, y0, cell, columns, rows }: Grid,
  values: Float32Array,
  x: Float32Array,
  y: Float32Array,
  gain: Float32Array,
): boolean {
  let any = false;
  for (let k = 0; k < gain.length; k++) {
    const gx = (x[k] - x0) / cell;
    const gy = (y[k] - y0) / cell;
    if (gx < 0 || gy < 0 || gx >= columns - 1 || gy >= rows - 1) continue;
    const i = Math.floor(gx);
    const j = Math.floor(gy);
    const at = j * columns + i;
    const top = values[at] + (gx - i) * (values[at + 1] - values[at]);
    const bottom = values[at + columns] + (gx - i) * (values[at + columns + 1] - values[at + columns]);
    const change = top + (gy - j) * (bottom - top);
    if (change > -NO_CHANGE && change < NO_CHANGE) continue;
    gain[k] += change;
    any = true;
  }
  return any;
}
