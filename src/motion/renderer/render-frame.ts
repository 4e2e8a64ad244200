import type { MotionValue } from '../../values/motion.ts';
import { portableExp, portableLn } from '../portable-math.ts';
import { CLEAR, OUTLINE, SOLID } from './cell-kinds.ts';
import { channelAt } from './channel-track.ts';
import { drawEye } from './draw-eye.ts';
import { drawMouth } from './draw-mouth.ts';
import { type FrameFields, frameFields } from './frame-fields.ts';
import { type FrameRoom, frameRoom } from './frame-room.ts';
import { resampleCell, resamplePixel } from './resample-cell.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';
import type { Scene } from './scene.ts';
import { shadeCell } from './shade-cell.ts';

/** Displacement below which a pixel is copied from the photo, px. */
const STILL = 0.004;

/**
 * Draws frame `frame` of a take into `out` (RGBA, `width * height * 4`). Every pixel is sampled once from the photo;
 * pixels that nothing moves are copied from it bit by bit.
 */
export function renderFrame(scene: Scene, motion: MotionValue, frame: number, out: Uint8ClampedArray): void {
  const fields = frameFields(scene, motion, frame);
  const focus = channelAt(motion, 'camera.focus', frame);
  const everywhere = fields.everywhere || focus !== 0;
  out.set(scene.photo);
  const pencil = new Pencil(scene, fields, focus, out);
  const { columns, rows } = scene.grid;
  for (let j = 0; j < rows - 1; j++) {
    for (let i = 0; i < columns - 1; i++) {
      const near = scene.distances[j * columns + i] <= fields.reach;
      const kind = near ? shownKind(scene, fields, i, j) : CLEAR;
      if (kind === CLEAR) {
        if (everywhere) pencil.background(i, j);
        continue;
      }
      const features = featureNear(scene, fields, i, j);
      if (!everywhere && !features && !cellMoves(scene, fields, i, j)) continue;
      if (kind === SOLID && !features && focus >= 0) pencil.solid(i, j);
      else pencil.mixed(i, j, everywhere, features);
    }
  }
  const light = channelAt(motion, 'light', frame);
  if (light !== 0) expose(out, light);
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

/** Draws cells of one frame. */
class Pencil {
  private readonly scene: Scene;
  private readonly fields: FrameFields;
  private readonly room: FrameRoom;
  private readonly out: Uint8ClampedArray;
  private readonly target: Parameters<typeof resampleCell>[0];
  /** 0 sharp .. 1 out of focus */
  private readonly plateBlur: number;
  private readonly layerBlur: number;

  constructor(scene: Scene, fields: FrameFields, focus: number, out: Uint8ClampedArray) {
    this.scene = scene;
    this.fields = fields;
    this.room = frameRoom(scene);
    this.out = out;
    this.target = { grid: scene.grid, kernel: this.room.kernel, out };
    this.plateBlur = Math.max(0, focus);
    this.layerBlur = Math.max(0, -focus);
  }

  /** Draws the pixels of cell (i, j) where nothing but the background shows. */
  background(i: number, j: number): void {
    const { plate } = this.room;
    const { plateX, plateY } = this.fields;
    if (plate === undefined) return;
    if (this.plateBlur === 0) {
      if (plateX !== undefined && plateY !== undefined)
        resampleCell(this.target, plate, plateX, plateY, i, j);
      return;
    }
    const { grid, width, height } = this.scene;
    const bottom = Math.min(height, (j + 1) * grid.cell);
    const right = Math.min(width, (i + 1) * grid.cell);
    for (let y = j * grid.cell; y < bottom; y++) {
      for (let x = i * grid.cell; x < right; x++) {
        sampled.fill(0);
        this.lay(x, y, i, j);
      }
    }
  }

  /** Draws the pixels of cell (i, j) where nothing but the subject shows. */
  solid(i: number, j: number): void {
    const { photoX, photoY, gain } = this.fields;
    resampleCell(this.target, this.room.photo, photoX, photoY, i, j);
    if (gain !== undefined) shadeCell(this.target, this.scene.width, this.scene.height, gain, i, j);
  }

  /** Draws the pixels of cell (i, j) one by one; `always` also those that stand still. */
  mixed(i: number, j: number, always: boolean, features: boolean): void {
    const { grid, width, height } = this.scene;
    const { headX, headY, photoX, photoY, gain, freedom } = this.fields;
    const k = j * grid.columns + i;
    const bottom = Math.min(height, (j + 1) * grid.cell);
    const right = Math.min(width, (i + 1) * grid.cell);
    for (let y = j * grid.cell; y < bottom; y++) {
      const fy = (y - j * grid.cell) / grid.cell;
      for (let x = i * grid.cell; x < right; x++) {
        const fx = (x - i * grid.cell) / grid.cell;
        const px = mix(photoX, k, grid.columns, fx, fy);
        const py = mix(photoY, k, grid.columns, fx, fy);
        const light = gain === undefined ? 1 : mix(gain, k, grid.columns, fx, fy);
        const free = freedom === undefined ? 1 : mix(freedom, k, grid.columns, fx, fy);
        if (
          features &&
          free > 0 &&
          this.feature(px, py, mix(headX, k, grid.columns, fx, fy), mix(headY, k, grid.columns, fx, fy))
        ) {
          if (free < 1) this.fade(px, py, free);
        } else if (!always && light === 1 && Math.abs(px - x) < STILL && Math.abs(py - y) < STILL) continue;
        else this.subject(px, py);
        if (light !== 1) for (let c = 0; c < 3; c++) sampled[c] *= light;
        this.lay(x, y, i, j);
      }
    }
  }

  /** Lets an eye or the mouth draw into `sampled`; false when none claims the place. */
  private feature(px: number, py: number, hx: number, hy: number): boolean {
    const { faces, layer, width, height } = this.scene;
    const kernel = this.room.sharpness;
    for (let f = 0; f < faces.length; f++) {
      const face = faces[f];
      const { eyes, mouth } = this.fields.faces[f];
      for (let n = 0; n < eyes.length; n++) {
        const state = eyes[n];
        if (state !== undefined && drawEye(face.eyes[n], state, layer, width, height, px, py, kernel))
          return true;
      }
      if (mouth !== undefined && drawMouth(face.mouth, mouth, layer, width, height, hx, hy, kernel))
        return true;
    }
    return false;
  }

  /** Takes what an eye or the mouth drew back to the photo, but for the share `free`. */
  private fade(x: number, y: number, free: number): void {
    drawn.set(sampled);
    this.subject(x, y);
    for (let c = 0; c < 4; c++) sampled[c] += free * (drawn[c] - sampled[c]);
  }

  private subject(x: number, y: number): void {
    const { layer, width, height, blurred } = this.scene;
    const { sharpness } = this.room;
    if (this.layerBlur === 0 || blurred === undefined) sampleCubic(layer, width, height, x, y, sharpness);
    else sampleBlurred(layer, blurred.layer, this.layerBlur, width, height, x, y, sharpness);
  }

  /** Lays what was sampled over the background and stores the pixel (x, y) of cell (i, j). */
  private lay(x: number, y: number, i: number, j: number): void {
    const { out } = this;
    const to = 4 * (y * this.scene.width + x);
    const clear = 1 - sampled[3];
    if (clear > 0.0005 && this.room.plate !== undefined) {
      const behind = this.behind(x, y, i, j);
      out[to] = sampled[0] + clear * (behind & 255);
      out[to + 1] = sampled[1] + clear * ((behind >> 8) & 255);
      out[to + 2] = sampled[2] + clear * ((behind >> 16) & 255);
    } else {
      out[to] = sampled[0];
      out[to + 1] = sampled[1];
      out[to + 2] = sampled[2];
    }
    out[to + 3] = 255;
  }

  /** The background's colour at pixel (x, y) of cell (i, j), a byte per channel. */
  private behind(x: number, y: number, i: number, j: number): number {
    const { plate, blurredPlate, kernel } = this.room;
    const { grid, width } = this.scene;
    const { plateX, plateY } = this.fields;
    if (plate === undefined) return 0;
    let [bx, by] = [x, y];
    if (plateX !== undefined && plateY !== undefined) {
      const k = j * grid.columns + i;
      const [fx, fy] = [(x - i * grid.cell) / grid.cell, (y - j * grid.cell) / grid.cell];
      bx = mix(plateX, k, grid.columns, fx, fy);
      by = mix(plateY, k, grid.columns, fx, fy);
    } else if (this.plateBlur === 0) return plate.pixels[y * width + x];
    if (this.plateBlur === 0 || blurredPlate === undefined) return resamplePixel(plate, kernel, bx, by);
    const low = this.plateBlur < 0.5;
    const share = low ? 2 * this.plateBlur : 2 * this.plateBlur - 1;
    const from = resamplePixel(low ? plate : blurredPlate[0], kernel, bx, by);
    const to = resamplePixel(blurredPlate[low ? 0 : 1], kernel, bx, by);
    return blend(from, to, share);
  }
}

/** Between two colours of a byte per channel. */
function blend(from: number, to: number, share: number): number {
  const [r, g, b] = [from & 255, (from >> 8) & 255, (from >> 16) & 255];
  return (
    Math.round(r + share * ((to & 255) - r)) |
    (Math.round(g + share * (((to >> 8) & 255) - g)) << 8) |
    (Math.round(b + share * (((to >> 16) & 255) - b)) << 16)
  );
}

function mix(values: Float32Array, k: number, columns: number, fx: number, fy: number): number {
  const top = values[k] + fx * (values[k + 1] - values[k]);
  const bottom = values[k + columns] + fx * (values[k + columns + 1] - values[k + columns]);
  return top + fy * (bottom - top);
}

const between = new Float64Array(4);
const drawn = new Float64Array(4);

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
  const power = 1 / (1 + 1.6 * light);
  for (let v = 1; v < 256; v++) table[v] = 255 * portableExp(power * portableLn(v / 255));
  for (let k = 0; k < out.length; k += 4) {
    out[k] = table[out[k]];
    out[k + 1] = table[out[k + 1]];
    out[k + 2] = table[out[k + 2]];
  }
}
