import { CLEAR, OUTLINE, SOLID } from './cell-kinds.ts';
import type { FrameFields } from './frame-fields.ts';
import { frameRoom } from './frame-room.ts';
import type { LocalFrame } from './local-frame.ts';
import type { Scene } from './scene.ts';

/** How the pixels of an output cell are drawn: as in the photo, */
export const COPIED = 0;
/** from the background alone, */
export const BACKGROUND = 1;
/** from the subject alone, in whole-number arithmetic, */
export const RESAMPLED = 2;
/** pixel by pixel from the subject over the background, */
export const MIXED = 3;
/** or the same with eyes or a mouth that move. */
export const FEATURED = 4;

/**
 * Decides for every cell how its pixels are drawn in a frame. All back ends draw by this plan.
 * @param focus `camera.focus` of the frame @param plan one entry per cell, row by row
 */
export function planCells(scene: Scene, fields: FrameFields, focus: number, plan: Uint8Array): void {
  const { columns, rows } = scene.grid;
  const everywhere = drawsEverywhere(fields, focus);
  const { shown } = frameRoom(scene);
  markShown(scene, fields, shown);
  const circles = featureCircles(scene, fields);
  for (let j = 0, c = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++, c++) {
      const near = scene.distances[j * columns + i] <= fields.reach;
      const kind = near ? shownKind(scene, shown, i, j) : CLEAR;
      if (kind === CLEAR) {
        plan[c] = everywhere && scene.plate !== undefined ? BACKGROUND : COPIED;
        continue;
      }
      const features = featureNear(circles, j * columns + i);
      if (!everywhere && !features && !cellMoves(scene, fields, i, j)) plan[c] = COPIED;
      else if (features) plan[c] = FEATURED;
      else plan[c] = kind === SOLID && focus >= 0 && fields.blur === undefined ? RESAMPLED : MIXED;
    }
  }
}

/** True when no pixel may be assumed to be as in the photo. */
export function drawsEverywhere(fields: FrameFields, focus: number): boolean {
  return fields.everywhere || focus !== 0;
}

/** Puts into `shown` the kind of what the photo shows at every node within reach. */
function markShown(scene: Scene, { photoX, photoY, reach }: FrameFields, shown: Uint8Array): void {
  const { grid, kinds, distances } = scene;
  const { cell } = grid;
  const [columns, rows] = [grid.columns - 1, grid.rows - 1];
  for (let k = 0; k < shown.length; k++) {
    // a cell within reach has corners that are at most one cell farther
    if (distances[k] > reach + 1) continue;
    const a = Math.min(columns - 1, Math.max(0, Math.floor(photoX[k] / cell)));
    const b = Math.min(rows - 1, Math.max(0, Math.floor(photoY[k] / cell)));
    shown[k] = kinds[b * columns + a];
  }
}

/** What of the photo shows in an output cell: the subject alone, nothing of it, or both. */
function shownKind({ grid, kinds }: Scene, shown: Uint8Array, i: number, j: number): number {
  const { columns } = grid;
  const k = j * columns + i;
  const own = kinds[j * (columns - 1) + i];
  const a = shown[k];
  const b = shown[k + 1];
  const c = shown[k + columns];
  const d = shown[k + columns + 1];
  if (Math.max(own, a, b, c, d) === CLEAR) return CLEAR;
  return Math.min(a, b, c, d) === SOLID ? SOLID : OUTLINE;
}

function cellMoves(scene: Scene, { moved }: FrameFields, i: number, j: number): boolean {
  const { columns } = scene.grid;
  const k = j * columns + i;
  return (moved[k] | moved[k + 1] | moved[k + columns] | moved[k + columns + 1]) !== 0;
}

/** A circle in which a moving eye or mouth may be drawn, px, and the places of the nodes that it is looked for in. */
interface FeatureCircle {
  readonly x: number;
  readonly y: number;
  readonly squared: number;
  readonly placesX: Float32Array;
  readonly placesY: Float32Array;
}

function featureCircles({ faces, grid }: Scene, fields: FrameFields): FeatureCircle[] {
  const circles: FeatureCircle[] = [];
  const slack = 2 * grid.cell;
  const add = (
    { x, y, half }: LocalFrame,
    halves: number,
    placesX: Float32Array,
    placesY: Float32Array,
  ): void => {
    circles.push({ x, y, squared: (halves * half + slack) ** 2, placesX, placesY });
  };
  faces.forEach((face, f) => {
    const { eyes, mouth } = fields.faces[f];
    eyes.forEach((state, n) => {
      if (state !== undefined) add(face.eyes[n].frame, 1.6, fields.photoX, fields.photoY);
    });
    if (mouth !== undefined) add(face.mouth.frame, 2.6, fields.headX, fields.headY);
  });
  return circles;
}

/** True when a moving eye or mouth may be drawn in the cell (by the place its first corner `k` shows). */
function featureNear(circles: readonly FeatureCircle[], k: number): boolean {
  for (let n = 0; n < circles.length; n++) {
    const circle = circles[n];
    const dx = circle.placesX[k] - circle.x;
    const dy = circle.placesY[k] - circle.y;
    if (dx * dx + dy * dy < circle.squared) return true;
  }
  return false;
}
