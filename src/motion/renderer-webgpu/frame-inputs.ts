import type { MotionValue } from '../../values/motion.ts';
import { drawsEverywhere, FEATURED, planCells } from '../renderer/cell-plan.ts';
import { channelAt } from '../renderer/channel-track.ts';
import { drawFeature, mixNodes } from '../renderer/draw-features.ts';
import { type FrameFields, frameFields } from '../renderer/frame-fields.ts';
import { frameRoom } from '../renderer/frame-room.ts';
import { sampled } from '../renderer/sample-cubic.ts';
import type { Scene } from '../renderer/scene.ts';

/** Bits of a cell's word that say how it is drawn; above them one more than the place of its features, or 0. */
const WAY_BITS = 3;
/** Coverage of a pixel that no eye or mouth claims. */
const UNCLAIMED = -1;
const FIRST_CAPACITY = 64;

/** What the processor works out of one frame, for the GPU to draw; valid until the next frame. */
export interface FrameInputs {
  readonly fields: FrameFields;
  /** See {@link drawsEverywhere}. */
  readonly always: boolean;
  /** -1 subject .. 1 background out of focus */
  readonly focus: number;
  /** `light` channel, fraction */
  readonly light: number;
  /** A word per cell: how it is drawn, and where its features lie. */
  readonly cells: Uint32Array;
  /** Premultiplied light 0..255 and coverage of every pixel of the cells with features, cell after cell. */
  readonly features: Float32Array;
}

/** Works out frames of one scene, in the same arrays every time. */
export class FrameInputsMaker {
  readonly #scene: Scene;
  readonly #cells: Uint32Array;
  #features: Float32Array;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#cells = new Uint32Array(frameRoom(scene).plan.length);
    this.#features = new Float32Array(FIRST_CAPACITY * valuesPerCell(scene));
  }

  make(motion: MotionValue, frame: number): FrameInputs {
    const scene = this.#scene;
    const fields = frameFields(scene, motion, frame);
    const focus = channelAt(motion, 'camera.focus', frame);
    const { plan } = frameRoom(scene);
    planCells(scene, fields, focus, plan);
    const columns = scene.grid.columns - 1;
    let count = 0;
    for (let c = 0; c < plan.length; c++) {
      this.#cells[c] = plan[c];
      if (plan[c] !== FEATURED) continue;
      this.#drawCell(fields, focus, c % columns, Math.floor(c / columns), count);
      count += 1;
      this.#cells[c] |= count << WAY_BITS;
    }
    return {
      fields,
      always: drawsEverywhere(fields, focus),
      focus,
      light: channelAt(motion, 'light', frame),
      cells: this.#cells,
      features: this.#features.subarray(0, count * valuesPerCell(scene)),
    };
  }

  /** Lets eyes and mouths draw cell (i, j) into the `place`-th cell of features. */
  #drawCell(fields: FrameFields, focus: number, i: number, j: number, place: number): void {
    const scene = this.#scene;
    const { cell, columns } = scene.grid;
    const size = valuesPerCell(scene);
    const features = this.#roomFor(place + 1);
    const k = j * columns + i;
    let to = place * size;
    for (let row = 0; row < cell; row++) {
      const fy = row / cell;
      for (let column = 0; column < cell; column++, to += 4) {
        const fx = column / cell;
        const px = mixNodes(fields.photoX, k, columns, fx, fy);
        const py = mixNodes(fields.photoY, k, columns, fx, fy);
        const claimed = drawFeature(scene, fields, Math.max(0, -focus), k, fx, fy, px, py);
        if (claimed) features.set(sampled, to);
        else features[to + 3] = UNCLAIMED;
      }
    }
  }

  #roomFor(cells: number): Float32Array {
    const needed = cells * valuesPerCell(this.#scene);
    if (needed > this.#features.length) {
      const larger = new Float32Array(2 * needed);
      larger.set(this.#features);
      this.#features = larger;
    }
    return this.#features;
  }
}

function valuesPerCell({ grid }: Scene): number {
  return grid.cell * grid.cell * 4;
}
