import type { MotionValue } from '../../values/motion.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { addCamera, cameraAt } from './camera.ts';
import { channelAt } from './channel-track.ts';
import { emptyField, type NodeField } from './grid.ts';
import { addHairMotion } from './hair-field.ts';
import { addHeadTurn } from './head-field.ts';
import { holdField } from './motion-mask.ts';
import type { FaceScene, RenderOptions, Scene } from './scene.ts';

/** A profile hides one half of itself: turns fade to half between these yaws, degrees. */
export const TURNED_YAW = 42;
const PROFILE_YAW = 60;

/** The parts of a scene that say how the subject moves. */
type Movers = Pick<Scene, 'grid' | 'options' | 'breath' | 'faces' | 'movable'>;

/** Puts into `field` what heads, breath and hair of all faces do at `frame`, per node. */
export function subjectMotion(scene: Movers, motion: MotionValue, frame: number, field: NodeField): void {
  field.dx.fill(0);
  field.dy.fill(0);
  if (scene.breath !== undefined) addScaled(scene.breath, channelAt(motion, 'body.breath', frame), field);
  for (const face of scene.faces) {
    const own = face.motion ?? motion;
    addHead(face, scene, own, frame, field);
    addScaled(face.breath, channelAt(own, 'body.breath', frame), field);
    addHairMotion(face.hair, own, frame, scene.options.followThrough, field);
  }
  holdField(scene.movable?.nodes, field);
}

function addHead(face: FaceScene, scene: Movers, motion: MotionValue, frame: number, field: NodeField): void {
  addHeadTurn(face.head, scene.grid, ...headTurn(face, scene.options, motion, frame), field);
}

/** Yaw, pitch and roll that a face's head is drawn with, degrees. */
export function headTurn(
  face: FaceScene,
  options: RenderOptions,
  motion: MotionValue,
  frame: number,
): [yaw: number, pitch: number, roll: number] {
  const strength =
    options.headStrength * (1 - 0.5 * smoothStep(TURNED_YAW, PROFILE_YAW, Math.abs(face.fit.pose.yaw)));
  const turn = (name: 'head.yaw' | 'head.pitch' | 'head.roll'): number =>
    strength * channelAt(motion, name, frame);
  return [turn('head.yaw'), turn('head.pitch'), turn('head.roll')];
}

function addScaled(from: NodeField, amount: number, to: NodeField): void {
  if (amount === 0) return;
  for (let k = 0; k < to.dx.length; k++) {
    to.dx[k] += amount * from.dx[k];
    to.dy[k] += amount * from.dy[k];
  }
}

/** Frames of a take that are looked at for its farthest travel. */
const LOOKS = 24;

/** How far the subject moves before its background at most in the take, px: what may come to light behind it. */
export function farthestTravel(
  scene: Movers & Pick<Scene, 'width' | 'height' | 'distances' | 'subjectDepth' | 'plateDepth'>,
  motion: MotionValue,
): number {
  const { grid, width, height, options } = scene;
  const field = emptyField(grid);
  const behind = emptyField(grid);
  let most = 0;
  for (let look = 0; look < LOOKS; look++) {
    const frame = Math.floor((look * motion.frameCount) / LOOKS);
    const camera = cameraAt(motion, frame);
    subjectMotion(scene, motion, frame, field);
    behind.dx.fill(0);
    behind.dy.fill(0);
    addCamera(camera, grid, width, height, scene.subjectDepth, options.parallax, field);
    addCamera(camera, grid, width, height, scene.plateDepth, options.parallax, behind);
    for (let k = 0; k < field.dx.length; k++) {
      if (scene.distances[k] > 1) continue;
      const [dx, dy] = [field.dx[k] - behind.dx[k], field.dy[k] - behind.dy[k]];
      most = Math.max(most, dx * dx + dy * dy);
    }
  }
  return Math.sqrt(most);
}
