import { hypotenuse, sinTurns } from '../portable-math.ts';
import { LOWER_LID_SHARE } from '../rig/expression-basis.ts';
import type { EyeWeights } from '../rig/expression-weights.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { drawUpperLid, sampleAcross, squeeze } from './draw-lid.ts';
import type { EyeScene } from './eye-scene.ts';
import { lashLine } from './lash-line.ts';
import type { LidShadow } from './lid-shadow.ts';
import { columnAt } from './local-frame.ts';
import { sampleCubic, sampled } from './sample-cubic.ts';

/** How one eye stands in a frame. */
export interface EyeState {
  /** -.5 wide .. 1 closed */
  readonly closure: number;
  /** 0..1 */
  readonly squint: number;
  /** Displacement of the iris in the picture, px. */
  readonly irisX: number;
  readonly irisY: number;
}

/** Radius of the eyeball over that of the iris: 12 mm to 5.85 mm. */
const EYEBALL_RADII = 2.05;
/** Share of the iris' vertical way that the upper lid follows. */
const LID_FOLLOWS = 0.75;
/** Least displacement that is drawn, px. */
const STILL = 0.02;

/** The eye's state for what it is asked to do. */
export function eyeState(eye: EyeScene, { blink, squint, gazeYaw, gazePitch }: EyeWeights): EyeState {
  const radius = eye.eyeball?.radius ?? 0;
  const irisX = EYEBALL_RADII * radius * sinTurns(gazeYaw / 360);
  const irisY = -EYEBALL_RADII * radius * sinTurns(gazePitch / 360);
  const follow = eye.gap > 1 ? (LID_FOLLOWS * irisY) / eye.gap : 0;
  const asked = blink + (1 - Math.max(0, blink)) * Math.max(-0.35, Math.min(0.6, follow));
  const closure = Math.min(1, Math.max(eye.eyeball === undefined ? 0 : -1, asked));
  return { closure, squint: squint * (1 - Math.max(0, closure)), irisX, irisY };
}

/** True when the eye is as in the photo. */
export function eyeRests(eye: EyeScene, state: EyeState): boolean {
  return (
    Math.abs(state.closure) * eye.gap < STILL &&
    state.squint * eye.gap < STILL &&
    hypotenuse(state.irisX, state.irisY) < STILL
  );
}

/** Share of the gap by which the lids approach at full squint: lower, upper. */
const SQUINT_LOWER = 0.32;
const SQUINT_UPPER = 0.14;
/** Softness of the lid's rim, px. */
const RIM_SOFTNESS = 1.3;

/**
 * The upper lid comes this far over the lower one when they meet, in half lengths: no slit shows between soft rims. It
 * does so all along the eye, lest the line bends up at its ends, and less beyond the corners (half lengths).
 */
const OVERLAP = 0.17;
const OVERLAP_FULL = 0.8;
const OVERLAP_ENDS = 1.35;

/** Height of the lids' rims at column s, px of the eye's frame. */
export function lidRims(eye: EyeScene, state: EyeState, s: number): { upper: number; lower: number } {
  const [a, b] = [columnAt(eye.upper, eye.first, s), columnAt(eye.lower, eye.first, s)];
  const gap = b - a;
  const closed = Math.max(0, state.closure);
  const meet = columnAt(eye.contact, eye.first, s);
  const lower = b + closed * (meet - b) - SQUINT_LOWER * state.squint * gap;
  // a lid that lifts does so from its middle: the corners hold
  const way =
    state.closure > 0 ? meet - a : (1 - LOWER_LID_SHARE) * gap * Math.min(1, gap / Math.max(1, eye.gap));
  const upper = a + state.closure * way + SQUINT_UPPER * state.squint * gap;
  const { half } = eye.frame;
  const along = smoothStep(OVERLAP_ENDS, OVERLAP_FULL, Math.abs(s) / half);
  const overlap = OVERLAP * half * along * smoothStep(0.8, 1, closed);
  return { upper: Math.min(lower, upper) + overlap, lower };
}

/** Beyond the corners (half lengths) the far eye of a turned face may reach over the outline, where nothing is to be drawn. */
const BESIDE = 1.02;

/** True where the photo's layer covers its background fully. */
function covered(layer: Float32Array, width: number, height: number, x: number, y: number): boolean {
  const column = Math.min(width - 1, Math.max(0, Math.round(x)));
  const row = Math.min(height - 1, Math.max(0, Math.round(y)));
  return layer[4 * (row * width + column) + 3] >= 1;
}

/**
 * Draws the eye at (x, y) of the resting face into {@link sampled} (opaque); false when the place is not its own.
 * @param layer the photo's layer (four channels)
 */
