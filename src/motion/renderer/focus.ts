import type { MotionValue } from '../../values/motion.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { blurLayer } from './blur-layer.ts';
import { channelMoves } from './channel-track.ts';
import type { Blurred } from './scene.ts';

/** Radii of the two out-of-focus copies, share of the longer side. */
const FOCUS_RADII = [0.005, 0.014] as const;

/** The subject and its background out of focus; undefined when the take never changes the focus. */
export function focusCopies(
  motion: MotionValue,
  layer: Float32Array,
  plate: Uint8ClampedArray | undefined,
  width: number,
  height: number,
): Blurred | undefined {
  if (!channelMoves(motion, 'camera.focus')) return undefined;
  const side = Math.max(width, height);
  const blur = (of: Float32Array | Uint8ClampedArray, n: 0 | 1): Float32Array =>
    blurLayer(of, width, height, Math.max(n + 1, Math.round(FOCUS_RADII[n] * side)));
  return {
    layer: [blur(layer, 0), blur(layer, 1)],
    plate: plate && [new Uint8ClampedArray(blur(plate, 0)), new Uint8ClampedArray(blur(plate, 1))],
  };
}

/** Shares of the picture's own range of depth, 0 far .. 1 near, from which all is far and from which all is near. */
const FAR_DEPTH = 0.15;
const NEAR_DEPTH = 0.65;
/** Pictures with less depth than this have nothing behind anything. */
const LEAST_DEPTH_RANGE = 0.05;

/** How far away every node is, 0 near .. 1 far; undefined in a flat picture. */
export function farShares(depth: Float32Array): Float32Array | undefined {
  const least = depth.reduce((a, b) => Math.min(a, b));
  const range = depth.reduce((a, b) => Math.max(a, b)) - least;
  if (range < LEAST_DEPTH_RANGE) return undefined;
  return depth.map((v) => smoothStep(NEAR_DEPTH, FAR_DEPTH, (v - least) / range));
}
