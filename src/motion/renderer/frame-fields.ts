import type { MotionValue } from '../../values/motion.ts';
import { expressionDeltas } from '../rig/expression-deltas.ts';
import { type ChannelValues, expressionWeights, eyeWeights } from '../rig/expression-weights.ts';
import { addCamera, type CameraState, cameraAt, cameraRests } from './camera.ts';
import { channelAt } from './channel-track.ts';
import { type EyeState, eyeRests, eyeState } from './draw-eye.ts';
import { type MouthState, mouthState } from './draw-mouth.ts';
import { type FrameRoom, frameRoom } from './frame-room.ts';
import { addCreases, addTurns } from './frame-shade.ts';
import { invertField, type NodeField } from './grid.ts';
import { applyMeshWeights } from './mesh-weights.ts';
import { holdField, maskAt } from './motion-mask.ts';
import type { FaceScene, Scene } from './scene.ts';
import { headTurn, subjectMotion } from './subject-motion.ts';

/** What one face does in a frame. */
export interface FaceFields {
  /** Per eye of the face; undefined = as in the photo. */
  readonly eyes: ReadonlyArray<EyeState | undefined>;
  readonly mouth: MouthState | undefined;
}

/** Everything that one frame needs to know, per node of the scene's grid; valid until the scene's next frame. */
export interface FrameFields {
  /** Places on the resting head that the nodes show (before expression), px. */
  readonly headX: Float32Array;
  readonly headY: Float32Array;
  /** Places in the photo that the nodes show, px. */
  readonly photoX: Float32Array;
  readonly photoY: Float32Array;
  /** Brightness of the subject per node, 1 = as in the photo; undefined = so everywhere. */
  readonly gain: Float32Array | undefined;
  /** How far out of focus the nodes are, 0..1, where one layer is blurred by its depth; undefined elsewhere. */
  readonly blur: Float32Array | undefined;
  /** How freely the nodes' places may move, 0..1; undefined = all of them freely. */
  readonly freedom: Float32Array | undefined;
  /** 1 where a node shows another place of the photo than its own, or another brightness. */
  readonly moved: Uint8Array;
  /** Nodes farther than this from the subject (cells) show nothing of it. */
  readonly reach: number;
  /** Places in the plate that the nodes show; undefined while the background stands still. */
  readonly plateX: Float32Array | undefined;
  readonly plateY: Float32Array | undefined;
  /** True when no pixel may be assumed to be as in the photo. */
  readonly everywhere: boolean;
  readonly faces: readonly FaceFields[];
}

const INVERSION_STEPS = 4;
/** Skin is stretched more steeply than heads turn. */
const SKIN_STEPS = 7;

export function frameFields(scene: Scene, motion: MotionValue, frame: number): FrameFields {
  const { grid, width, height, faces, options } = scene;
  const room = frameRoom(scene);
  const { headX, headY, photoX, photoY, moved, gain } = room;
  const camera = cameraAt(motion, frame);
  const travels = !cameraRests(camera) || scene.enlargement !== 1;
  subjectMotion(scene, motion, frame, room.field);
  addCamera(camera, grid, width, height, scene.subjectDepth, options.parallax, room.field);
  const reach = travels ? FARTHEST : reachOf(scene, room.field);
  const count = nodesWithin(scene.distances, reach, room.nodes);
  startPlaces(scene, headX, headY);
  invertField(grid, room.field, headX, headY, INVERSION_STEPS + (travels ? 2 : 0), room.nodes, count);
  photoX.set(headX);
  photoY.set(headY);
  gain.fill(1);
  const turns = faces.map((face) => headTurn(face, options, face.motion ?? motion, frame));
  let shaded = addTurns(faces, turns, grid, room.shade, room, gain);
  const states = faces.map((face, n): FaceFields => {
    const take = face.motion ?? motion;
    const at: ChannelValues = (name) => channelAt(take, name, frame);
    const deltas = expressionDeltas(face.fit, expressionWeights(at, face.mouth.closed));
    if (deltas.some((v) => v !== 0)) {
      unexpress(face, deltas, scene.movable?.skins[n], room);
      if (addCreases(face, deltas, room.shade, room, gain)) shaded = true;
    }
    const { x, y } = face.mouth.frame;
    const lips = freedomAt(scene, x, y);
    const own = lips === 1 ? deltas : deltas.map((v) => lips * v);
    return { eyes: eyeStates(scene, face, at), mouth: mouthState(face.mouth, own) };
  });
  const freedom = holdShade(scene, room) ? room.freedom : undefined;
  markMoved(scene, room);
  const blur = blurByDepth(scene, room, channelAt(motion, 'camera.focus', frame)) ? room.blur : undefined;
  const ground = travels && scene.plate !== undefined;
  if (ground) plateFields(scene, camera, room);
  // one shape for all frames: code that is compiled for one shape is thrown away when another one comes
  return {
    headX,
    headY,
    photoX,
    photoY,
    gain: shaded ? gain : undefined,
    blur,
    freedom,
    moved,
    reach,
    plateX: ground ? room.plateX : undefined,
    plateY: ground ? room.plateY : undefined,
    everywhere: travels,
    faces: states,
  };
}

