import { VERTEX_COUNT } from './canonical-face.ts';
import { addJaw, EXPRESSIONS, type ExpressionName } from './expression-basis.ts';
import type { FaceFit } from './fit-face.ts';

/** Weights of one frame's expression; absent = 0. */
export type ExpressionWeights = Partial<Record<ExpressionName, number>> & {
  /** 0..1 */
  readonly jawOpen?: number;
  /** -1..1 */
  readonly jawSide?: number;
};

/**
 * Displacement of every mesh vertex in the picture: 468 x 2, px, y down. The canonical displacements are turned
 * with the photo's head and scaled with its size.
 */
export function expressionDeltas(
  fit: Pick<FaceFit, 'rotation' | 'scale'>,
  weights: ExpressionWeights,
): Float32Array {
  const cm = canonicalDeltas(weights);
  const out = new Float32Array(VERTEX_COUNT * 2);
  const [a, b, c, d, e, f] = fit.rotation;
  for (let i = 0; i < VERTEX_COUNT; i++) {
    const [x, y, z] = [cm[3 * i], cm[3 * i + 1], cm[3 * i + 2]];
    out[2 * i] = fit.scale * (a * x + b * y + c * z);
    out[2 * i + 1] = -fit.scale * (d * x + e * y + f * z);
  }
  return out;
}

/** Sum of the weighted basis on the canonical mesh, 468 x 3, cm. */
export function canonicalDeltas(weights: ExpressionWeights): Float32Array {
  const cm = new Float32Array(VERTEX_COUNT * 3);
  for (const [name, deltas] of Object.entries(EXPRESSIONS)) {
    const weight = weights[name as ExpressionName] ?? 0;
    if (weight === 0) continue;
    for (let k = 0; k < cm.length; k++) cm[k] += weight * deltas[k];
  }
  const { jawOpen = 0, jawSide = 0 } = weights;
  if (jawOpen !== 0 || jawSide !== 0) addJaw(cm, jawOpen, jawSide);
  return cm;
}
