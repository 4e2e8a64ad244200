/** How two frames become one; all frames are RGBA, `width * height * 4`. */

/** Colour of the wipe's line and of the gap between neighbours. */
const LINE = [255, 255, 255, 255] as const;
/** Width of the wipe's line as a share of the picture's width. */
const LINE_WIDTH = 1 / 256;
/** Where two frames agree, the difference is this. */
const NEUTRAL = 128;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** `a` at the left, `b` at the right, into a frame of twice the width. */
export function layBeside(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  { width, height }: Size,
  out: Uint8ClampedArray,
): void {
  const row = width * 4;
  for (let y = 0; y < height; y++) {
    out.set(a.subarray(y * row, (y + 1) * row), 2 * y * row);
    out.set(b.subarray(y * row, (y + 1) * row), (2 * y + 1) * row);
  }
}

/** `a` left of the line, `b` right of it. @param position of the line, 0..1 of the width; at the ends it is not drawn */
export function wipe(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  { width, height }: Size,
  position: number,
  out: Uint8ClampedArray,
): void {
  out.set(b);
  const at = Math.round(position * width);
  const line = at === 0 || at === width ? 0 : Math.max(1, Math.round(width * LINE_WIDTH));
  const left = Math.max(0, at - (line >> 1));
  for (let y = 0; y < height; y++) {
    const row = y * width * 4;
    out.set(a.subarray(row, row + 4 * at), row);
    for (let x = left; x < Math.min(width, left + line); x++) out.set(LINE, row + 4 * x);
  }
}

/** Both at once. @param share of `b`, 0..1 */
export function onionSkin(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  share: number,
  out: Uint8ClampedArray,
): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] + share * (b[i] - a[i]);
}

/** `gain` times what `b` has more than `a`, around middle grey. */
export function difference(
  a: Uint8ClampedArray,
  b: Uint8ClampedArray,
  gain: number,
  out: Uint8ClampedArray,
): void {
  for (let i = 0; i < out.length; i++) out[i] = i % 4 === 3 ? 255 : NEUTRAL + gain * (b[i] - a[i]);
}
