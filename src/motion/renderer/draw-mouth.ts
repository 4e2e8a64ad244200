import { INNER_LOWER_LIP, INNER_UPPER_LIP } from '../rig/face-points.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { drawCavity } from './draw-cavity.ts';
import { LIP_SHADE, lipShade, type MouthOpening } from './lip-shade.ts';
import { columnAt, columnHeights } from './local-frame.ts';
import { applyMeshWeights } from './mesh-weights.ts';
import type { MouthScene } from './mouth-scene.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';

/** The mouth in one frame. */
export interface MouthState {
  /** Inner rims per column, px of the mouth's frame. */
  readonly upper: Float32Array;
  readonly lower: Float32Array;
  /** How much lower than the skin's own rim each rim is drawn per column, px: lips bend round toward their corners. */
  readonly upperBend: Float32Array;
  readonly lowerBend: Float32Array;
  readonly opening: MouthOpening;
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
  const [upperBend, lowerBend] = [upperRim.slice(), lowerRim.slice()];
  const opening = closeTowardCorners(mouth, deltas, upperRim, lowerRim);
  for (let n = 0; n < upperRim.length; n++) {
    upperBend[n] = upperRim[n] - upperBend[n];
    lowerBend[n] = lowerRim[n] - lowerBend[n];
  }
  return { ...state, upper: upperRim, lower: lowerRim, upperBend, lowerBend, opening };
}

/**
 * Lips meet at their corners: beyond them there is one line, wherever the landmarks' noise puts the two rims. A mouth
 * that opens a little parts like a lens, one that opens wide is round.
 */
function closeTowardCorners(
  mouth: MouthScene,
  deltas: Float32Array,
  upper: Float32Array,
  lower: Float32Array,
): MouthOpening {
  const { frame, first, upperPoints } = mouth;
  const ends = [0, upperPoints.length - 1].map((n) => {
    const v = INNER_UPPER_LIP[n];
    return upperPoints[n][0] + deltas[2 * v] * frame.ex + deltas[2 * v + 1] * frame.ey;
  });
  const [left, right] = [Math.min(...ends), Math.max(...ends)];
  const photoGap = mouth.lower[-first] - mouth.upper[-first];
  const opened = Math.max(0, lower[-first] - upper[-first] - photoGap) / (2 * frame.half);
  const round = smoothStep(0.1, ROUND_FROM, opened);
  const share = smoothStep(0, 0.1, opened) * (CORNER_TAPER + round * (ROUND_TAPER - CORNER_TAPER));
  const taper = LEAST_TAPER + share * 2 * frame.half;
  const rise = (along: number): number => {
    const lens = smoothStep(-0.5, taper, along);
    if (round === 0) return lens;
    const rest = 1 - Math.min(1, Math.max(0, along / taper));
    return lens + round * ROUND_RISE * (Math.sqrt(1 - rest * rest) - lens);
  };
  const tallest = lower[-first] - upper[-first];
  for (let n = 0; n < upper.length; n++) {
    const s = first + n;
    const within = rise(s - left) * rise(right - s);
    const across = (2 * s - left - right) / (right - left);
    const squared = Math.max(0, 1 - across * across);
    const ellipse = tallest * Math.sqrt(squared) * smoothStep(0, RUN_OUT, squared);
    const gap = lower[n] - upper[n];
    const opening = within * gap + ROUNDNESS * round * (ellipse - within * gap);
    const middle = (upper[n] + lower[n]) / 2;
    upper[n] = middle - opening / 2;
    lower[n] = middle + opening / 2;
  }
  return { opened, left, right };
}

/** Length over which the opening closes toward a corner, px at least and in widths of the mouth, parted and wide open. */
const LEAST_TAPER = 3;
const CORNER_TAPER = 0.09;
const ROUND_TAPER = 0.2;
/** Share of an ellipse in the opening of a mouth that is wide open. */
const ROUNDNESS = 0.6;
/** An ellipse stands upright at its ends; this one runs out into the corners where its height squared, of 1, is less. */
const RUN_OUT = 0.32;
/** How far a wide mouth opens round instead of like a lens right at its corners, 0..1. */
const ROUND_RISE = 0.5;
/** Opening from which a mouth is round, in its widths. */
const ROUND_FROM = 0.5;
/** Beyond this many half mouths from the middle both skins move as one: the face draws itself. */
export const OWN_ACROSS = 1.3;
/** Toward its borders the mouth shows what the face shows there, over this height and width in half mouths. */
const BORDER = 0.3;

/**
 * Draws the mouth at (x, y) of the resting head into {@link sampled}; false when the place is not its own.
 * @param layer the photo's layer (four channels) @param faceX, faceY place of the photo that the face shows there, px
 */
