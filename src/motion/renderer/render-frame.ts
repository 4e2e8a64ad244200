import type { MotionValue } from '../../values/motion.ts';
import { channelAt } from './channel-track.ts';
import { drawEye } from './draw-eye.ts';
import { drawMouth } from './draw-mouth.ts';
import { type FrameFields, frameFields } from './frame-fields.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';
import type { Scene } from './scene.ts';

/** Displacement below which a pixel is copied from the photo, px. */
const STILL = 0.004;
/** Keys' parameter without and with full sharpening. */
const SOFT_KERNEL = -0.5;
const SHARP_KERNEL = -0.95;

/**
 * Draws frame `frame` of a take into `out` (RGBA, `width * height * 4`). Every pixel is sampled once from the photo;
 * pixels that nothing moves are copied from it bit by bit.
 */
export function renderFrame(scene: Scene, motion: MotionValue, frame: number, out: Uint8ClampedArray): void {
  const fields = frameFields(scene, motion, frame);
  out.set(scene.photo);
  const focus = channelAt(motion, 'camera.focus', frame);
  const everywhere = fields.plateX !== undefined || scene.enlargement !== 1 || focus !== 0;
  const pencil = new Pencil(scene, fields, focus, out);
  const { grid } = scene;
  for (let j = 0; j < grid.rows - 1; j++) {
    for (let i = 0; i < grid.columns - 1; i++) {
      if (!cellCovered(scene, fields, i, j)) {
        if (everywhere) pencil.background(i, j);
      } else if (everywhere || cellMoves(scene, fields, i, j)) pencil.cell(i, j, everywhere);
    }
  }
  const light = channelAt(motion, 'light', frame);
  if (light !== 0) expose(out, light);
}

/** True when the subject is, or arrives, in the cell. */
function cellCovered(scene: Scene, fields: FrameFields, i: number, j: number): boolean {
  const { grid, cover } = scene;
  const [columns, rows] = [grid.columns - 1, grid.rows - 1];
  if (cover[j * columns + i] === 1) return true;
  for (let corner = 0; corner < 4; corner++) {
    const k = (j + (corner >> 1)) * grid.columns + i + (corner & 1);
    const a = Math.min(columns - 1, Math.max(0, Math.floor(fields.photoX[k] / grid.cell)));
    const b = Math.min(rows - 1, Math.max(0, Math.floor(fields.photoY[k] / grid.cell)));
    if (cover[b * columns + a] === 1) return true;
  }
  return false;
}

/** True when a corner of the cell moves, or when a feature is drawn there. */
function cellMoves(scene: Scene, fields: FrameFields, i: number, j: number): boolean {
  const { grid } = scene;
  for (let corner = 0; corner < 4; corner++) {
    const [a, b] = [i + (corner & 1), j + (corner >> 1)];
    const k = b * grid.columns + a;
    if (Math.abs(fields.photoX[k] - a * grid.cell) > STILL) return true;
    if (Math.abs(fields.photoY[k] - b * grid.cell) > STILL) return true;
  }
  return featureNear(scene, fields, i, j);
}

/** True when a moving eye or mouth may be drawn in the cell (by the place its first corner shows). */
function featureNear(scene: Scene, fields: FrameFields, i: number, j: number): boolean {
  const { face, grid } = scene;
  if (face === undefined) return false;
  const k = j * grid.columns + i;
  const slack = 2 * grid.cell;
  for (let n = 0; n < face.eyes.length; n++) {
    const { frame } = face.eyes[n];
    if (fields.eyes[n] === undefined) continue;
    if (Math.hypot(fields.photoX[k] - frame.x, fields.photoY[k] - frame.y) < 1.6 * frame.half + slack)
      return true;
  }
  if (fields.mouth === undefined) return false;
  const { frame } = face.mouth;
  return Math.hypot(fields.headX[k] - frame.x, fields.headY[k] - frame.y) < 2.6 * frame.half + slack;
}

/** Draws cells of one frame. */
class Pencil {
  private readonly scene: Scene;
  private readonly fields: FrameFields;
  private readonly out: Uint8ClampedArray;
  private readonly kernel: number;
  /** 0 sharp .. 1 out of focus */
  private readonly plateBlur: number;
  private readonly layerBlur: number;

  constructor(scene: Scene, fields: FrameFields, focus: number, out: Uint8ClampedArray) {
    this.scene = scene;
    this.fields = fields;
    this.out = out;
    this.kernel = SOFT_KERNEL + scene.options.sharpness * (SHARP_KERNEL - SOFT_KERNEL);
    this.plateBlur = Math.max(0, focus);
    this.layerBlur = Math.max(0, -focus);
  }

  /** Draws the pixels of cell (i, j) where nothing but the background shows. */
  background(i: number, j: number): void {
    const { grid, width, height } = this.scene;
    const { plateX, plateY } = this.fields;
    const k = j * grid.columns + i;
    const bottom = Math.min(height, (j + 1) * grid.cell);
    const right = Math.min(width, (i + 1) * grid.cell);
    for (let y = j * grid.cell; y < bottom; y++) {
      const fy = (y - j * grid.cell) / grid.cell;
      for (let x = i * grid.cell; x < right; x++) {
        const fx = (x - i * grid.cell) / grid.cell;
        sampled.fill(0);
        if (plateX === undefined || plateY === undefined) this.lay(x, y, x, y);
        else this.lay(x, y, mix(plateX, k, grid.columns, fx, fy), mix(plateY, k, grid.columns, fx, fy));
      }
    }
  }

