import type { MotionValue } from '../../values/motion.ts';
import { expressionDeltas } from '../rig/expression-deltas.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { addCamera, cameraAt, cameraRests } from './camera.ts';
import { channelAt } from './channel-track.ts';
import { type EyeState, eyeRests, eyeState } from './draw-eye.ts';
import { type MouthState, mouthState } from './draw-mouth.ts';
import { emptyField, invertField, type NodeField } from './grid.ts';
import { addHairMotion } from './hair-field.ts';
import { addHeadTurn } from './head-field.ts';
import { applyMeshWeights } from './mesh-weights.ts';
import type { FaceScene, Scene } from './scene.ts';

/** Everything that one frame needs to know, per node of the scene's grid. */
export interface FrameFields {
  /** Places on the resting head that the nodes show (before expression), px. */
  readonly headX: Float32Array;
  readonly headY: Float32Array;
  /** Places in the photo that the nodes show, px. */
  readonly photoX: Float32Array;
  readonly photoY: Float32Array;
  /** Places in the plate that the nodes show; undefined while the background stands still. */
  readonly plateX: Float32Array | undefined;
  readonly plateY: Float32Array | undefined;
  /** Per eye of the scene; undefined = as in the photo. */
  readonly eyes: ReadonlyArray<EyeState | undefined>;
  readonly mouth: MouthState | undefined;
}

/** A mouth that is closed in the photo shows nothing of its inside: it opens at most this far. */
const CLOSED_MOUTH_MOST = 0.25;
/** A face turned from the camera hides one half of itself: its turns fade to half between these yaws, degrees. */
const TURNED_YAW = 20;
export const PROFILE_YAW = 34;
const INVERSION_STEPS = 4;

export function frameFields(scene: Scene, motion: MotionValue, frame: number): FrameFields {
  const { grid, width, height, face, options } = scene;
  const camera = cameraAt(motion, frame);
  const moving = !cameraRests(camera) || scene.enlargement !== 1;
  const field = emptyField(grid);
  if (face !== undefined) addHead(face, scene, motion, frame, field);
  addScaled(scene.breath, channelAt(motion, 'body.breath', frame), field);
  if (face !== undefined) addHairMotion(face.hair, motion, frame, options.followThrough, field);
  addCamera(camera, grid, width, height, scene.subjectDepth, options.parallax, field);
  const [headX, headY] = startPlaces(scene);
  invertField(grid, field, headX, headY, INVERSION_STEPS + (moving ? 2 : 0));
  const photoX = Float32Array.from(headX);
  const photoY = Float32Array.from(headY);
  let eyes: (EyeState | undefined)[] = [];
  let mouth: MouthState | undefined;
  if (face !== undefined) {
    const deltas = expressionDeltas(face.fit, expressionWeights(face, motion, frame));
    mouth = mouthState(face.mouth, deltas);
    if (deltas.some((v) => v !== 0)) unexpress(face, deltas, photoX, photoY);
    eyes = eyeStates(face, motion, frame);
  }
  if (!moving || scene.plate === undefined)
    return { headX, headY, photoX, photoY, plateX: undefined, plateY: undefined, eyes, mouth };
  const behind = emptyField(grid);
  addCamera(camera, grid, width, height, scene.plateDepth, options.parallax, behind);
  const [plateX, plateY] = startPlaces(scene);
  invertField(grid, behind, plateX, plateY, INVERSION_STEPS + 2);
  return { headX, headY, photoX, photoY, plateX, plateY, eyes, mouth };
}

/** Places of the output's nodes, before any motion: the whole picture, or its middle part under a moving camera. */
function startPlaces(scene: Scene): [Float32Array, Float32Array] {
  const { grid, width, height, enlargement } = scene;
  const x = new Float32Array(grid.columns * grid.rows);
  const y = new Float32Array(grid.columns * grid.rows);
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      x[k] = enlargement === 1 ? i * grid.cell : cx + (i * grid.cell - cx) / enlargement;
      y[k] = enlargement === 1 ? j * grid.cell : cy + (j * grid.cell - cy) / enlargement;
    }
  }
  return [x, y];
}

