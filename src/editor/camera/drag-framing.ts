import type { Framing } from '../../nodes/camera-path/framing.ts';
import { FRAMING_PARAMS } from '../../nodes/camera-path/framing-params.ts';
import type { Point } from '../../values/value.ts';

/** Bounds of framings as the node has them. */
const BOUNDS = {
  offset: FRAMING_PARAMS.startX.max / 100,
  zoom: { min: FRAMING_PARAMS.startZoom.min, max: FRAMING_PARAMS.startZoom.max },
  roll: FRAMING_PARAMS.startRoll.max,
} as const;

/**
 * A framing that shows no border of the photo: leaning takes a little zoom, and its middle stays where its corners
 * are inside.
 * @param aspect width of the photo by its height
 */
export function fitFraming({ x, y, zoom, roll }: Framing, aspect: number): Framing {
  const leaning = clamp(roll, -BOUNDS.roll, BOUNDS.roll);
  const turn = (Math.abs(leaning) * Math.PI) / 180;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const high = 1 / aspect;
  const least = Math.max(BOUNDS.zoom.min, c + s * high, c + s * aspect);
  const enlarged = clamp(zoom, Math.min(least, BOUNDS.zoom.max), BOUNDS.zoom.max);
  const roomX = Math.max(0, 0.5 - (0.5 * (c + s * high)) / enlarged);
  const roomY = Math.max(0, high * 0.5 - (0.5 * (s + c * high)) / enlarged);
  const most = Math.min(BOUNDS.offset, BOUNDS.offset / enlarged);
  return {
    x: clamp(x, -Math.min(roomX, most), Math.min(roomX, most)),
    y: clamp(y, -Math.min(roomY, most), Math.min(roomY, most)),
    zoom: enlarged,
    roll: leaning,
  };
}

/** A framing after a drag of its middle. @param by fractions of the photo's width */
export function movedFraming(framing: Framing, by: Point, aspect: number): Framing {
  return fitFraming({ ...framing, x: framing.x + by.x, y: framing.y + by.y }, aspect);
}

/** A framing as large as the way from its middle to the pointer says. @param to fractions of the photo's width from its middle */
export function resizedFraming(framing: Framing, to: Point, aspect: number): Framing {
  const away = Math.hypot(to.x - framing.x, to.y - framing.y);
  const corner = Math.hypot(0.5, 0.5 / aspect);
  return fitFraming({ ...framing, zoom: corner / Math.max(away, 1e-3) }, aspect);
}

/** A framing that leans toward the pointer above it. @param to fractions of the photo's width from its middle */
export function turnedFraming(framing: Framing, to: Point, aspect: number): Framing {
  const degrees = (Math.atan2(to.x - framing.x, framing.y - to.y) * 180) / Math.PI;
  return fitFraming({ ...framing, roll: degrees }, aspect);
}

/** Corners of a framing, fractions of the photo's width from its middle: from the upper left, clockwise. */
export function framingCorners({ x, y, zoom, roll }: Framing, aspect: number): readonly Point[] {
  const turn = (roll * Math.PI) / 180;
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const signs = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  return signs.map(([across, down]) => {
    const [dx, dy] = [(0.5 * across) / zoom, (0.5 * down) / (aspect * zoom)];
    return { x: x + c * dx - s * dy, y: y + s * dx + c * dy };
  });
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
