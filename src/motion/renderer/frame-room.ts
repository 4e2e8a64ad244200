import { VERTEX_COUNT } from '../rig/canonical-face.ts';
import { type EyeReach, eyeReach } from './feature-reach.ts';
import type { ShadeRoom } from './frame-shade.ts';
import { emptyField, type NodeField } from './grid.ts';
import { type KernelTable, kernelTable, type PackedPicture, packedPicture } from './resample-cell.ts';
import type { Scene } from './scene.ts';
import { type TapCover, tapCover } from './tap-cover.ts';

/** Arrays that every frame of a scene is worked out in, and the scene's pictures as pixels. */
export interface FrameRoom {
  readonly field: NodeField;
  /** Expression on the face's own grid, as many nodes as the largest face has. */
  readonly skin: NodeField;
  readonly headX: Float32Array;
  readonly headY: Float32Array;
  readonly photoX: Float32Array;
  readonly photoY: Float32Array;
  readonly plateX: Float32Array;
  readonly plateY: Float32Array;
  /** 1 where a node shows another place of the photo than its own */
  readonly moved: Uint8Array;
  /** Brightness per node, 1 = as in the photo */
  readonly gain: Float32Array;
  /** How far out of focus per node, 0..1 */
  readonly blur: Float32Array;
  /** How freely the subject may move per node, 0..1 */
  readonly freedom: Float32Array;
  readonly shade: ShadeRoom;
  /** How every cell is drawn: see `cell-plan.ts`. */
  readonly plan: Uint8Array;
  /** Kind of what the photo shows at every node: see `cell-kinds.ts`. */
  readonly shown: Uint8Array;
  /** What kernels meet in the layer. */
  readonly cover: TapCover;
  /** Per face and eye how far up and down its moving skin reaches, px of the eye's frame. */
  readonly eyeReaches: ReadonlyArray<readonly EyeReach[]>;
  /** RGBA of one row of cells */
  readonly band: Uint8ClampedArray;
  /** Indices of nodes */
  readonly nodes: Int32Array;
  readonly photo: PackedPicture;
  readonly plate: PackedPicture | undefined;
  readonly blurredPlate: readonly [PackedPicture, PackedPicture] | undefined;
  /** Keys' `a` */
  readonly sharpness: number;
  readonly kernel: KernelTable;
}

const rooms = new WeakMap<Scene, FrameRoom>();

/** The room of a scene, made when its first frame is drawn: nothing is allocated from then on. */
export function frameRoom(scene: Scene): FrameRoom {
  const known = rooms.get(scene);
  if (known !== undefined) return known;
  const { grid, width, height, plate, blurred } = scene;
  const count = grid.columns * grid.rows;
  const skinNodes = scene.faces.reduce((most, face) => Math.max(most, face.grid.columns * face.grid.rows), 0);
  const { sharpness } = scene;
  const places = (): Float32Array => new Float32Array(count);
  const packed = (data: Uint8ClampedArray): PackedPicture => packedPicture(data, width, height);
  const room: FrameRoom = {
    field: emptyField(grid),
    skin: { dx: new Float32Array(skinNodes), dy: new Float32Array(skinNodes) },
    headX: places(),
    headY: places(),
    photoX: places(),
    photoY: places(),
    plateX: places(),
    plateY: places(),
    moved: new Uint8Array(count),
    gain: places(),
    blur: places(),
    freedom: places(),
    shade: {
      turned: places(),
      creased: new Float32Array(skinNodes),
      spare: new Float32Array(skinNodes),
      vertices: new Float32Array(2 * VERTEX_COUNT),
    },
    plan: new Uint8Array((grid.columns - 1) * (grid.rows - 1)),
    shown: new Uint8Array(count),
    cover: tapCover(scene.layer, width, height),
    eyeReaches: scene.faces.map((face) => face.eyes.map(eyeReach)),
    band: new Uint8ClampedArray(4 * width * grid.cell),
    nodes: new Int32Array(count),
    photo: packed(scene.photo),
    plate: plate && packed(plate),
    blurredPlate: blurred?.plate && [packed(blurred.plate[0]), packed(blurred.plate[1])],
    sharpness,
    kernel: kernelTable(sharpness),
  };
  rooms.set(scene, room);
  return room;
}
