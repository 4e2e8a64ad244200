import { CLEAR, OUTLINE, SOLID } from './cell-kinds.ts';
import type { FrameFields } from './frame-fields.ts';
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
  for (let j = 0, c = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++, c++) {
      const near = scene.distances[j * columns + i] <= fields.reach;
      const kind = near ? shownKind(scene, fields, i, j) : CLEAR;
      if (kind === CLEAR) {
        plan[c] = everywhere && scene.plate !== undefined ? BACKGROUND : COPIED;
        continue;
      }
      const features = featureNear(scene, fields, i, j);
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

/** What of the photo shows in an output cell: the subject alone, nothing of it, or both. */
function shownKind(scene: Scene, fields: FrameFields, i: number, j: number): number {
  const { grid, kinds } = scene;
  const [columns, rows] = [grid.columns - 1, grid.rows - 1];
  let least = SOLID;
  let most = kinds[j * columns + i];
  for (let corner = 0; corner < 4; corner++) {
    const k = (j + (corner >> 1)) * grid.columns + i + (corner & 1);
    const a = Math.min(columns - 1, Math.max(0, Math.floor(fields.photoX[k] / grid.cell)));
    const b = Math.min(rows - 1, Math.max(0, Math.floor(fields.photoY[k] / grid.cell)));
    const kind = kinds[b * columns + a];
    if (kind < least) least = kind;
    if (kind > most) most = kind;
  }
  return most === CLEAR ? CLEAR : least === SOLID ? SOLID : OUTLINE;
}

function cellMoves(scene: Scene, { moved }: FrameFields, i: number, j: number): boolean {
  const { columns } = scene.grid;
  const k = j * columns + i;
  return (moved[k] | moved[k + 1] | moved[k + columns] | moved[k + columns + 1]) !== 0;
}

/** True when a moving eye or mouth may be drawn in the cell (by the place its first corner shows). */
function featureNear(scene: Scene, fields: FrameFields, i: number, j: number): boolean {
  const { faces, grid } = scene;
  const k = j * grid.columns + i;
  const slack = 2 * grid.cell;
  for (let f = 0; f < faces.length; f++) {
    const face = faces[f];
    const { eyes, mouth } = fields.faces[f];
    for (let n = 0; n < eyes.length; n++) {
      const { frame } = face.eyes[n];
      if (eyes[n] === undefined) continue;
      const [dx, dy] = [fields.photoX[k] - frame.x, fields.photoY[k] - frame.y];
      if (dx * dx + dy * dy < (1.6 * frame.half + slack) ** 2) return true;
    }
    if (mouth === undefined) continue;
    const { frame } = face.mouth;
    const [dx, dy] = [fields.headX[k] - frame.x, fields.headY[k] - frame.y];
    if (dx * dx + dy * dy < (2.6 * frame.half + slack) ** 2) return true;
  }
  return false;
}
