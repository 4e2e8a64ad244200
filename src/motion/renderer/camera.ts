import type { MotionValue } from '../../values/motion.ts';
import type { ChannelName } from '../channels.ts';
import { cosTurns, sinTurns } from '../portable-math.ts';
import { channelAt, channelMoves } from './channel-track.ts';
import type { Grid, NodeField } from './grid.ts';

/** Where the camera is in one frame; units of `src/motion/channels.ts`. */
export interface CameraState {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  readonly dolly: number;
  readonly orbit: number;
  readonly roll: number;
}

const MOVES = ['camera.x', 'camera.y', 'camera.zoom', 'camera.dolly', 'camera.orbit', 'camera.roll'] as const;
/** Depth (0 far .. 1 near) that the camera turns around and keeps in size. */
const SUBJECT_DEPTH = 0.65;
/** How strongly far and near things follow a move across: `FAR + depth * (NEAR - FAR)`. */
const FAR_SHARE = 0.45;
const NEAR_SHARE = 1.3;
/** Width of the scene's depth over the picture's width, for an orbit. */
const SCENE_DEPTH = 0.9;

export function cameraAt(motion: MotionValue, frame: number): CameraState {
  const at = (name: ChannelName): number => channelAt(motion, name, frame);
  return {
    x: at('camera.x'),
    y: at('camera.y'),
    zoom: at('camera.zoom'),
    dolly: at('camera.dolly'),
    orbit: at('camera.orbit'),
    roll: at('camera.roll'),
  };
}

export function cameraMoves(motion: MotionValue): boolean {
  return MOVES.some((name) => channelMoves(motion, name));
}

export function cameraRests(c: CameraState): boolean {
  return c.x === 0 && c.y === 0 && c.zoom === 0 && c.dolly === 0 && c.orbit === 0 && c.roll === 0;
}

/**
 * Adds what the camera does to every node.
 * @param depth 0 far .. 1 near, per node @param strength of the differences between near and far
 */
export function addCamera(
  camera: CameraState,
  grid: Grid,
  width: number,
  height: number,
  depth: Float32Array,
  strength: number,
  out: NodeField,
): void {
  if (cameraRests(camera)) return;
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const [c, s] = [cosTurns(-camera.roll / 360), sinTurns(-camera.roll / 360)];
  const orbit = sinTurns(camera.orbit / 360) * width * SCENE_DEPTH;
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const [x, y] = [grid.x0 + i * grid.cell - cx, grid.y0 + j * grid.cell - cy];
      const near = (depth[k] - SUBJECT_DEPTH) * strength;
      const share = 1 + near * (NEAR_SHARE - FAR_SHARE);
      const scale = 1 + camera.zoom * share + camera.dolly * near;
      const across = -camera.x * width * share - orbit * near;
      const along = -camera.y * width * share;
      out.dx[k] += scale * (c * x - s * y) + across - x;
      out.dy[k] += scale * (s * x + c * y) + along - y;
    }
  }
}

/** Edge pixels that may be repeated at the border before one would notice, px. */
const BORDER_SLACK = 1.5;

/**
 * Constant enlargement (>= 1) with which no frame looks past the picture's border, from the displacement of its
 * border nodes in every frame.
 * @param displace displacement of all nodes at a frame
 */
export function cropIn(
  frameCount: number,
  grid: Grid,
  width: number,
  height: number,
  displace: (frame: number) => NodeField,
): number {
  let need = 1;
  const [cx, cy] = [(width - 1) / 2, (height - 1) / 2];
  const most = Math.max(width, height) / 2;
  for (let frame = 0; frame < frameCount; frame++) {
    const { dx, dy } = displace(frame);
    for (let j = 0, k = 0; j < grid.rows; j++) {
      for (let i = 0; i < grid.columns; i++, k++) {
        const edge = i === 0 || j === 0 || i === grid.columns - 1 || j === grid.rows - 1;
        if (!edge) continue;
        const [x, y] = [Math.min(width - 1, i * grid.cell), Math.min(height - 1, j * grid.cell)];
        const left = i === 0 ? x + dx[k] : 0;
        const right = i === grid.columns - 1 ? width - 1 - x - dx[k] : 0;
        const over = j === 0 ? y + dy[k] : 0;
        const under = j === grid.rows - 1 ? height - 1 - y - dy[k] : 0;
        const inward = Math.max(left / cx, right / cx, over / cy, under / cy) - BORDER_SLACK / most;
        if (inward > 0) need = Math.max(need, 1 / (1 - Math.min(0.4, inward)));
      }
    }
  }
  return need;
}
