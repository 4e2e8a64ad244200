import { INNER_LOWER_LIP, INNER_UPPER_LIP } from '../rig/face-points.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { drawCavity } from './draw-cavity.ts';
import { columnAt, columnHeights } from './local-frame.ts';
import { applyMeshWeights } from './mesh-weights.ts';
import type { MouthScene } from './mouth-scene.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';

/** The mouth in one frame. */
export interface MouthState {
  /** Inner rims per column, px of the mouth's frame. */
  readonly upper: Float32Array;
  readonly lower: Float32Array;
  /** Displacement of the two skins on the mouth's grid, px of the picture. */
  readonly upperX: Float32Array;
  readonly upperY: Float32Array;
  readonly lowerX: Float32Array;
  readonly lowerY: Float32Array;
}

/** Least displacement that is drawn, px. */
const STILL = 0.02;

/** @param deltas displacement of the mesh's vertices, 468 x 2 px; undefined is returned when the lips rest */
export function mouthState(mouth: MouthScene, deltas: Float32Array): MouthState | undefined {
  const count = mouth.columns * mouth.rows;
  const field = (): Float32Array => new Float32Array(count);
  const state = { upperX: field(), upperY: field(), lowerX: field(), lowerY: field() };
  applyMeshWeights(mouth.upperSkin, deltas, state.upperX, state.upperY);
  applyMeshWeights(mouth.lowerSkin, deltas, state.lowerX, state.lowerY);
  let most = 0;
  for (let k = 0; k < count; k++) {
    most = Math.max(
      most,
      Math.abs(state.upperX[k]),
      Math.abs(state.upperY[k]),
      Math.abs(state.lowerX[k]),
      Math.abs(state.lowerY[k]),
    );
  }
  if (most < STILL) return undefined;
  const { frame, first, upper } = mouth;
  const rim = (
    points: ReadonlyArray<readonly [number, number]>,
    indices: readonly number[],
  ): Float32Array => {
    const moved = points.map(([s, t], n): [number, number] => {
      const [dx, dy] = [deltas[2 * indices[n]], deltas[2 * indices[n] + 1]];
      return [s + dx * frame.ex + dy * frame.ey, t + dy * frame.ex - dx * frame.ey];
    });
    return columnHeights(moved, first, upper.length);
  };
  const upperRim = rim(mouth.upperPoints, INNER_UPPER_LIP);
  const lowerRim = rim(mouth.lowerPoints, INNER_LOWER_LIP);
  closeBeyondCorners(mouth, deltas, upperRim, lowerRim);
  return { ...state, upper: upperRim, lower: lowerRim };
}

/** Lips meet at their corners: beyond them there is one line, wherever the landmarks' noise puts the two rims. */
function closeBeyondCorners(
  mouth: MouthScene,
  deltas: Float32Array,
  upper: Float32Array,
  lower: Float32Array,
): void {
  const { frame, first, upperPoints } = mouth;
  const ends = [0, upperPoints.length - 1].map((n) => {
    const v = INNER_UPPER_LIP[n];
    return upperPoints[n][0] + deltas[2 * v] * frame.ex + deltas[2 * v + 1] * frame.ey;
  });
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  const opened = Math.max(0, lower[-first] - upper[-first] - (mouth.lower[-first] - mouth.upper[-first]));
  const taper = LEAST_TAPER + smoothStep(0, 0.1, opened / (2 * frame.half)) * CORNER_TAPER * 2 * frame.half;
  for (let n = 0; n < upper.length; n++) {
    const s = first + n;
    const within = smoothStep(-0.5, taper, s - left) * smoothStep(-0.5, taper, right - s);
    if (within >= 1) continue;
    const middle = (upper[n] + lower[n]) / 2;
    upper[n] = middle + within * (upper[n] - middle);
    lower[n] = middle + within * (lower[n] - middle);
  }
}

/** Length over which the opening closes toward a corner, px at least and in widths of the mouth. */
const LEAST_TAPER = 3;
const CORNER_TAPER = 0.09;
/** Beyond this many half mouths from the middle both skins move as one: the face draws itself. */
const OWN_ACROSS = 1.3;
/** Softness of the lips' rims, px, at least and in widths of the mouth. */
const LEAST_SOFTNESS = 1.2;
const SOFTNESS = 0.034;

