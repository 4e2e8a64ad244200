import { CANONICAL } from './canonical-face.ts';
import { INNER_LOWER_LIP, LOWER_LIP_ROWS, OUTER_LOWER_LIP } from './face-points.ts';

/** The subject's left corner of the mouth. */
export const CORNER_LEFT = 291;
/** Canonical height of the lip line, cm. */
export const LIP_LINE_Y = -4.3;

/** Vertices of the lower lip with the corners, which both lips share. */
const LOWER_LIP = new Set<number>([...INNER_LOWER_LIP, ...OUTER_LOWER_LIP, ...LOWER_LIP_ROWS]);

/** x, y, z of vertex `i`, cm. */
export function vertex(i: number): [number, number, number] {
  return [CANONICAL.vertices[3 * i], CANONICAL.vertices[3 * i + 1], CANONICAL.vertices[3 * i + 2]];
}

/** True for what moves with the lower lip and the chin. @param y canonical height of vertex `i`, cm */
export function isBelowLips(i: number, y: number): boolean {
  return LOWER_LIP.has(i) || y < LIP_LINE_Y - 0.25;
}
