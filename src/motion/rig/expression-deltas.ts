import { CANONICAL, VERTEX_COUNT } from './canonical-face.ts';
import { EXPRESSIONS, type ExpressionName } from './expression-basis.ts';
import type { FaceFit } from './fit-face.ts';
import { addJaw } from './jaw.ts';
import { smoothStep } from './smooth-step.ts';

/** Weights of one frame's expression; absent = 0. */
export type ExpressionWeights = Partial<Record<ExpressionName, number>> & {
  /** 0..1 */
  readonly jawOpen?: number;
  /** -1..1 */
  readonly jawSide?: number;
  /** 0..1 */
  readonly jawForward?: number;
};

/**
 * Displacement of every mesh vertex in the picture: 468 x 2, px, y down. The canonical displacements are turned
 * with the photo's head and scaled with its size.
 */
export function expressionDeltas(
  fit: Pick<FaceFit, 'rotation' | 'scale' | 'pose'> & { readonly glasses?: boolean },
  weights: ExpressionWeights,
): Float32Array {
  const cm = canonicalDeltas(weights, fit.pose.yaw, fit.glasses);
  const out = new Float32Array(VERTEX_COUNT * 2);
  const [a, b, c, d, e, f] = fit.rotation;
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [x, y, z] = [cm[3 * i], cm[3 * i + 1], cm[3 * i + 2]];
    out[2 * i] = fit.scale * (a * x + b * y + c * z);
    out[2 * i + 1] = -fit.scale * (d * x + e * y + f * z);
  }
  return out;
}

/** From and to this yaw (degrees) the far side of a turned face loses its expression, by this share at most. */
const FAR_FROM = 12;
const FAR_TO = 38;
const FAR_LOSS = 0.7;
/** A jaw that opens also swings back: seen from the side that would pull the outline of the chin over the cheek. */
const BACK_LOSS = 0.65;
/**
 * The far corner of a turned mouth lies behind the bend of the lips: a jaw that opens beyond this would tear it, so
 * from there on it opens the less, up to this much where the head is turned fully.
 */
const TURNED_FREE = 0.4;
const TURNED_MOST = 0.58;
/** The loss grows over this distance from the middle of the face, cm. */
const FAR_REACH = 2.4;

/**
 * Sum of the weighted basis on the canonical mesh, 468 x 3, cm.
 * @param yaw turn of the face in the photo, degrees: what hides behind the bend of the face can only be smeared,
 * so the far side of lips and cheeks moves less
 * @param glasses their frame belongs to the skull: skin that it lies on stays
 */
export function canonicalDeltas(weights: ExpressionWeights, yaw = 0, glasses = false): Float32Array {
  const cm = new Float32Array(VERTEX_COUNT * 3);
  for (const [name, deltas] of Object.entries(EXPRESSIONS)) {
    const weight = weights[name as ExpressionName] ?? 0;
    if (weight === 0) continue;
    for (let k = 0; k < cm.length; k++) cm[k] += weight * deltas[k];
  }
  const loss = FAR_LOSS * smoothStep(FAR_FROM, FAR_TO, Math.abs(yaw));
  if (loss > 0) {
    for (let i = 0; i < VERTEX_COUNT; i++) {
      const toFar = yaw < 0 ? -CANONICAL.vertices[3 * i] : CANONICAL.vertices[3 * i];
      const kept = 1 - loss * smoothStep(0.2, FAR_REACH, toFar);
      for (let c = 0; c < 3; c++) cm[3 * i + c] *= kept;
    }
  }
  if (glasses) holdFrame(cm);
  const { jawOpen = 0, jawSide = 0, jawForward = 0 } = weights;
  if (jawOpen !== 0 || jawSide !== 0 || jawForward !== 0) {
    const kept = 1 - BACK_LOSS * smoothStep(FAR_FROM, FAR_TO, Math.abs(yaw));
    addJaw(cm, { open: turnedJaw(jawOpen, yaw), side: jawSide, forward: jawForward, back: kept });
  }
  return cm;
}

/** How far a jaw opens in a face that is turned by `yaw` degrees in the photo, 0..1. */
function turnedJaw(open: number, yaw: number): number {
  const most = 1 - (1 - TURNED_MOST) * smoothStep(FAR_FROM, FAR_TO, Math.abs(yaw));
  const beyond = Math.max(0, open - TURNED_FREE);
  return open - beyond + (beyond * (most - TURNED_FREE)) / (1 - TURNED_FREE);
}

/** Heights (cm) between which the frame of glasses lies, and those from which skin moves freely again. */
const FRAME_BOTTOM = 0.3;
const FRAME_TOP = 4.8;
const FREE_BELOW = -1;
const FREE_ABOVE = 6.2;

function holdFrame(cm: Float32Array): void {
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const y = CANONICAL.vertices[3 * i + 1];
    const kept = smoothStep(FRAME_TOP, FREE_ABOVE, y) + smoothStep(FRAME_BOTTOM, FREE_BELOW, y);
    for (let c = 0; c < 3; c++) cm[3 * i + c] *= kept;
  }
}
