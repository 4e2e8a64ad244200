import type { MotionValue } from '../../values/motion.ts';
import { type CellKernel, cellKernel, NODE_VALUES } from './cell-kernel.ts';
import { BACKGROUND, COPIED, drawsEverywhere, FEATURED, planCells, RESAMPLED } from './cell-plan.ts';
import { channelAt } from './channel-track.ts';
import { drawFeature, mixNodes, sampleSubject } from './draw-features.ts';
import { exposureTable } from './exposure.ts';
import { featureReaches } from './feature-reach.ts';
import { type FrameFields, frameFields } from './frame-fields.ts';
import { type FrameRoom, frameRoom } from './frame-room.ts';
import { resampleCell, resamplePixel } from './resample-cell.ts';
import { sampleCubic, sampled, sampleOpaque } from './sample-cubic.ts';
import type { Scene } from './scene.ts';
import { shadeCell } from './shade-cell.ts';
import { coverAt, EMPTY, OPAQUE } from './tap-cover.ts';

/** Displacement below which a pixel is copied from the photo, px. */
export const STILL = 0.004;
/** Share of the background in a pixel from which it is looked up. */
export const LEAST_CLEAR = 0.0005;

/**
 * Draws frame `frame` of a take into `out` (RGBA, `width * height * 4`). Every pixel is sampled once from the photo;
 * pixels that nothing moves are copied from it bit by bit.
 */
export function renderFrame(scene: Scene, motion: MotionValue, frame: number, out: Uint8ClampedArray): void {
  const fields = frameFields(scene, motion, frame);
  const focus = channelAt(motion, 'camera.focus', frame);
  const room = frameRoom(scene);
  planCells(scene, fields, focus, room.plan);
  const pencil = new Pencil(scene, fields, focus);
  const { grid, photo, width, height } = scene;
  // a moving camera leaves no pixel where it was
  const copies = !fields.everywhere || scene.plate === undefined;
  const light = channelAt(motion, 'light', frame);
  const table = light === 0 ? undefined : exposureTable(light);
  for (let j = 0; j < grid.rows - 1; j++) {
    const from = 4 * width * j * grid.cell;
    const end = Math.min(4 * width * height, from + 4 * width * grid.cell);
    const band = pencil.band.length === end - from ? pencil.band : pencil.band.subarray(0, end - from);
    if (copies) band.set(photo.subarray(from, end));
    pencil.row(j);
    if (table !== undefined) expose(band, table);
    out.set(band, from);
  }
}

/** Draws the cells of one frame, a row of them at a time. */
class Pencil {
  /** RGBA of the row in hand. */
  readonly band: Uint8ClampedArray;
  private readonly scene: Scene;
  private readonly fields: FrameFields;
  private readonly room: FrameRoom;
  private readonly kernel: CellKernel | undefined;
  /** 0 sharp .. 1 out of focus */
  private readonly plateBlur: number;
  private readonly layerBlur: number;
  /** True when also what stands still is drawn. */
  private readonly always: boolean;
  /** First row of pixels in the band. */
  private top = 0;

  constructor(scene: Scene, fields: FrameFields, focus: number) {
    this.scene = scene;
    this.fields = fields;
    this.room = frameRoom(scene);
    this.plateBlur = Math.max(0, focus);
    this.layerBlur = Math.max(0, -focus);
    this.always = drawsEverywhere(fields, focus);
    this.kernel = cellKernel();
    this.kernel?.begin({ ...scene, kernel: this.room.kernel });
    for (const name of NODE_VALUES) {
      const values = fields[name];
      if (values !== undefined) this.kernel?.setNodes(name, values);
    }
    this.band = this.kernel?.band ?? this.room.band;
  }

  /** Draws what moves in row `j` of the cells over what the band holds. */
  row(j: number): void {
    const { plan } = this.room;
    const columns = this.scene.grid.columns - 1;
    this.top = j * this.scene.grid.cell;
    for (let i = 0, end = 0; i < columns; i = end) {
      const way = plan[j * columns + i];
      for (end = i + 1; end < columns && plan[j * columns + end] === way; end++);
      if (way === COPIED) continue;
      if (way === BACKGROUND) this.background(i, end, j);
      else if (way === RESAMPLED) this.resample('photo', i, end, j);
      else for (let n = i; n < end; n++) this.mixed(n, j, way === FEATURED);
    }
  }

  /** Draws cells `from..end` of row `j`, where nothing but the background shows. */
  private background(from: number, end: number, j: number): void {
    const { plate } = this.room;
    if (plate === undefined) return;
    if (this.plateBlur === 0) {
      if (this.fields.plateX !== undefined) this.resample('plate', from, end, j);
      return;
    }
    const { grid, width, height } = this.scene;
    const bottom = Math.min(height, (j + 1) * grid.cell);
    for (let y = j * grid.cell; y < bottom; y++) {
      for (let i = from; i < end; i++) {
        const right = Math.min(width, (i + 1) * grid.cell);
        for (let x = i * grid.cell; x < right; x++) {
          sampled.fill(0);
          this.lay(x, y, i, j);
        }
      }
    }
  }

