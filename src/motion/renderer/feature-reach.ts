import { OWN_ACROSS } from './draw-mouth.ts';
import type { EyeScene } from './eye-scene.ts';
import type { FrameFields } from './frame-fields.ts';
import type { LocalFrame } from './local-frame.ts';
import type { Scene } from './scene.ts';

/** How far up and down the moving skin of an eye reaches in any column, px of the eye's frame. */
export interface EyeReach {
  readonly top: number;
  readonly bottom: number;
}

export function eyeReach({ top, bottom }: EyeScene): EyeReach {
  return {
    top: top.reduce((a, b) => Math.min(a, b)),
    bottom: bottom.reduce((a, b) => Math.max(a, b)),
  };
}

/** More than what rounding moves a place between nodes, px. */
const SLACK = 0.01;

/**
 * False where no moving eye or mouth draws any pixel of the cell with the first node `k`: places in a cell lie between
 * those of its corners.
 */
export function featureReaches(
  scene: Scene,
  fields: FrameFields,
  reaches: ReadonlyArray<readonly EyeReach[]>,
  k: number,
): boolean {
  const { columns } = scene.grid;
  const { headX, headY, photoX, photoY } = fields;
  for (let f = 0; f < scene.faces.length; f++) {
    const { eyes, mouth } = scene.faces[f];
    const states = fields.faces[f];
    for (let n = 0; n < eyes.length; n++) {
      if (states.eyes[n] === undefined) continue;
      const { frame, first } = eyes[n];
      const { top, bottom } = reaches[f][n];
      bound(frame, photoX, photoY, k, columns);
      if (meets(first, -first, top, bottom)) return true;
    }
    if (states.mouth === undefined) continue;
    bound(mouth.frame, headX, headY, k, columns);
    const across = OWN_ACROSS * mouth.frame.half;
    if (meets(-across, across, mouth.t0, mouth.t0 + mouth.rows * mouth.step)) return true;
  }
  return false;
}

/** Bounds of the cell in hand in a feature's frame, px. */
const bounds = { left: 0, right: 0, top: 0, bottom: 0 };

function bound(frame: LocalFrame, x: Float32Array, y: Float32Array, k: number, columns: number): void {
  bounds.left = bounds.top = Number.POSITIVE_INFINITY;
  bounds.right = bounds.bottom = Number.NEGATIVE_INFINITY;
  for (let corner = 0; corner < 4; corner++) {
    const n = k + (corner >> 1) * columns + (corner & 1);
    const dx = x[n] - frame.x;
    const dy = y[n] - frame.y;
    const s = dx * frame.ex + dy * frame.ey;
    const t = dy * frame.ex - dx * frame.ey;
    bounds.left = Math.min(bounds.left, s);
    bounds.right = Math.max(bounds.right, s);
    bounds.top = Math.min(bounds.top, t);
    bounds.bottom = Math.max(bounds.bottom, t);
  }
}

function meets(left: number, right: number, top: number, bottom: number): boolean {
  return (
    bounds.right > left - SLACK &&
    bounds.left < right + SLACK &&
    bounds.bottom > top - SLACK &&
    bounds.top < bottom + SLACK
  );
}
