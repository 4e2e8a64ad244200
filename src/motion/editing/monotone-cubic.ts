/**
 * Curves through points that never swing past them: cubic Hermite pieces whose slopes are limited so that each piece
 * is monotone (Fritsch & Butland, "A method for constructing local monotone piecewise cubic interpolants", 1984).
 */

/**
 * Slope at a point between two pieces of slopes `before` and `after` and lengths `spanBefore` and `spanAfter`;
 * 0 at an extreme.
 */
export function limitedSlope(before: number, after: number, spanBefore = 1, spanAfter = 1): number {
  if (before * after <= 0) return 0;
  const first = 2 * spanAfter + spanBefore;
  const second = spanAfter + 2 * spanBefore;
  return (first + second) / (first / before + second / after);
}

/** Value at `t` (0..1) of the piece from `from` to `to`, with the slopes at its ends per length of the piece. */
export function hermite(from: number, to: number, slopeFrom: number, slopeTo: number, t: number): number {
  const rest = 1 - t;
  const value =
    rest * rest * (from * (1 + 2 * t) + slopeFrom * t) + t * t * (to * (1 + 2 * rest) - slopeTo * rest);
  return Math.min(Math.max(from, to), Math.max(Math.min(from, to), value));
}

/** Value of a track between its frames: around the loop, or held at the ends. @param place in frames */
export function sampleTrack(track: Float32Array, place: number, loop: boolean): number {
  const frame = Math.floor(place);
  const at = (offset: number): number => track[wrapFrame(frame + offset, track.length, loop)];
  if (place === frame) return at(0);
  const slopeFrom = limitedSlope(at(0) - at(-1), at(1) - at(0));
  const slopeTo = limitedSlope(at(1) - at(0), at(2) - at(1));
  return hermite(at(0), at(1), slopeFrom, slopeTo, place - frame);
}

/** The frame that stands for any frame number: around the loop, or held at the ends. */
export function wrapFrame(frame: number, count: number, loop: boolean): number {
  return loop ? ((frame % count) + count) % count : Math.min(count - 1, Math.max(0, frame));
}
