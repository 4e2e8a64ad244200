/** x, y, width, height in fractions of the picture. */
export type Rect = readonly [number, number, number, number];

/** What of a frame is dragged. */
export type Corner = 'move' | 'nw' | 'ne' | 'sw' | 'se';

/** Smallest side of the frame, as a fraction of the picture. */
const MIN_SIDE = 0.04;

/** The frame after a drag by (dx, dy), in fractions of the picture; it never leaves it. */
export function dragRect(start: Rect, corner: Corner, dx: number, dy: number): Rect {
  const [x, y, width, height] = start;
  if (corner === 'move') return [clamp(x + dx, 0, 1 - width), clamp(y + dy, 0, 1 - height), width, height];
  const left = corner.endsWith('w') ? clamp(x + dx, 0, x + width - MIN_SIDE) : x;
  const right = corner.endsWith('e') ? clamp(x + width + dx, x + MIN_SIDE, 1) : x + width;
  const top = corner.startsWith('n') ? clamp(y + dy, 0, y + height - MIN_SIDE) : y;
  const bottom = corner.startsWith('s') ? clamp(y + height + dy, y + MIN_SIDE, 1) : y + height;
  return [left, top, right - left, bottom - top];
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