function addHead(face: FaceScene, scene: Scene, motion: MotionValue, frame: number, field: NodeField): void {
  const strength =
    scene.options.headStrength * (1 - 0.5 * smoothStep(TURNED_YAW, PROFILE_YAW, Math.abs(face.fit.pose.yaw)));
  const turn = (name: 'head.yaw' | 'head.pitch' | 'head.roll'): number =>
    strength * channelAt(motion, name, frame);
  addHeadTurn(face.head, scene.grid, turn('head.yaw'), turn('head.pitch'), turn('head.roll'), field);
}

function addScaled(from: NodeField, amount: number, to: NodeField): void {
  if (amount === 0) return;
  for (let k = 0; k < to.dx.length; k++) {
    to.dx[k] += amount * from.dx[k];
    to.dy[k] += amount * from.dy[k];
  }
}

function expressionWeights(face: FaceScene, motion: MotionValue, frame: number) {
  const at = (name: Parameters<typeof channelAt>[1]): number => channelAt(motion, name, frame);
  const jaw = at('jaw.open');
  const jawOpen = face.mouth.closed ? Math.min(CLOSED_MOUTH_MOST, jaw) : jaw;
  // a smile pulls lips apart from the middle: with an open jaw less of it is left for the corners
  const smile = 1 - 0.25 * jawOpen;
  return {
    smileLeft: smile * at('mouth.smileLeft'),
    smileRight: smile * at('mouth.smileRight'),
    frown: at('mouth.frown'),
    pucker: at('mouth.pucker'),
    press: at('mouth.press'),
    stretch: at('mouth.stretch'),
    browUpLeft: at('brow.upLeft'),
    browUpRight: at('brow.upRight'),
    browInnerUp: at('brow.innerUp'),
    browFurrow: at('brow.furrow'),
    cheekSquint: at('eye.squint'),
    jawOpen,
    jawSide: at('jaw.side'),
  };
}

/** Share of a full smile with which the lower lids rise: what makes a smile look meant. */
const SMILE_SQUINT = 0.35;

function eyeStates(face: FaceScene, motion: MotionValue, frame: number): (EyeState | undefined)[] {
  const at = (name: Parameters<typeof channelAt>[1]): number => channelAt(motion, name, frame);
  const smile = SMILE_SQUINT * 0.5 * (at('mouth.smileLeft') + at('mouth.smileRight'));
  return face.eyes.map((eye) => {
    const blink = at(eye.side === 'left' ? 'eye.blinkLeft' : 'eye.blinkRight');
    const squint = Math.min(1, at('eye.squint') + smile);
    const state = eyeState(eye, blink, squint, at('gaze.yaw'), at('gaze.pitch'));
    return eyeRests(eye, state) ? undefined : state;
  });
}

/** Takes expression off places of the face: from the head's surface to the photo. */
function unexpress(face: FaceScene, deltas: Float32Array, x: Float32Array, y: Float32Array): void {
  const { grid } = face;
  const field = emptyField(grid);
  applyMeshWeights(face.mesh, deltas, field.dx, field.dy);
  const right = grid.x0 + (grid.columns - 1) * grid.cell;
  const bottom = grid.y0 + (grid.rows - 1) * grid.cell;
  const inside: number[] = [];
  for (let k = 0; k < x.length; k++)
    if (x[k] > grid.x0 && x[k] < right && y[k] > grid.y0 && y[k] < bottom) inside.push(k);
  const px = Float32Array.from(inside, (k) => x[k]);
  const py = Float32Array.from(inside, (k) => y[k]);
  invertField(grid, field, px, py, INVERSION_STEPS);
  inside.forEach((k, n) => {
    x[k] = px[n];
    y[k] = py[n];
  });
}