  /** Draws the pixels of cell (i, j); `always` also those that stand still. */
  cell(i: number, j: number, always: boolean): void {
    const { grid, width, height } = this.scene;
    const { headX, headY, photoX, photoY, plateX, plateY } = this.fields;
    const k = j * grid.columns + i;
    const features = featureNear(this.scene, this.fields, i, j);
    const bottom = Math.min(height, (j + 1) * grid.cell);
    const right = Math.min(width, (i + 1) * grid.cell);
    for (let y = j * grid.cell; y < bottom; y++) {
      const fy = (y - j * grid.cell) / grid.cell;
      for (let x = i * grid.cell; x < right; x++) {
        const fx = (x - i * grid.cell) / grid.cell;
        const px = mix(photoX, k, grid.columns, fx, fy);
        const py = mix(photoY, k, grid.columns, fx, fy);
        if (
          features &&
          this.feature(px, py, mix(headX, k, grid.columns, fx, fy), mix(headY, k, grid.columns, fx, fy))
        ) {
          // drawn by an eye or the mouth
        } else if (!always && Math.abs(px - x) < STILL && Math.abs(py - y) < STILL) continue;
        else this.subject(px, py);
        if (plateX === undefined || plateY === undefined) this.lay(x, y, x, y);
        else this.lay(x, y, mix(plateX, k, grid.columns, fx, fy), mix(plateY, k, grid.columns, fx, fy));
      }
    }
  }

  /** Lets an eye or the mouth draw into `sampled`; false when none claims the place. */
  private feature(px: number, py: number, hx: number, hy: number): boolean {
    const { face, layer, width, height } = this.scene;
    if (face === undefined) return false;
    for (let n = 0; n < face.eyes.length; n++) {
      const state = this.fields.eyes[n];
      if (state !== undefined && drawEye(face.eyes[n], state, layer, width, height, px, py, this.kernel))
        return true;
    }
    const { mouth } = this.fields;
    return mouth !== undefined && drawMouth(face.mouth, mouth, layer, width, height, hx, hy, this.kernel);
  }

  private subject(x: number, y: number): void {
    const { layer, width, height, blurred } = this.scene;
    if (this.layerBlur === 0 || blurred === undefined) sampleCubic(layer, width, height, x, y, this.kernel);
    else sampleBlurred(layer, blurred.layer, this.layerBlur, width, height, x, y, this.kernel);
  }

  /** Lays what was sampled over the background at (bx, by) and stores the pixel. */
  private lay(x: number, y: number, bx: number, by: number): void {
    const { plate, width, height, blurred } = this.scene;
    const to = 4 * (y * width + x);
    let [r, g, b] = sampled;
    const clear = 1 - sampled[3];
    if (clear > 0.0005 && plate !== undefined) {
      if (this.plateBlur > 0 && blurred?.plate !== undefined)
        sampleBlurred(plate, blurred.plate, this.plateBlur, width, height, bx, by, this.kernel);
      else if (bx === x && by === y) {
        for (let c = 0; c < 3; c++) sampled[c] = plate[to + c];
      } else sampleCubic(plate, width, height, bx, by, this.kernel);
      r += clear * sampled[0];
      g += clear * sampled[1];
      b += clear * sampled[2];
    }
    this.out[to] = r;
    this.out[to + 1] = g;
    this.out[to + 2] = b;
    this.out[to + 3] = 255;
  }
}

function mix(values: Float32Array, k: number, columns: number, fx: number, fy: number): number {
  const top = values[k] + fx * (values[k + 1] - values[k]);
  const bottom = values[k + columns] + fx * (values[k + columns + 1] - values[k + columns]);
  return top + fy * (bottom - top);
}

const between = new Float64Array(4);

/** Between the sharp layer and its two blurred copies, at 0, .5 and 1. */
function sampleBlurred(
  sharp: Float32Array,
  copies: readonly [Float32Array, Float32Array],
  amount: number,
  width: number,
  height: number,
  x: number,
  y: number,
  kernel: number,
): void {
  const [from, to] = amount < 0.5 ? [sharp, copies[0]] : copies;
  const share = amount < 0.5 ? 2 * amount : 2 * amount - 1;
  sampleCubic(from, width, height, x, y, kernel);
  between.set(sampled);
  sampleCubic(to, width, height, x, y, kernel);
  for (let c = 0; c < 4; c++) sampled[c] = between[c] + share * (sampled[c] - between[c]);
}

/** Exposure by `light` (fraction): the deep and the bright end keep their places, so that nothing clips. */
function expose(out: Uint8ClampedArray, light: number): void {
  const table = new Uint8ClampedArray(256);
  for (let v = 0; v < 256; v++) table[v] = 255 * (v / 255) ** (1 / (1 + 1.6 * light));
  for (let k = 0; k < out.length; k += 4) {
    out[k] = table[out[k]];
    out[k + 1] = table[out[k + 1]];
    out[k + 2] = table[out[k + 2]];
  }
}
