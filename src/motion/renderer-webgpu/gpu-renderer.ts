import type { MotionValue } from '../../values/motion.ts';
import { exposureTable } from '../renderer/exposure.ts';
import { frameRoom } from '../renderer/frame-room.ts';
import type { Scene } from '../renderer/scene.ts';
import { type FrameInputs, FrameInputsMaker } from './frame-inputs.ts';
import { GpuUnusableError, type OpenDevice } from './gpu-device.ts';
import { FLAGS, FRAME_BYTES, type GpuScene, openGpuScene, SEGMENTS, USAGE } from './gpu-scene.ts';

/** Frames that may be under way: one is drawn while the one before is read back. */
export const FRAMES_UNDER_WAY = 2;
/** Pixels per side of the shader's workgroups. */
const GROUP_SIDE = 8;
const MAP_READ = 1;

/** A frame that is being drawn. */
export interface PendingFrame {
  readonly frame: number;
  /** Waits for the frame and writes it to `out` (RGBA). @throws {GpuUnusableError} */
  take(out: Uint8ClampedArray): Promise<void>;
}

/**
 * Draws frames of one scene on a GPU: geometry, eyes and mouths come from the processor as for the reference, every
 * pixel from here. All buffers are made once; only that of the features grows with the faces.
 */
export class GpuRenderer {
  readonly #open: OpenDevice;
  readonly #scene: Scene;
  readonly #parts: GpuScene;
  readonly #maker: FrameInputsMaker;
  readonly #buffers: ReturnType<typeof makeBuffers>;
  readonly #exposure: Int32Array;
  #features: GPUBuffer;
  #bindings: GPUBindGroup | undefined;
  #turn = 0;