/**
 * Draws the mouth at (x, y) of the resting head into {@link sampled}; false when the place is not its own.
 * @param layer the photo's layer (four channels)
 */
export function drawMouth(
  mouth: MouthScene,
  state: MouthState,
  layer: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  sharpness: number,
): boolean {
  const { frame, first } = mouth;
  const [dx, dy] = [x - frame.x, y - frame.y];
  const s = dx * frame.ex + dy * frame.ey;
  if (Math.abs(s) >= OWN_ACROSS * frame.half) return false;
  const t = dy * frame.ex - dx * frame.ey;
  if (t <= mouth.t0 + 2 || t >= mouth.t0 + (mouth.rows - 2) * mouth.step) return false;
  const [upper, lower] = [columnAt(state.upper, first, s), columnAt(state.lower, first, s)];
  const shut = lower <= upper;
  const rim = shut ? (upper + lower) / 2 : upper;
  const soft = Math.max(LEAST_SOFTNESS, SOFTNESS * 2 * frame.half);
  const onUpper = clamp01((rim - t) / soft + 0.5);
  const onLower = shut ? 1 - onUpper : clamp01((t - lower) / soft + 0.5) * (1 - onUpper);
  let [r, g, b, a] = [0, 0, 0, 0];
  const add = (weight: number, light = 1): void => {
    r += weight * light * sampled[0];
    g += weight * light * sampled[1];
    b += weight * light * sampled[2];
    a += weight * sampled[3];
  };
  if (onUpper > 0) {
    sampleSkin(mouth, state.upperX, state.upperY, layer, width, height, x, y, sharpness);
    add(onUpper, lipLight(mouth, s, rim - t, lower - upper));
  }
  if (onLower > 0) {
    sampleSkin(mouth, state.lowerX, state.lowerY, layer, width, height, x, y, sharpness);
    add(onLower, lipLight(mouth, s, t - lower, lower - upper));
  }
  const inside = 1 - onUpper - onLower;
  if (inside > 0.001) {
    drawCavity(mouth, { layer, width, height, sharpness }, { x, y, s, t, upper, lower });
    add(inside);
  }
  sampled[0] = r;
  sampled[1] = g;
  sampled[2] = b;
  sampled[3] = a;
  return true;
}

/** Lips round inward where they part: how much darker, over which height and from which opening, in widths. */
const LIP_SHADE = 0.3;
const LIP_SHADE_REACH = 0.07;
const LIP_SHADE_OPEN = 0.14;

/** Light on a lip `away` px from its inner rim, relative to the photo. */
function lipLight(mouth: MouthScene, s: number, away: number, open: number): number {
  const width = 2 * mouth.frame.half;
  const photoOpen = columnAt(mouth.lower, mouth.first, s) - columnAt(mouth.upper, mouth.first, s);
  const parted = smoothStep(0, LIP_SHADE_OPEN * width, open - photoOpen);
  return 1 - LIP_SHADE * parted * smoothStep(LIP_SHADE_REACH * width, 0, away);
}

const INVERSION_STEPS = 6;

/** Samples the photo where this skin's content at (x, y) comes from. */
function sampleSkin(
  mouth: MouthScene,
  fieldX: Float32Array,
  fieldY: Float32Array,
  layer: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  sharpness: number,
): void {
  const { frame, s0, t0, step, columns, rows } = mouth;
  let [px, py] = [x, y];
  for (let n = 0; n < INVERSION_STEPS; n++) {
    const [dx, dy] = [px - frame.x, py - frame.y];
    const gx = Math.min(columns - 1.001, Math.max(0, (dx * frame.ex + dy * frame.ey - s0) / step));
    const gy = Math.min(rows - 1.001, Math.max(0, (dy * frame.ex - dx * frame.ey - t0) / step));
    const [i, j] = [Math.floor(gx), Math.floor(gy)];
    const [fx, fy] = [gx - i, gy - j];
    const at = j * columns + i;
    const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
    px = x - (a * fieldX[at] + b * fieldX[at + 1] + c * fieldX[at + columns] + d * fieldX[at + columns + 1]);
    py = y - (a * fieldY[at] + b * fieldY[at + 1] + c * fieldY[at + columns] + d * fieldY[at + columns + 1]);
  }
  sampleCubic(layer, width, height, px, py, sharpness);
}

function clamp01(x: number): number {
  return Math.min(1, Math.max(0, x));
}