export function drawEye(
  eye: EyeScene,
  state: EyeState,
  layer: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  sharpness: number,
): boolean {
  const { frame, first } = eye;
  const [dx, dy] = [x - frame.x, y - frame.y];
  const s = dx * frame.ex + dy * frame.ey;
  if (s <= first + 1 || s >= -first - 1) return false;
  const t = dy * frame.ex - dx * frame.ey;
  const bottom = columnAt(eye.bottom, first, s);
  if (t <= columnAt(eye.top, first, s) || t >= bottom) return false;
  if (Math.abs(s) > BESIDE * frame.half && !covered(layer, width, height, x, y)) return false;
  const [a, b] = [columnAt(eye.upper, first, s), columnAt(eye.lower, first, s)];
  const rims = lidRims(eye, state, s);
  const onUpper = clamp01((rims.upper - t) / RIM_SOFTNESS + 0.5);
  const onLower = clamp01((t - rims.lower) / RIM_SOFTNESS + 0.5);
  const from = { layer, width, height, sharpness };
  const place = { x, y, s, t };
  drawn.fill(0);
  if (onUpper > 0) {
    drawUpperLid(eye, from, place, rims.upper, a, state.closure);
    lay(onUpper);
  }
  const below = (1 - onUpper) * onLower;
  if (below > 0) {
    const hidden = WATERLINE * 2 * frame.half * clamp01(state.closure);
    const source = squeeze(bottom - t, 0, bottom - rims.lower, bottom - b - hidden);
    sampleAcross(eye, from, place, bottom - source);
    lay(below);
  }
  const ball = (1 - onUpper) * (1 - onLower);
  if (ball > 0) {
    drawEyeball(eye, state, layer, width, height, x, y, sharpness, s, t - rims.upper);
    const closing = Math.max(0, state.closure) * Math.min(1, (b - a) / (0.5 * eye.gap));
    const reach = Math.max(0, t - rims.upper) / (0.35 * eye.gap + 0.5);
    lay(ball * (1 - 0.3 * closing * falloff(reach)));
  }
  const line = lashLine(eye, state.closure, t - rims.upper, s, bottom - rims.upper);
  for (let c = 0; c < 3; c++) {
    const dark = Math.min(drawn[c], eye.lid.lashes[c]);
    sampled[c] = drawn[c] + line * (dark - drawn[c]);
  }
  sampled[3] = 1;
  return true;
}

const drawn = new Float64Array(3);

function lay(weight: number): void {
  for (let c = 0; c < 3; c++) drawn[c] += weight * sampled[c];
}

/** The moist rim of the lower lid that a closed eye hides, in lengths of the eye. */
const WATERLINE = 0.03;

/** 1 at 0, 0 from 1 on, with zero slope there. */
function falloff(x: number): number {
  const k = Math.max(0, 1 - x * x);
  return k * k;
}

/** How far lids or iris must move before the taken-apart eyeball replaces the photo fully, px. */
const FULL_EFFECT = 1.5;
const blend = new Float64Array(3);

function drawEyeball(
  eye: EyeScene,
  state: EyeState,
  layer: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  sharpness: number,
  s: number,
  belowRim: number,
): void {
  const ball = eye.eyeball;
  sampleCubic(layer, width, height, x, y, sharpness);
  const moved = hypotenuse(state.irisX, state.irisY) + Math.max(0, -state.closure) * eye.gap;
  if (ball === undefined || moved < STILL) return;
  const effect = Math.min(1, moved / FULL_EFFECT);
  for (let c = 0; c < 3; c++) blend[c] = (1 - effect) * sampled[c];
  const [px, py] = [x - ball.x, y - ball.y];
  sampleCubic(ball.iris, ball.width, ball.height, px - state.irisX, py - state.irisY, sharpness);
  const [ir, ig, ib, ia] = sampled;
  sampleCubic(ball.sclera, ball.width, ball.height, px, py, sharpness);
  const [sr, sg, sb] = sampled;
  sampleCubic(ball.lights, ball.width, ball.height, px, py, sharpness);
  const light = effect * shadowAt(ball.shadow, Math.round(s) - eye.first, 2 * belowRim);
  sampled[0] = blend[0] + light * (ir + (1 - ia) * sr + sampled[0]);
  sampled[1] = blend[1] + light * (ig + (1 - ia) * sg + sampled[1]);
  sampled[2] = blend[2] + light * (ib + (1 - ia) * sb + sampled[2]);
}

/** Light that reaches the eyeball at a column, `step` half px below the rim. */
function shadowAt({ steps, light }: LidShadow, column: number, step: number): number {
  if (step >= steps - 1) return 1;
  const n = Math.max(0, Math.floor(step));
  const share = Math.max(0, step) - n;
  const at = column * steps + n;
  return light[at] + share * (light[at + 1] - light[at]);
}

function clamp01(x: number): number {
  return Math.min(1, Math.max(0, x));
}
