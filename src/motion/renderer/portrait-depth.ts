import { hypotenuse } from '../portable-math.ts';
import type { FaceFit } from '../rig/fit-face.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { pictureGrid } from './grid.ts';
import { headField } from './head-field.ts';

/** Depth levels, 0 far .. 1 near. */
const HEAD_LEVEL = 0.68;
const TORSO_LEVEL = 0.72;
/** Depth of the head over its own height that spans .3 of the range. */
const HEAD_RANGE = 0.3;
/** Hair lies a little behind the face. */
const HAIR_SET_BACK = 0.03;

export interface DepthSources {
  readonly width: number;
  readonly height: number;
  readonly fit?: FaceFit | undefined;
  /** 0..1 per pixel */
  readonly matte?: Float32Array | undefined;
  /** 0..1 per pixel */
  readonly hair?: Float32Array | undefined;
}

/**
 * Relative depth of a picture (0 far .. 1 near), `width * height`: the fitted head over its torso in front of a far
 * background where there is a face; the matte before a floor that comes nearer toward the bottom where there is
 * only a subject; else a rise toward the middle column and a little toward the bottom, for what stands upright has one
 * depth from its foot to its top and would lean in an orbit. Edges lie where the matte's are.
 */
export function portraitDepth(sources: DepthSources): Float32Array {
  const { width, height, fit, matte } = sources;
  const out = new Float32Array(width * height);
  const subject =
    fit === undefined ? plainSubject(width, height) : headAndTorso(width, height, fit, sources.hair);
  for (let y = 0, k = 0; y < height; y++) {
    const floor = 0.12 + 0.38 * smoothStep(0.25, 1.05, y / height);
    for (let x = 0; x < width; x++, k++) {
      if (matte === undefined)
        out[k] = fit === undefined ? guess(x / width, y / height) : Math.max(floor, subject[k]);
      else out[k] = floor * 0.8 * (1 - matte[k]) + subject[k] * matte[k];
    }
  }
  return out;
}

/** Depth where nothing is known of a picture. @param x, y place in the picture, 0..1 */
function guess(x: number, y: number): number {
  return 0.25 + 0.4 * smoothStep(0.55, 0.05, Math.abs(x - 0.5)) + 0.1 * smoothStep(0.6, 1.05, y);
}

function plainSubject(width: number, height: number): Float32Array {
  const out = new Float32Array(width * height);
  for (let y = 0, k = 0; y < height; y++) {
    for (let x = 0; x < width; x++, k++) {
      const round = 1 - smoothStep(0, 0.6, hypotenuse((x - width / 2) / width, (y - height / 2) / height));
      out[k] = 0.62 + 0.16 * (y / height) + 0.08 * round;
    }
  }
  return out;
}

function headAndTorso(
  width: number,
  height: number,
  fit: FaceFit,
  hair: Float32Array | undefined,
): Float32Array {
  const grid = pictureGrid(width, height, 4);
  const head = headField(fit, grid, undefined, true);
  const nodes = new Float32Array(grid.columns * grid.rows);
  for (let k = 0; k < nodes.length; k++) {
    const level = HEAD_LEVEL + HEAD_RANGE * (head.z[k] / head.faceHeight - 0.15);
    nodes[k] = Math.min(1, Math.max(0, head.weight[k] * level + (1 - head.weight[k]) * TORSO_LEVEL));
  }
  const out = new Float32Array(width * height);
  for (let y = 0, k = 0; y < height; y++) {
    const j = Math.floor(y / grid.cell);
    const fy = y / grid.cell - j;
    for (let x = 0; x < width; x++, k++) {
      const i = Math.floor(x / grid.cell);
      const fx = x / grid.cell - i;
      const at = j * grid.columns + i;
      const top = nodes[at] + fx * (nodes[at + 1] - nodes[at]);
      const bottom =
        nodes[at + grid.columns] + fx * (nodes[at + grid.columns + 1] - nodes[at + grid.columns]);
      out[k] = top + fy * (bottom - top) - (hair === undefined ? 0 : HAIR_SET_BACK * hair[k]);
    }
  }
  return out;
}