  private constructor(open: OpenDevice, scene: Scene, parts: GpuScene) {
    this.#open = open;
    this.#scene = scene;
    this.#parts = parts;
    this.#maker = new FrameInputsMaker(scene);
    const { device } = open;
    this.#buffers = makeBuffers(device, scene);
    this.#features = device.createBuffer({ size: 1 << 16, usage: USAGE.storage | USAGE.copyTarget });
    const { kernel } = frameRoom(scene);
    device.queue.writeBuffer(this.#buffers.tables, 0, kernel);
    this.#exposure = new Int32Array(256);
  }

  /** @throws {GpuUnusableError} when the scene does not fit */
  static async open(open: OpenDevice, scene: Scene): Promise<GpuRenderer> {
    const { maxTextureDimension2D, maxStorageBufferBindingSize } = open.device.limits;
    const { width, height } = scene;
    // the result takes 4 bytes a pixel, features of a picture that is all face 16
    if (Math.max(width, height) > maxTextureDimension2D || 16 * width * height > maxStorageBufferBindingSize)
      throw new GpuUnusableError('the picture is too large for it');
    return new GpuRenderer(open, scene, await openGpuScene(open, scene));
  }

  /** Begins to draw a frame; at most {@link FRAMES_UNDER_WAY} may not have been taken yet. */
  begin(motion: MotionValue, frame: number): PendingFrame {
    const { device } = this.#open;
    const { width, height } = this.#scene;
    const { result, readable } = this.#buffers;
    this.#open.check();
    this.#upload(this.#maker.make(motion, frame));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.#parts.pipeline);
    pass.setBindGroup(0, this.#bindingsOf());
    pass.dispatchWorkgroups(Math.ceil(width / GROUP_SIDE), Math.ceil(height / GROUP_SIDE));
    pass.end();
    const target = readable[this.#turn % FRAMES_UNDER_WAY];
    this.#turn += 1;
    encoder.copyBufferToBuffer(result, 0, target, 0, result.size);
    device.queue.submit([encoder.finish()]);
    const mapped = target.mapAsync(MAP_READ);
    // a frame that nobody takes any more may fail unseen
    mapped.catch(() => undefined);
    return { frame, take: (out) => this.#take(target, mapped, out) };
  }

  async #take(from: GPUBuffer, mapped: Promise<void>, out: Uint8ClampedArray): Promise<void> {
    await this.#open.answer(mapped).catch((cause) => {
      if (cause instanceof GpuUnusableError) throw cause;
      throw new GpuUnusableError('a frame could not be read back', { cause });
    });
    this.#open.check();
    out.set(new Uint8ClampedArray(from.getMappedRange()));
    from.unmap();
  }

  #upload({ fields, always, focus, light, cells, features }: FrameInputs): void {
    const { queue } = this.#open.device;
    const { nodes, words, tables, frame } = this.#buffers;
    const { grid, plate, blurred } = this.#scene;
    const { photoX, photoY, gain, plateX, plateY, blur } = fields;
    const count = grid.columns * grid.rows;
    [photoX, photoY, gain, plateX, plateY, blur].forEach((values, segment) => {
      if (values !== undefined) queue.writeBuffer(nodes, 4 * segment * count, values);
    });
    queue.writeBuffer(words, 0, cells);
    this.#fitFeatures(features.byteLength);
    queue.writeBuffer(this.#features, 0, features);
    if (light !== 0) {
      this.#exposure.set(exposureTable(light));
      queue.writeBuffer(tables, frameRoom(this.#scene).kernel.byteLength, this.#exposure);
    }
    const flags =
      (plate === undefined ? 0 : FLAGS.HAS_PLATE) |
      (plateX === undefined ? 0 : FLAGS.PLATE_MOVES) |
      (always ? FLAGS.ALWAYS : 0) |
      (light === 0 ? 0 : FLAGS.EXPOSED) |
      (gain === undefined ? 0 : FLAGS.HAS_GAIN) |
      (blurred === undefined ? 0 : FLAGS.HAS_BLURRED) |
      (blur === undefined ? 0 : FLAGS.BLURS_BY_DEPTH);
    queue.writeBuffer(frame, 0, frameBlock(this.#scene, flags, focus));
  }

  #fitFeatures(bytes: number): void {
    if (bytes <= this.#features.size) return;
    this.#features.destroy();
    const usage = USAGE.storage | USAGE.copyTarget;
    this.#features = this.#open.device.createBuffer({ size: bytes * 2, usage });
    this.#bindings = undefined;
  }

  #bindingsOf(): GPUBindGroup {
    const { frame, nodes, words, tables, result } = this.#buffers;
    const { pipeline, pictures } = this.#parts;
    const buffers = [frame, nodes, words, this.#features, tables, result];
    this.#bindings ??= this.#open.device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [...buffers.map((buffer, binding) => ({ binding, resource: { buffer } })), ...pictures],
    });
    return this.#bindings;
  }

  /** Gives the device back with all its memory; frames under way are lost. */
  release(): void {
    this.#open.device.destroy();
  }
}

function makeBuffers(device: GPUDevice, { width, height, grid }: Scene) {
  const make = (size: number, usage: number): GPUBuffer => device.createBuffer({ size, usage });
  const read = USAGE.storage | USAGE.copyTarget;
  const bytes = 4 * width * height;
  const count = grid.columns * grid.rows;
  const readable = (): GPUBuffer => make(bytes, USAGE.mapRead | USAGE.copyTarget);
  return {
    frame: make(FRAME_BYTES, USAGE.uniform | USAGE.copyTarget),
    nodes: make(4 * SEGMENTS.length * count, read),
    words: make(4 * (grid.columns - 1) * (grid.rows - 1), read),
    tables: make(4 * (4 * 256 + 256), read),
    result: make(bytes, USAGE.storage | USAGE.copySource),
    readable: Array.from({ length: FRAMES_UNDER_WAY }, readable),
  };
}

/** The shader's `Frame`. */
function frameBlock({ width, height, grid, sharpness }: Scene, flags: number, focus: number): ArrayBuffer {
  const block = new ArrayBuffer(FRAME_BYTES);
  new Uint32Array(block).set([width, height, grid.cell, grid.columns, grid.columns * grid.rows, flags]);
  new Float32Array(block).set([Math.max(0, focus), Math.max(0, -focus), sharpness], 6);
  return block;
}
