import { CHANNELS } from '../../motion/channels.ts';
import { cosTurns, sinTurns } from '../../motion/portable-math.ts';

/** What part of the photo the camera shows. Lengths are fractions of the photo's width. */
export interface Framing {
  /** Middle of the framing from the middle of the photo, right and down. */
  readonly x: number;
  readonly y: number;
  /** 1 shows the whole width, 1.25 four fifths of it. */
  readonly zoom: number;
  /** degrees, + leans the framing to the right: the picture leans to the left */
  readonly roll: number;
}

/** Channels of motion that a framing is; units of `src/motion/channels.ts`. */
export const FRAMING_CHANNELS = ['camera.x', 'camera.y', 'camera.zoom', 'camera.roll'] as const;
type FramingChannel = (typeof FRAMING_CHANNELS)[number];

/**
 * The camera that shows a framing at the depth of the subject: the inverse of what the renderer does to the picture
 * (it turns by -roll around the middle, enlarges, then shifts by -x, -y).
 */
export function cameraOf({ x, y, zoom, roll }: Framing): Readonly<Record<FramingChannel, number>> {
  const lean = bounded('camera.roll', roll);
  const [c, s] = [cosTurns(-lean / 360), sinTurns(-lean / 360)];
  return {
    'camera.x': bounded('camera.x', zoom * (c * x - s * y)),
    'camera.y': bounded('camera.y', zoom * (s * x + c * y)),
    'camera.zoom': bounded('camera.zoom', zoom - 1),
    'camera.roll': lean,
  };
}

/** Part of the way from one framing to another. @param share 0..1 */
export function framingBetween(from: Framing, to: Framing, share: number): Framing {
  const part = (a: number, b: number) => a + (b - a) * share;
  return {
    x: part(from.x, to.x),
    y: part(from.y, to.y),
    zoom: part(from.zoom, to.zoom),
    roll: part(from.roll, to.roll),
  };
}

function bounded(channel: FramingChannel, value: number): number {
  const { min, max } = CHANNELS[channel];
  return Math.min(max, Math.max(min, value)) + 0;
}