/** Works out what the nodes show of the plate. */
function plateFields(scene: Scene, camera: CameraState, { plateX, plateY, field }: FrameRoom): void {
  const { grid, width, height, options, plateDepth } = scene;
  field.dx.fill(0);
  field.dy.fill(0);
  addCamera(camera, grid, width, height, plateDepth, options.parallax, field);
  startPlaces(scene, plateX, plateY);
  invertField(grid, field, plateX, plateY, INVERSION_STEPS + 2);
}

/** Displacement from which a node counts as moved, px. */
const STILL = 0.004;
/** Reach that includes every node. */
const FARTHEST = 255;

/** How far from the subject (cells) its farthest travel can bring it. */
function reachOf(scene: Scene, { dx, dy }: NodeField): number {
  const { distances, grid } = scene;
  let most = 0;
  for (let k = 0; k < distances.length; k++) {
    if (distances[k] > 1) continue;
    most = Math.max(most, dx[k] * dx[k] + dy[k] * dy[k]);
  }
  return Math.min(FARTHEST, Math.ceil(Math.sqrt(most) / grid.cell) + 2);
}

/** Lists the nodes within `reach` and gives their number. */
function nodesWithin(distances: Uint8Array, reach: number, nodes: Int32Array): number {
  let count = 0;
  for (let k = 0; k < distances.length; k++) if (distances[k] <= reach) nodes[count++] = k;
  return count;
}

function markMoved(scene: Scene, { photoX: x, photoY: y, gain, moved }: FrameRoom): void {
  const { grid } = scene;
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const still = Math.abs(x[k] - i * grid.cell) <= STILL && Math.abs(y[k] - j * grid.cell) <= STILL;
      moved[k] = still && gain[k] === 1 ? 0 : 1;
    }
  }
}

/** Places of the output's nodes, before any motion: the whole picture, or its middle part under a moving camera. */
function startPlaces(scene: Scene, x: Float32Array, y: Float32Array): void {
  const { grid, width, height, enlargement } = scene;
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      x[k] = enlargement === 1 ? i * grid.cell : cx + (i * grid.cell - cx) / enlargement;
      y[k] = enlargement === 1 ? j * grid.cell : cy + (j * grid.cell - cy) / enlargement;
    }
  }
}

function eyeStates(scene: Scene, face: FaceScene, at: ChannelValues): (EyeState | undefined)[] {
  return face.eyes.map((eye) => {
    const free = freedomAt(scene, eye.frame.x, eye.frame.y);
    if (free === 0) return undefined;
    const state = eyeState(eye, eyeWeights(free === 1 ? at : (name) => free * at(name), eye.side));
    return eyeRests(eye, state) ? undefined : state;
  });
}

/** How freely a feature of a face may move, 0..1. */
function freedomAt({ movable, grid }: Scene, x: number, y: number): number {
  return movable === undefined ? 1 : maskAt(movable.nodes, grid, x, y);
}

/** Works out how freely every node's place may move and holds its brightness to that; false when all are free. */
function holdShade({ movable, grid }: Scene, { headX, headY, gain, freedom }: FrameRoom): boolean {
  if (movable === undefined) return false;
  for (let k = 0; k < freedom.length; k++) {
    freedom[k] = maskAt(movable.nodes, grid, headX[k], headY[k]);
    gain[k] = 1 + freedom[k] * (gain[k] - 1);
  }
  return true;
}

/** Works out how far out of focus every node is; false where depth has no say. @param focus -1..1 */
function blurByDepth({ farness, grid }: Scene, { photoX, photoY, blur }: FrameRoom, focus: number): boolean {
  if (farness === undefined || focus === 0) return false;
  for (let k = 0; k < blur.length; k++) {
    const far = maskAt(farness, grid, photoX[k], photoY[k]);
    blur[k] = focus > 0 ? focus * far : -focus * (1 - far);
  }
  return true;
}

/** Takes expression off the places that the nodes show: from the head's surface to the photo. */
function unexpress(
  face: FaceScene,
  deltas: Float32Array,
  movable: Float32Array | undefined,
  room: FrameRoom,
): void {
  const { grid } = face;
  const { skin, nodes, headX, headY, photoX, photoY } = room;
  applyMeshWeights(face.mesh, deltas, skin.dx, skin.dy);
  holdField(movable, skin);
  const right = grid.x0 + (grid.columns - 1) * grid.cell;
  const bottom = grid.y0 + (grid.rows - 1) * grid.cell;
  let count = 0;
  for (let k = 0; k < headX.length; k++) {
    if (headX[k] > grid.x0 && headX[k] < right && headY[k] > grid.y0 && headY[k] < bottom) nodes[count++] = k;
  }
  invertField(grid, skin, photoX, photoY, SKIN_STEPS, nodes, count);
}