export function drawMouth(
  mouth: MouthScene,
  state: MouthState,
  layer: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  faceX: number,
  faceY: number,
  sharpness: number,
): boolean {
  const { frame, first } = mouth;
  const dx = x - frame.x;
  const dy = y - frame.y;
  const s = dx * frame.ex + dy * frame.ey;
  if (Math.abs(s) >= OWN_ACROSS * frame.half) return false;
  const t = dy * frame.ex - dx * frame.ey;
  const end = mouth.t0 + (mouth.rows - 2) * mouth.step;
  if (t <= mouth.t0 + 2 || t >= end) return false;
  const within = Math.min(t - mouth.t0 - 2, end - t, OWN_ACROSS * frame.half - Math.abs(s));
  meet.share = smoothStep(BORDER * frame.half, 0, within);
  meet.x = faceX;
  meet.y = faceY;
  const upper = columnAt(state.upper, first, s);
  const lower = columnAt(state.lower, first, s);
  const shut = lower <= upper;
  const rim = shut ? (upper + lower) / 2 : upper;
  const aboveUpper = (rim - t) / steepness(state.upper, first, s);
  const belowLower = (t - (shut ? rim : lower)) / steepness(state.lower, first, s);
  const onUpper = clamp01(aboveUpper / mouth.softness + 0.5);
  const pastLower = clamp01(belowLower / mouth.softness + 0.5);
  const onLower = (1 - onUpper) * (shut ? 1 : pastLower);
  drawn.fill(0);
  if (onUpper > 0) {
    const bend = bendAt(mouth, columnAt(state.upperBend, first, s), rim - t);
    const px = x + bend * frame.ey;
    const py = y - bend * frame.ex;
    sampleSkin(mouth, state.upperX, state.upperY, layer, width, height, px, py, sharpness);
    add(onUpper, lipShade(mouth, state.opening, s, aboveUpper, lower - upper));
  }
  if (onLower > 0) {
    const bend = bendAt(mouth, columnAt(state.lowerBend, first, s), t - (shut ? rim : lower));
    const px = x + bend * frame.ey;
    const py = y - bend * frame.ex;
    sampleSkin(mouth, state.lowerX, state.lowerY, layer, width, height, px, py, sharpness);
    add(onLower, lipShade(mouth, state.opening, s, belowLower, lower - upper));
  }
  const inside = 1 - onUpper - onLower;
  if (inside > 0.001) {
    drawCavity(mouth, { layer, width, height, sharpness }, { x, y, s, t, upper, lower });
    add(inside, 0);
  }
  for (let c = 0; c < 4; c++) sampled[c] = drawn[c];
  return true;
}

/** What of the pixel in hand is drawn so far. */
const drawn = new Float64Array(4);

/** Adds a share of what was sampled, shaded as lips are. */
function add(weight: number, shade: number): void {
  drawn[0] += weight * (1 - LIP_SHADE[0] * shade) * sampled[0];
  drawn[1] += weight * (1 - LIP_SHADE[1] * shade) * sampled[1];
  drawn[2] += weight * (1 - LIP_SHADE[2] * shade) * sampled[2];
  drawn[3] += weight * sampled[3];
}

/** Rims of a mouth that is wide open stand upright at its corners: px down the column for a px across the rim, at most. */
const STEEPEST = 4;

/** How many px down the column at s one px across the rim is. */
function steepness(rim: Float32Array, first: number, s: number): number {
  const slope = columnAt(rim, first, s + 0.5) - columnAt(rim, first, s - 0.5);
  return Math.min(STEEPEST, Math.sqrt(1 + slope * slope));
}

/** The bend of a rim is lost in the skin over this height, in widths of the mouth and in bends. */
const BEND_REACH = 0.2;
const LEAST_BENDS = 2;

/** How much lower than its own the skin is drawn `away` px from its rim, which is drawn `bend` px lower. */
function bendAt(mouth: MouthScene, bend: number, away: number): number {
  if (bend === 0) return 0;
  const reach = Math.max(BEND_REACH * 2 * mouth.frame.half, LEAST_BENDS * Math.abs(bend));
  return bend * smoothStep(reach, 0, away);
}

const INVERSION_STEPS = 6;

/** The place that the face shows at the pixel in hand, and its share in what the mouth shows. */
const meet = { x: 0, y: 0, share: 0 };

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
  let px = x;
  let py = y;
  for (let n = 0; n < INVERSION_STEPS; n++) {
    const dx = px - frame.x;
    const dy = py - frame.y;
    const gx = Math.min(columns - 1.001, Math.max(0, (dx * frame.ex + dy * frame.ey - s0) / step));
    const gy = Math.min(rows - 1.001, Math.max(0, (dy * frame.ex - dx * frame.ey - t0) / step));
    const i = Math.floor(gx);
    const j = Math.floor(gy);
    const fx = gx - i;
    const fy = gy - j;
    const at = j * columns + i;
    const a = (1 - fx) * (1 - fy);
    const b = fx * (1 - fy);
    const c = (1 - fx) * fy;
    const d = fx * fy;
    px = x - (a * fieldX[at] + b * fieldX[at + 1] + c * fieldX[at + columns] + d * fieldX[at + columns + 1]);
    py = y - (a * fieldY[at] + b * fieldY[at + 1] + c * fieldY[at + columns] + d * fieldY[at + columns + 1]);
  }
  px += meet.share * (meet.x - px);
  py += meet.share * (meet.y - py);
  sampleCubic(layer, width, height, px, py, sharpness);
}

function clamp01(x: number): number {
  return Math.min(1, Math.max(0, x));
}
