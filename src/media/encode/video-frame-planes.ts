import { rgbaToYuv420, yuv420Bytes } from './yuv420.ts';

const PAPER = 255;

/**
 * Turns RGBA frames into I420 planes for a video codec: lays translucent pixels onto white, because video has no
 * alpha, and repeats the last column or row where a side is odd, because 4:2:0 needs even ones.
 */
export class VideoFramePlanes {
  /** px, even */
  readonly width: number;
  /** px, even */
  readonly height: number;
  /** Bytes of one converted frame. */
  readonly byteLength: number;
  private readonly sourceWidth: number;
  private readonly sourceHeight: number;
  private readonly padded: Uint8ClampedArray | undefined;

  constructor(sourceWidth: number, sourceHeight: number) {
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    this.width = sourceWidth + (sourceWidth % 2);
    this.height = sourceHeight + (sourceHeight % 2);
    this.byteLength = yuv420Bytes(this.width, this.height);
    const isPadded = this.width !== sourceWidth || this.height !== sourceHeight;
    this.padded = isPadded ? new Uint8ClampedArray(this.width * this.height * 4) : undefined;
  }

  /** @param target at least `byteLength` long; receives Y, U and V */
  convert(rgba: Uint8ClampedArray, target: Uint8Array): void {
    rgbaToYuv420(this.pad(flattenAlpha(rgba)), this.width, this.height, target);
  }

  private pad(rgba: Uint8ClampedArray): Uint8ClampedArray {
    if (!this.padded) return rgba;
    const stride = this.sourceWidth * 4;
    for (let y = 0; y < this.height; y++) {
      const from = Math.min(y, this.sourceHeight - 1) * stride;
      const to = y * this.width * 4;
      this.padded.set(rgba.subarray(from, from + stride), to);
      if (this.width !== this.sourceWidth) {
        this.padded.set(rgba.subarray(from + stride - 4, from + stride), to + stride);
      }
    }
    return this.padded;
  }
}

/** The same pixels over white; the input itself when nothing is translucent. */
export function flattenAlpha(rgba: Uint8ClampedArray): Uint8ClampedArray {
  let i = 3;
  while (i < rgba.length && rgba[i] === 255) i += 4;
  if (i >= rgba.length) return rgba;
  const flat = rgba.slice();
  for (i -= 3; i < flat.length; i += 4) {
    const alpha = (flat[i + 3] as number) / 255;
    for (let c = i; c < i + 3; c++) flat[c] = (flat[c] as number) * alpha + PAPER * (1 - alpha);
    flat[i + 3] = 255;
  }
  return flat;
}
