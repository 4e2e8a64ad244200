import { cosTurns, hypotenuse, sinTurns } from '../portable-math.ts';
import { VERTEX_COUNT } from './canonical-face.ts';
import { CORNER_LEFT, isBelowLips, vertex } from './canonical-places.ts';
import { smoothStep } from './smooth-step.ts';

/** Axis of the jaw's hinge, cm (y, z): from the paths of chin and lower lip in motion.md section 4. */
const HINGE_Y = 1.05;
const HINGE_Z = -7.88;
/** Rotation at weight 1, turns: 14.5 degrees. */
const JAW_ANGLE = 14.5 / 360;
/** Sideways travel of the chin at `jaw.side` 1, cm. */
const JAW_SIDE = 0.9;
/** Travel of the chin at `jaw.forward` 1, cm: forward, and down along the slope of the joint. */
const JAW_FORWARD = 0.75;
const JAW_SLOPE = 0.22;
/** The lower lip runs ahead of the bone, the upper lip is dragged a little. */
const LOWER_LIP_LEAD = 1.107;
const UPPER_LIP_DRAG = 0.06;
/** Share of the corners of the mouth. */
const CORNER_SHARE = 0.5;

/** A wide mouth is narrow: way of the corners toward the middle at weight 1, and its reach beside them, cm. */
const CORNERS_IN = 0.55;
const CORNERS_REACH = 2.6;

/** Way toward the middle at weight 1 per vertex, cm, + to the right. */
const INWARD: Float32Array = inward();

function inward(): Float32Array {
  const out = new Float32Array(VERTEX_COUNT);
  const [cornerX, cornerY] = vertex(CORNER_LEFT);
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [x, y] = vertex(i);
    const across = Math.abs(x) / cornerX;
    const away = hypotenuse(Math.max(0, Math.abs(x) - cornerX), (y - cornerY) * 0.8);
    out[i] = -Math.sign(x) * CORNERS_IN * Math.min(1, across) * smoothStep(CORNERS_REACH, 0, away);
  }
  return out;
}

/** Share of the jaw's rotation per vertex: 1 at the chin, 0 above the cheeks. */
const JAW_WEIGHTS: Float32Array = jawWeights();

function jawWeights(): Float32Array {
  const out = new Float32Array(VERTEX_COUNT);
  const cornerX = vertex(CORNER_LEFT)[0];
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [x, y] = vertex(i);
    const across = Math.abs(x) / cornerX;
    // beside the mouth the cheek stretches between skull and jaw
    const cheek = smoothStep(-0.5, -6.6, y);
    // the upper lip arches from low corners, the lower one stays level until near them: a round opening, no shield
    const corner = (CORNER_SHARE - UPPER_LIP_DRAG) * smoothStep(0.2, 1, across);
    const upper = (UPPER_LIP_DRAG + corner) * smoothStep(-1, -3.6, y);
    const beside = smoothStep(0.75, 1.55, across);
    if (!isBelowLips(i, y)) out[i] = upper * (1 - beside) + cheek * beside;
    else {
      const lip = LOWER_LIP_LEAD + (1 - LOWER_LIP_LEAD) * smoothStep(-5.2, -8, y);
      const middle = lip + (CORNER_SHARE - lip) * smoothStep(0.5, 1, across);
      const open =
        y < -5.6 ? Math.max(middle, 1 - 0.4 * smoothStep(0.9, 2.4, across) * smoothStep(-9, -5, y)) : middle;
      out[i] = open * (1 - beside) + Math.max(cheek, open * 0.35) * beside;
    }
  }
  return out;
}

/** How the jaw stands. */
interface JawPose {
  /** 0..1 */
  readonly open: number;
  /** -1..1, + toward the right of the picture */
  readonly side: number;
  /** 0..1 */
  readonly forward: number;
  /** Share of the way back that comes with opening, 0..1. */
  readonly back: number;
}

/** Adds the jaw's hinge rotation to `deltas` (468 x 3, cm): vertex i turns by opening x share about the hinge. */
export function addJaw(deltas: Float32Array, { open, side, forward, back }: JawPose): void {
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const share = JAW_WEIGHTS[i];
    if (share === 0) continue;
    const angle = -JAW_ANGLE * open * share;
    const [, y, z] = vertex(i);
    const [ry, rz] = [y - HINGE_Y, z - HINGE_Z];
    const [c, s] = [cosTurns(angle), sinTurns(angle)];
    deltas[3 * i] += JAW_SIDE * side * share + open * INWARD[i];
    deltas[3 * i + 1] += ry * c + rz * s - ry - JAW_SLOPE * forward * share;
    deltas[3 * i + 2] += back * (-ry * s + rz * c - rz) + JAW_FORWARD * forward * share;
  }
}
