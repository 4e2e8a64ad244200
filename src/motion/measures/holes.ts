/** Number of pixels of an RGBA frame that are not opaque: places the renderer left empty. */
export function holes(rgba: Uint8ClampedArray): number {
  let count = 0;
  for (let k = 3; k < rgba.length; k += 4) if (rgba[k] !== 255) count++;
  return count;
}
