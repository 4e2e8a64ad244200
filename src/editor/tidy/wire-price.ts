/** What any piece of a wire behind a card costs, and each px that the wire would have to move to come free. */
const PIECE_PRICE = 100;
const DEPTH_PRICE = 0.4;
/** What a px costs that a wire leads to the right, and up or down. */
const LENGTH_PRICE = 0.02;
const SLOPE_PRICE = 0.04;
/** What a wire costs that turns back around its cards, and one whose target does not lie below its source either. */
const AROUND_PRICE = 12;
const BACK_PRICE = 400;
/** Least distance of a wire from cards that it passes, px. */
export const CLEARANCE = 6;

/** Steps of the table of heights along a curve. */
const RISE_STEPS = 256;
const RISE = riseTable();

/** What a wire that turns back costs by itself. @param isBelow its target lies below its source */
export function aroundPrice(width: number, rise: number, isBelow: boolean): number {
  return AROUND_PRICE + LENGTH_PRICE * width + SLOPE_PRICE * Math.abs(rise) + (isBelow ? 0 : BACK_PRICE);
}

/** What a wire to the right costs by itself. */
export function curvePrice(width: number, rise: number): number {
  return LENGTH_PRICE * width + SLOPE_PRICE * Math.abs(rise);
}

/**
 * What it costs that a curve to the right lies behind a card; 0 where it does not. All in px, `width` and `rise` from
 * the curve's beginning at (x, y) to its end.
 */
export function hiddenCurve(
  x: number,
  y: number,
  width: number,
  rise: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  if (left - CLEARANCE >= x + width || right + CLEARANCE <= x) return 0;
  if (Math.min(y, y + rise) >= bottom + CLEARANCE || Math.max(y, y + rise) <= top - CLEARANCE) return 0;
  const enters = y + rise * riseAt((left - CLEARANCE - x) / width);
  const leaves = y + rise * riseAt((right + CLEARANCE - x) / width);
  return rise > 0 ? depthPrice(enters, leaves, top, bottom) : depthPrice(leaves, enters, top, bottom);
}

/** The same for a straight piece, which is level or upright, between its least and largest x and y. */
export function hiddenPiece(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): number {
  if (fromX >= right + CLEARANCE || toX <= left - CLEARANCE) return 0;
  return depthPrice(fromY, toY, top, bottom);
}

/** Price of what lies between two heights behind a card. */
function depthPrice(high: number, low: number, top: number, bottom: number): number {
  const depth = Math.min(low - top, bottom - high) + CLEARANCE;
  return depth <= 0 ? 0 : PIECE_PRICE + DEPTH_PRICE * depth;
}

/** How far up or down a wire has come at a share of its way across, both 0..1. */
function riseAt(share: number): number {
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  const at = share * RISE_STEPS;
  const index = Math.floor(at);
  const [a, b] = [RISE[index] ?? 0, RISE[index + 1] ?? 1];
  return a + (b - a) * (at - index);
}

/** The ends of a Bézier curve whose inner points lie halfway between them are level. */
function riseTable(): Float64Array {
  const table = new Float64Array(RISE_STEPS + 2).fill(1);
  let t = 0;
  for (let index = 0; index <= RISE_STEPS; index++) {
    const share = index / RISE_STEPS;
    while (t < 1 && 1.5 * t * (1 - t) + t ** 3 < share) t += 1 / 4096;
    table[index] = Math.min(1, 3 * t * t - 2 * t ** 3);
  }
  return table;
}
