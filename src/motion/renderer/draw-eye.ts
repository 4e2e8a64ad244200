import { LOWER_LID_SHARE } from '../rig/expression-basis.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import type { EyeScene } from './eye-scene.ts';
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
const RADIANS = Math.PI / 180;
/** Least displacement that is drawn, px. */
const STILL = 0.02;

/** The eye's state for channel values (gaze in degrees, + right and + up). */
export function eyeState(
  eye: EyeScene,
  blink: number,
  squint: number,
  gazeYaw: number,
  gazePitch: number,
): EyeState {
  const radius = eye.eyeball?.radius ?? 0;
  const irisX = EYEBALL_RADII * radius * Math.sin(gazeYaw * RADIANS);
  const irisY = -EYEBALL_RADII * radius * Math.sin(gazePitch * RADIANS);
  const follow = eye.gap > 1 ? (LID_FOLLOWS * irisY) / eye.gap : 0;
  const closure = Math.min(1, blink + (1 - Math.max(0, blink)) * Math.max(-0.35, Math.min(0.6, follow)));
  return { closure, squint: squint * (1 - Math.max(0, closure)), irisX, irisY };
}

/** True when the eye is as in the photo. */
export function eyeRests(eye: EyeScene, state: EyeState): boolean {
  return (
    Math.abs(state.closure) * eye.gap < STILL &&
    state.squint * eye.gap < STILL &&
    Math.hypot(state.irisX, state.irisY) < STILL
  );
}

/** Share of the gap by which the lids approach at full squint: lower, upper. */
const SQUINT_LOWER = 0.32;
const SQUINT_UPPER = 0.14;
/** Softness of the lid's rim, px. */
const RIM_SOFTNESS = 1.3;

/** Height of the lids' rims at column s, px of the eye's frame. */
export function lidRims(eye: EyeScene, state: EyeState, s: number): { upper: number; lower: number } {
  const [a, b] = [columnAt(eye.upper, eye.first, s), columnAt(eye.lower, eye.first, s)];
  const gap = b - a;
  const lower = b - gap * (LOWER_LID_SHARE * Math.max(0, state.closure) + SQUINT_LOWER * state.squint);
  const down = gap * ((1 - LOWER_LID_SHARE) * state.closure + SQUINT_UPPER * state.squint);
  return { upper: Math.min(lower, a + down), lower };
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
  const top = columnAt(eye.top, first, s);
  const bottom = columnAt(eye.bottom, first, s);
  if (t <= top || t >= bottom) return false;
  const [a, b] = [columnAt(eye.upper, first, s), columnAt(eye.lower, first, s)];
  const rims = lidRims(eye, state, s);
  const onUpper = clamp01((rims.upper - t) / RIM_SOFTNESS + 0.5);
  const onLower = clamp01((t - rims.lower) / RIM_SOFTNESS + 0.5);
  let [r, g, bl, total] = [0, 0, 0, 0];
  const skin = (source: number, weight: number): void => {
    sampleCubic(layer, width, height, x - (source - t) * frame.ey, y + (source - t) * frame.ex, sharpness);
    r += weight * sampled[0];
    g += weight * sampled[1];
    bl += weight * sampled[2];
    total += weight;
  };
  if (onUpper > 0) {
    skin(unfold(t, top, rims.upper, a), onUpper);
    const tone = onUpper * lidCover(eye, state, t, rims.upper, a);
    const at = 3 * Math.round(s - first);
    r += tone * (eye.lidTone[at] - r / onUpper);
    g += tone * (eye.lidTone[at + 1] - g / onUpper);
    bl += tone * (eye.lidTone[at + 2] - bl / onUpper);
  }
  const below = (1 - onUpper) * onLower;
  if (below > 0) skin(bottom - unfold(bottom - t, 0, bottom - rims.lower, bottom - b), below);
  const ball = (1 - onUpper) * (1 - onLower);
  if (ball > 0) {
    drawEyeball(eye, state, layer, width, height, x, y, sharpness);
    const closing = Math.max(0, state.closure) * Math.min(1, (b - a) / (0.5 * eye.gap));
    const shade = 1 - 0.3 * closing * Math.exp(-Math.max(0, t - rims.upper) / (0.22 * eye.gap + 0.5));
    r += ball * shade * sampled[0];
    g += ball * shade * sampled[1];
    bl += ball * shade * sampled[2];
    total += ball;
  }
  const shade = lidShade(eye, state, t, rims, b - a) / total;
  sampled[0] = r * shade;
  sampled[1] = g * shade;
  sampled[2] = bl * shade;
  sampled[3] = 1;
  return true;
}

