import { INNER_LOWER_LIP, INNER_UPPER_LIP } from '../rig/face-points.ts';
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
  for (let n = 0; n < upper.length; n++) {
    const s = first + n;
    const within = clamp01((s - left) / CORNER_TAPER) * clamp01((right - s) / CORNER_TAPER);
    if (within >= 1) continue;
    const middle = (upper[n] + lower[n]) / 2;
    upper[n] = middle + within * (upper[n] - middle);
    lower[n] = middle + within * (lower[n] - middle);
  }
}

/** Length over which the opening closes toward a corner, px. */
const CORNER_TAPER = 3;
/** Softness of the lips' rims, px, at least and in widths of the mouth. */
const LEAST_SOFTNESS = 1.2;
const SOFTNESS = 0.026;

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
  if (s <= first + 2 || s >= -first - 2) return false;
  const t = dy * frame.ex - dx * frame.ey;
  if (t <= mouth.t0 + 2 || t >= mouth.t0 + (mouth.rows - 2) * mouth.step) return false;
  const [upper, lower] = [columnAt(state.upper, first, s), columnAt(state.lower, first, s)];
  const shut = lower <= upper;
  const rim = shut ? (upper + lower) / 2 : upper;
  const soft = Math.max(LEAST_SOFTNESS, SOFTNESS * 2 * frame.half);
  const onUpper = clamp01((rim - t) / soft + 0.5);
  const onLower = shut ? 1 - onUpper : clamp01((t - lower) / soft + 0.5) * (1 - onUpper);
  let [r, g, b, a] = [0, 0, 0, 0];
  const add = (weight: number): void => {
    r += weight * sampled[0];
    g += weight * sampled[1];
    b += weight * sampled[2];
    a += weight * sampled[3];
  };
  if (onUpper > 0) {
    sampleSkin(mouth, state.upperX, state.upperY, layer, width, height, x, y, sharpness);
    add(onUpper);
  }
  if (onLower > 0) {
    sampleSkin(mouth, state.lowerX, state.lowerY, layer, width, height, x, y, sharpness);
    add(onLower);
  }
  const inside = 1 - onUpper - onLower;
  if (inside > 0.001) {
    drawInside(mouth, layer, width, height, x, y, s, t, upper, lower, sharpness);
    add(inside);
  }
  sampled[0] = r;
  sampled[1] = g;
  sampled[2] = b;
  sampled[3] = a;
  return true;
}

const INVERSION_STEPS = 4;

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

/** Colours of the cavity relative to the lips' colour: deep, and near the lower lip. */
const DEEP: readonly [number, number, number] = [0.27, 0.16, 0.15];
const NEAR: readonly [number, number, number] = [0.5, 0.3, 0.3];
/** Share of the skin's tint that teeth take on: the photo's light. */
const TEETH_TINT = 0.85;
/** Length of the upper teeth that shows below the lip line, and width of one, in widths of the mouth. */
const TOOTH_LENGTH = 0.06;
const TOOTH_WIDTH = 0.135;
/** The photo's teeth are taken from this far below the upper lip's rim, px. */
const TOOTH_ROOT = 1.5;

/** What is seen between the lips: the photo's own teeth (they stay with the skull), else drawn ones; the cavity. */
function drawInside(
  mouth: MouthScene,
  layer: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  s: number,
  t: number,
  upper: number,
  lower: number,
  sharpness: number,
): void {
  const { first, frame, lip } = mouth;
  const [photoUpper, photoLower] = [columnAt(mouth.upper, first, s), columnAt(mouth.lower, first, s)];
  const depth = clamp01((t - upper) / Math.max(1, lower - upper));
  const near = clamp01((depth - 0.55) / 0.45) * 0.8;
  const corner = clamp01(Math.abs(s) / frame.half);
  const shade = 1 - 0.45 * corner * corner;
  let r = lip[0] * (DEEP[0] + near * (NEAR[0] - DEEP[0])) * shade;
  let g = lip[1] * (DEEP[1] + near * (NEAR[1] - DEEP[1])) * shade;
  let b = lip[2] * (DEEP[2] + near * (NEAR[2] - DEEP[2])) * shade;
  if (mouth.closed) {
    const end = photoUpper + 2 * frame.half * TOOTH_LENGTH * (1 - 0.5 * corner * corner);
    const cover = clamp01((end - t) / 1.4 + 0.5) * (1 - clamp01((corner - 0.62) / 0.25));
    const between = 1 - 0.09 * Math.abs(Math.sin((Math.PI * s) / (2 * frame.half * TOOTH_WIDTH))) ** 0.5;
    const light = toothLight(mouth, t - upper, corner) * between;
    const grey = luma(mouth.skin);
    r += cover * (light * (1 - TEETH_TINT + (TEETH_TINT * mouth.skin[0]) / grey) - r);
    g += cover * (light * (1 - TEETH_TINT + (TEETH_TINT * mouth.skin[1]) / grey) - g);
    b += cover * (light * (1 - TEETH_TINT + (TEETH_TINT * mouth.skin[2]) / grey) - b);
  } else {
    const seen = clamp01((photoLower + 0.8 - t) / 1.2);
    if (seen > 0) {
      // where the upper lip uncovers more, the teeth reach up to it
      const root = photoUpper + Math.min(TOOTH_ROOT, 0.3 * (photoLower - photoUpper));
      const stretch = upper < root ? (photoLower - root) / Math.max(0.5, photoLower - upper) : 1;
      const down = (photoLower - t) * (1 - stretch);
      sampleCubic(layer, width, height, x - down * frame.ey, y + down * frame.ex, sharpness);
      r += seen * (sampled[0] - r);
      g += seen * (sampled[1] - g);
      b += seen * (sampled[2] - b);
    }
  }
  sampled[0] = r;
  sampled[1] = g;
  sampled[2] = b;
  sampled[3] = 1;
}

/** Brightness of drawn teeth, 0..255: in the upper lip's shadow at the top, darker toward the corners. */
function toothLight(mouth: MouthScene, below: number, corner: number): number {
  const shadow = 0.5 + 0.5 * clamp01(below / (0.14 * mouth.frame.half));
  return luma(mouth.skin) * 0.8 * shadow * (1 - 0.5 * corner * corner);
}

function clamp01(x: number): number {
  return Math.min(1, Math.max(0, x));
}

function luma(colour: readonly [number, number, number]): number {
  return Math.max(1, 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]);
}
