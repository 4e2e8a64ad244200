type Rgb = readonly [number, number, number];

/** Colours of regions; `user0..2` are for regions that the user named. */
export const REGION_COLOURS: Readonly<Record<string, Rgb>> = {
  face: [255, 159, 110],
  hair: [178, 122, 255],
  torso: [88, 190, 160],
  background: [104, 134, 178],
  subject: [255, 159, 110],
  user0: [255, 209, 102],
  user1: [110, 190, 255],
  user2: [255, 120, 160],
};

/** Stops of a perceptually even ramp from dark violet over magenta to warm white, in the manner of "magma". */
const DEPTH_STOPS: readonly Rgb[] = [
  [6, 4, 24],
  [56, 20, 96],
  [120, 32, 122],
  [190, 56, 104],
  [240, 110, 84],
  [254, 178, 118],
  [252, 244, 202],
];

/** Colour of a depth. @param depth 0 (far) .. 1 (near) @returns sRGB 0..255 */
export function depthColour(depth: number): Rgb {
  const position = Math.min(1, Math.max(0, depth)) * (DEPTH_STOPS.length - 1);
  const index = Math.min(DEPTH_STOPS.length - 2, Math.floor(position));
  const share = position - index;
  const low = DEPTH_STOPS[index] ?? [0, 0, 0];
  const high = DEPTH_STOPS[index + 1] ?? low;
  return [mix(low[0], high[0], share), mix(low[1], high[1], share), mix(low[2], high[2], share)];
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