/** Height of the lash line above the rim, in half lengths of the eye. */
const LASH_HEIGHT = 0.13;
/** How much of the unfolded lid is plain skin rather than the photo's stretched crease. */
const TONE_SHARE = 0.74;

/** Share of plain lid skin at height t: between the lash line and where the lid stood in the photo. */
function lidCover(eye: EyeScene, state: EyeState, t: number, rim: number, photoRim: number): number {
  const lash = LASH_HEIGHT * eye.frame.half;
  const above = smoothStep(rim - lash * 0.4, rim - lash * 1.6, t);
  const below = smoothStep(photoRim - 2.2 * lash, photoRim, t);
  return TONE_SHARE * above * below * clamp01(state.closure) * clamp01((rim - photoRim) / (2 * lash));
}

/** The lash line darkens as it comes down; the lid's bulge catches a little less light toward its rim. */
function lidShade(
  eye: EyeScene,
  state: EyeState,
  t: number,
  rims: { upper: number; lower: number },
  gap: number,
): number {
  const closing = clamp01(state.closure) * clamp01(gap / (0.35 * eye.gap));
  if (closing === 0) return 1;
  const lash = Math.exp(-(((t - rims.upper) / (0.05 * eye.frame.half + 0.5)) ** 2));
  const bulge = t < rims.upper ? Math.exp((t - rims.upper) / (0.6 * eye.gap + 1)) : 0;
  return 1 - closing * (0.25 * lash + 0.05 * bulge);
}

/** Steepest share of its own size at which skin near the rim is kept when the lid travels. */
const RIM_SLOPE = 2.3;
const TOP_SLOPE = 1.35;

/**
 * Where skin at height t of the strip `top..rim` comes from in the photo's strip `top..photoRim`: near the rim it
 * travels as it is (lashes keep their size), in the crease it unfolds. Hermite curve, always rising.
 */
function unfold(t: number, top: number, rim: number, photoRim: number): number {
  const [length, photoLength] = [rim - top, photoRim - top];
  if (t >= rim || length <= 0.01) return photoRim + (t - rim);
  const ratio = length / photoLength;
  const [start, end] = [Math.min(ratio, TOP_SLOPE), Math.min(ratio, RIM_SLOPE)];
  const k = Math.max(0, (t - top) / length);
  const value =
    start * (k * k * k - 2 * k * k + k) + (-2 * k * k * k + 3 * k * k) + end * (k * k * k - k * k);
  return top + photoLength * value;
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
): void {
  const ball = eye.eyeball;
  sampleCubic(layer, width, height, x, y, sharpness);
  const moved = Math.hypot(state.irisX, state.irisY) + Math.max(0, -state.closure) * eye.gap;
  if (ball === undefined || moved < STILL) return;
  const effect = Math.min(1, moved / FULL_EFFECT);
  for (let c = 0; c < 3; c++) blend[c] = (1 - effect) * sampled[c];
  const [px, py] = [x - ball.x, y - ball.y];
  sampleCubic(ball.iris, ball.width, ball.height, px - state.irisX, py - state.irisY, sharpness);
  const [ir, ig, ib, ia] = sampled;
  sampleCubic(ball.sclera, ball.width, ball.height, px, py, sharpness);
  const [sr, sg, sb] = sampled;
  sampleCubic(ball.lights, ball.width, ball.height, px, py, sharpness);
  sampled[0] = blend[0] + effect * (ir + (1 - ia) * sr + sampled[0]);
  sampled[1] = blend[1] + effect * (ig + (1 - ia) * sg + sampled[1]);
  sampled[2] = blend[2] + effect * (ib + (1 - ia) * sb + sampled[2]);
}

function clamp01(x: number): number {
  return Math.min(1, Math.max(0, x));
}
