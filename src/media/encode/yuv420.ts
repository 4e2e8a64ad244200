/**
 * sRGB bytes to planar YUV 4:2:0, BT.709 matrix, limited range (16..235, 16..240): what every player expects of
 * H.264, VP9 and AV1. Doing it here makes files exact and the same in every browser.
 * Coefficients: ITU-R BT.709-6, items 3.2 to 3.4, scaled to 16 fractional bits.
 */
const KR = 0.2126;
const KB = 0.0722;
const KG = 1 - KR - KB;
const LUMA_RANGE = 219;
const CHROMA_RANGE = 224;
const FRACTION_BITS = 16;
const ONE = 2 ** FRACTION_BITS;

const LUMA_SCALE = (LUMA_RANGE / 255) * ONE;
const Y_R = Math.round(KR * LUMA_SCALE);
const Y_B = Math.round(KB * LUMA_SCALE);
// The remainder, so that white is exactly 235 and greys stay on the axis.
const Y_G = Math.round(LUMA_SCALE) - Y_R - Y_B;
const CB_SCALE = (CHROMA_RANGE / 255 / (2 * (1 - KB))) * ONE;
const CB_R = Math.round(-KR * CB_SCALE);
const CB_G = Math.round(-KG * CB_SCALE);
const CB_B = -CB_R - CB_G;
const CR_SCALE = (CHROMA_RANGE / 255 / (2 * (1 - KR))) * ONE;
const CR_G = Math.round(-KG * CR_SCALE);
const CR_B = Math.round(-KB * CR_SCALE);
const CR_R = -CR_G - CR_B;

const Y_OFFSET = 16 * ONE + ONE / 2;
/** Chroma is made of the sum of four pixels, hence two more fractional bits. */
const CHROMA_BITS = FRACTION_BITS + 2;
const CHROMA_OFFSET = 128 * 2 ** CHROMA_BITS + 2 ** (CHROMA_BITS - 1);

/** Bytes of one 4:2:0 frame; both sides even. */
export function yuv420Bytes(width: number, height: number): number {
  return (width * height * 3) / 2;
}

/**
 * Converts one frame into `target`: the Y plane, then U, then V (I420). Alpha is ignored: see `flattenAlpha`.
 *
 * @param rgba `width * height * 4` sRGB bytes
 * @param width px, even
 * @param height px, even
 * @param target at least {@link yuv420Bytes} long
 */
export function rgbaToYuv420(
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  target: Uint8Array,
): void {
  const uPlane = width * height;
  const vPlane = uPlane + uPlane / 4;
  const stride = width * 4;
  for (let y = 0, chroma = 0; y < height; y += 2) {
    let upper = y * stride;
    let luma = y * width;
    for (let x = 0; x < width; x += 2, chroma++, upper += 8, luma += 2) {
      const lower = upper + stride;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let corner = 0; corner < 4; corner++) {
        const from = (corner < 2 ? upper : lower) + (corner & 1) * 4;
        const r = rgba[from] as number;
        const g = rgba[from + 1] as number;
        const b = rgba[from + 2] as number;
        target[luma + (corner < 2 ? 0 : width) + (corner & 1)] =
          (Y_R * r + Y_G * g + Y_B * b + Y_OFFSET) >>> FRACTION_BITS;
        red += r;
        green += g;
        blue += b;
      }
      target[uPlane + chroma] = (CB_R * red + CB_G * green + CB_B * blue + CHROMA_OFFSET) >>> CHROMA_BITS;
      target[vPlane + chroma] = (CR_R * red + CR_G * green + CR_B * blue + CHROMA_OFFSET) >>> CHROMA_BITS;
    }
  }
}
