/** Each attempt passes over this many times as slowly as the last. */
const SLOWER = 1.25;

/**
 * What a curve does where no keys hold it: it leaves the value before the gap, follows the track, and comes to the
 * value after the gap. The passages take `reach` frames, or longer where a step would exceed `limit`. Where the gap
 * has no room for that, the curve goes straight from value to value, or holds the only one, if that is gentler.
 * @param track of the gap's frames
 * @param before value on the frame before the gap; undefined at the beginning of a take
 * @param after value on the frame after the gap; undefined at the end of a take
 * @param limit greatest step from frame to frame; 0 where the track stands still and gives no measure
 */
export function fillGap(
  track: Float32Array,
  before: number | undefined,
  after: number | undefined,
  reach: number,
  limit: number,
): Float32Array {
  const sides = (before === undefined ? 0 : 1) + (after === undefined ? 0 : 1);
  const room = Math.max(1, (track.length + 1) / Math.max(1, sides));
  let best: { readonly values: Float32Array; readonly step: number } | undefined;
  for (let length = Math.min(reach, room); ; length = Math.min(room, length * SLOWER)) {
    const values = passOver(track, before, after, length);
    const step = greatestStep(values, before, after);
    if (limit === 0 || step <= limit) return values;
    if (!best || step < best.step) best = { values, step };
    if (length >= room) break;
  }
  const straight = goStraight(track.length, before, after);
  return greatestStep(straight, before, after) < best.step ? straight : best.values;
}

function passOver(
  track: Float32Array,
  before: number | undefined,
  after: number | undefined,
  length: number,
): Float32Array {
  return track.map((value, i) => {
    const leaving = before === undefined ? 0 : 1 - smooth(Math.min(1, (i + 1) / length));
    const coming = after === undefined ? 0 : 1 - smooth(Math.min(1, (track.length - i) / length));
    return value + leaving * ((before ?? 0) - value) + coming * ((after ?? 0) - value);
  });
}

function goStraight(length: number, before: number | undefined, after: number | undefined): Float32Array {
  const from = before ?? after ?? 0;
  const to = after ?? from;
  return Float32Array.from({ length }, (_, i) => from + smooth((i + 1) / (length + 1)) * (to - from));
}

function greatestStep(values: Float32Array, before: number | undefined, after: number | undefined): number {
  let most = 0;
  for (let i = 1; i < values.length; i++) most = Math.max(most, Math.abs(values[i] - values[i - 1]));
  const first = values[0] ?? after;
  const last = values[values.length - 1] ?? before;
  if (before !== undefined && first !== undefined) most = Math.max(most, Math.abs(first - before));
  if (after !== undefined && last !== undefined) most = Math.max(most, Math.abs(after - last));
  return most;
}

/** 0 at 0, 1 at 1, level at both ends. */
function smooth(share: number): number {
  return share * share * (3 - 2 * share);
}
