import type { RegionsValue } from '../../values/value.ts';
import { smoothStep } from '../rig/smooth-step.ts';
import { emptyField, type Grid, type NodeField } from './grid.ts';
import type { HeadField } from './head-field.ts';

/** Share of the shoulder width that the shoulders rise at full breath: about 5 mm of 40 cm. */
const SHOULDER_RISE = 0.0125;
/** Share of the shoulder width by which each side of the chest widens. */
const CHEST_SPREAD = 0.006;
/** How much of the shoulders' rise the head takes up. */
const HEAD_RIDE = 0.55;
/** Shoulder width where no body was found, in face heights. */
const SHOULDERS_PER_FACE = 1.75;

/**
 * Displacement at `body.breath` 1: shoulders and chest rise and widen, the head rides along, nothing grows as a
 * whole. Zero everywhere when there is neither body nor head.
 */
export function breathField(grid: Grid, head: HeadField | undefined, body: RegionsValue['body']): NodeField {
  const out = emptyField(grid);
  const torso = torsoFrame(head, body);
  if (torso === undefined) return out;
  const { x: middle, y: line, width } = torso;
  for (let j = 0, k = 0; j < grid.rows; j++) {
    for (let i = 0; i < grid.columns; i++, k++) {
      const [x, y] = [grid.x0 + i * grid.cell, grid.y0 + j * grid.cell];
      const below = (y - line) / width;
      const chest = smoothStep(-0.32, 0.12, below) * (1 - 0.75 * smoothStep(0.35, 1.5, below));
      const ride = HEAD_RIDE * (1 - smoothStep(-0.32, 0.12, below));
      out.dy[k] = -SHOULDER_RISE * width * (chest + ride);
      const across = (x - middle) / (width / 2);
      out.dx[k] =
        CHEST_SPREAD * width * chest * Math.max(-1, Math.min(1, across)) * smoothStep(0, 0.5, below + 0.1);
    }
  }
  return out;
}

/** Shoulder line: its middle, its height and its width, px. */
function torsoFrame(head: HeadField | undefined, body: RegionsValue['body']) {
  if (body !== undefined && body.confidence >= 0.5) {
    const { leftShoulder: l, rightShoulder: r } = body;
    const width = Math.sqrt((l.x - r.x) ** 2 + (l.y - r.y) ** 2);
    const least = head === undefined ? 0 : head.faceHeight;
    return { x: (l.x + r.x) / 2, y: (l.y + r.y) / 2, width: Math.max(width, least) };
  }
  if (head === undefined) return undefined;
  const width = SHOULDERS_PER_FACE * head.faceHeight;
  return { x: head.pivot[0], y: head.pivot[1] + 0.75 * head.faceHeight, width };
}