  /** Draws cells `from..end` of row `j` from one picture alone: the subject, lit as it is, or the plate. */
  private resample(source: 'photo' | 'plate', from: number, end: number, j: number): void {
    const { fields, room, scene, kernel } = this;
    const isPhoto = source === 'photo';
    const picture = isPhoto ? room.photo : room.plate;
    const x = isPhoto ? fields.photoX : fields.plateX;
    const y = isPhoto ? fields.photoY : fields.plateY;
    const gain = isPhoto ? fields.gain : undefined;
    if (picture === undefined || x === undefined || y === undefined) return;
    if (kernel?.draw(source, picture, y, gain !== undefined, from, end, j)) return;
    if (kernel !== undefined && end - from > 1) {
      const middle = (from + end) >> 1;
      this.resample(source, from, middle, j);
      this.resample(source, middle, end, j);
      return;
    }
    const target = { grid: scene.grid, kernel: room.kernel, out: this.band, top: this.top };
    for (let i = from; i < end; i++) {
      resampleCell(target, picture, x, y, i, j);
      if (gain !== undefined) shadeCell(target, scene.width, scene.height, gain, i, j);
    }
  }

  /** Draws the pixels of cell (i, j) one by one. */
  private mixed(i: number, j: number, features: boolean): void {
    const { scene, fields, layerBlur, room, always } = this;
    const { grid, width, height } = scene;
    const { cell, columns } = grid;
    const { photoX, photoY, gain, blur } = fields;
    const k = j * columns + i;
    const claimed = features && featureReaches(scene, fields, room.eyeReaches, k);
    const bottom = Math.min(height, (j + 1) * cell);
    const right = Math.min(width, (i + 1) * cell);
    for (let y = j * cell; y < bottom; y++) {
      const fy = (y - j * cell) / cell;
      for (let x = i * cell; x < right; x++) {
        const fx = (x - i * cell) / cell;
        const px = mixNodes(photoX, k, columns, fx, fy);
        const py = mixNodes(photoY, k, columns, fx, fy);
        const light = gain === undefined ? 1 : mixNodes(gain, k, columns, fx, fy);
        if (!claimed || !drawFeature(scene, fields, layerBlur, k, fx, fy, px, py)) {
          if (!always && light === 1 && Math.abs(px - x) < STILL && Math.abs(py - y) < STILL) continue;
          const soft = blur === undefined ? layerBlur : mixNodes(blur, k, columns, fx, fy);
          if (soft === 0 || scene.blurred === undefined) this.sampleSharp(px, py);
          else sampleSubject(scene, soft, px, py);
        }
        if (light !== 1) {
          sampled[0] *= light;
          sampled[1] *= light;
          sampled[2] *= light;
        }
        this.lay(x, y, i, j);
      }
    }
  }

  /** As {@link sampleSubject} without blur, in the shortest way. */
  private sampleSharp(x: number, y: number): void {
    const { scene, room } = this;
    const { layer, width, height, sharpness } = scene;
    const cover = coverAt(room.cover, width, height, Math.floor(x), Math.floor(y));
    if (cover === OPAQUE) sampleOpaque(room.photo, x, y, sharpness);
    else if (cover === EMPTY) sampled.fill(0);
    else sampleCubic(layer, width, height, x, y, sharpness);
  }

  /** Lays what was sampled over the background and stores the pixel (x, y) of cell (i, j). */
  private lay(x: number, y: number, i: number, j: number): void {
    const out = this.band;
    const to = 4 * ((y - this.top) * this.scene.width + x);
    const clear = 1 - sampled[3];
    if (clear > LEAST_CLEAR && this.room.plate !== undefined) {
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
    let bx = x;
    let by = y;
    if (plateX !== undefined && plateY !== undefined) {
      const k = j * grid.columns + i;
      const fx = (x - i * grid.cell) / grid.cell;
      const fy = (y - j * grid.cell) / grid.cell;
      bx = mixNodes(plateX, k, grid.columns, fx, fy);
      by = mixNodes(plateY, k, grid.columns, fx, fy);
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
  const r = from & 255;
  const g = (from >> 8) & 255;
  const b = (from >> 16) & 255;
  return (
    Math.round(r + share * ((to & 255) - r)) |
    (Math.round(g + share * (((to >> 8) & 255) - g)) << 8) |
    (Math.round(b + share * (((to >> 16) & 255) - b)) << 16)
  );
}

function expose(out: Uint8ClampedArray, table: Uint8ClampedArray): void {
  for (let k = 0; k < out.length; k += 4) {
    out[k] = table[out[k]];
    out[k + 1] = table[out[k + 1]];
    out[k + 2] = table[out[k + 2]];
  }
}
