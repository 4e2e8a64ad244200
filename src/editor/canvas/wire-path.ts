import type { Position } from '../document/place.ts';
import type { WireEndPlace } from './wire-ends.ts';

/** A wire leaves and reaches a card so far beside it before it turns, px. */
const STUB = 16;
/** Wires to lower ports turn farther out, so that they do not lie on those to upper ones, px a px of height. */
const STUB_SLOPE = 0.25;
/** How far from a card's lower or upper edge a wire passes it at most, px. */
const CLEARANCE = 22;
/** Radius of a wire's corners, px. */
const CORNER = 9;

/** Must a wire turn back on its way, since its end lies left of its beginning? */
export function goesBack(from: Position, to: Position): boolean {
  return to.x < from.x;
}

/**
 * The corners of a wire that turns back: beside its source, through the gap between the rows of cards, and along the
 * other side to its target, so that it passes behind neither of both.
 */
export function cornersAround(from: WireEndPlace, to: WireEndPlace): readonly Position[] {
  const right = from.x + STUB;
  const left = to.x - STUB - (to.y - to.box.y) * STUB_SLOPE;
  const y = gapBetween(from, to);
  return [from, { x: right, y: from.y }, { x: right, y }, { x: left, y }, { x: left, y: to.y }, to];
}

/** Height at which a wire passes from one side of two cards to the other, px. */
function gapBetween({ box: from }: WireEndPlace, { box: to }: WireEndPlace): number {
  const below = from.y + from.height;
  if (to.y >= below) return below + Math.min(CLEARANCE, (to.y - below) / 2);
  const toBelow = to.y + to.height;
  if (toBelow <= from.y) return from.y - Math.min(CLEARANCE, (from.y - toBelow) / 2);
  return Math.max(below, toBelow) + CLEARANCE;
}

/** SVG path through corners, which are rounded. */
export function roundedPath(corners: readonly Position[]): string {
  const [first, ...rest] = corners;
  if (!first) return '';
  const parts = [`M${first.x} ${first.y}`];
  for (const [index, corner] of rest.entries()) {
    const before = corners[index] ?? first;
    const next = rest[index + 1];
    if (!next) {
      parts.push(`L${corner.x} ${corner.y}`);
      continue;
    }
    const radius = Math.min(CORNER, distance(before, corner) / 2, distance(corner, next) / 2);
    const [start, end] = [towards(corner, before, radius), towards(corner, next, radius)];
    parts.push(`L${start.x} ${start.y}Q${corner.x} ${corner.y} ${end.x} ${end.y}`);
  }
  return parts.join('');
}

/** The point that lies so far from one place on the way to another. */
function towards(from: Position, to: Position, length: number): Position {
  const whole = distance(from, to) || 1;
  return {
    x: from.x + ((to.x - from.x) * length) / whole,
    y: from.y + ((to.y - from.y) * length) / whole,
  };
}

function distance(a: Position, b: Position): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
