import { spec } from '../../nodes/landmark-edit/landmark-edit.node.ts';
import type { LandmarkHandleName } from '../../nodes/landmark-edit/landmark-handles.ts';
import type { HandleOffsets } from '../../values/handle-offsets.ts';
import type { Point } from '../../values/value.ts';

/** [across, down] in distances of the eyes. */
export type Offset = HandleOffsets[string];

/** Digits kept of offsets: finer than a pixel of any face. */
const DIGITS = 4;

/** An offset after a further move; it stays within what the node allows. */
export function withMoved([across, down]: Offset, [byAcross, byDown]: Offset): Offset {
  return [bounded(across + byAcross), bounded(down + byDown)];
}

/** All offsets with one handle moved; a handle that is back in its place leaves no trace. */
export function withHandle(
  offsets: HandleOffsets,
  handle: LandmarkHandleName,
  offset: Offset,
): HandleOffsets {
  const { [handle]: _, ...others } = offsets;
  return offset[0] === 0 && offset[1] === 0 ? others : { ...others, [handle]: offset };
}

/**
 * The handle nearest to a pointer, if one is near enough.
 * @param at px from the stage's upper left corner
 * @param spots fractions of the stage
 */
export function reachedBy(
  at: Point,
  reach: number,
  handles: readonly LandmarkHandleName[],
  spots: Readonly<Record<LandmarkHandleName, Point>>,
  stage: { readonly width: number; readonly height: number },
): LandmarkHandleName | undefined {
  let nearest: LandmarkHandleName | undefined;
  let distance = reach;
  for (const handle of handles) {
    const { x, y } = spots[handle];
    const away = Math.hypot(x * stage.width - at.x, y * stage.height - at.y);
    if (away <= distance) [nearest, distance] = [handle, away];
  }
  return nearest;
}

function bounded(part: number): number {
  const { most } = spec.params.points;
  return Number(Math.min(most, Math.max(-most, part)).toFixed(DIGITS)) + 0;
}
