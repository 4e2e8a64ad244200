import type { ImageValue } from '../../values/value.ts';
import { damaged, type ImageHeader } from './image-facts.ts';
import { readImageHeader } from './image-header.ts';
import { resampleImage } from './resample.ts';
import { turn, turnedSize, withoutOrientation } from './turn-upright.ts';

/** A decoded photo and what became of it. */
export interface DecodedImage {
  /** Upright sRGB pixels without any metadata. */
  readonly image: ImageValue;
  readonly header: ImageHeader;
  /** Upright size in the file, px; larger than the image when it was reduced. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

/**
 * Decodes a photo in the browser: header checks first, EXIF orientation applied once, colours turned to sRGB,
 * reduced by averaging when a side is longer than `maxSide`. Browser-only (`createImageBitmap`).
 *
 * @param maxSide px, longest side of the result
 * @throws {MediaError} everything {@link readImageHeader} throws, and `image-damaged` when decoding fails
 */
export async function decodeImage(bytes: Uint8Array, maxSide: number): Promise<DecodedImage> {
  const header = readImageHeader(bytes);
  const pixels = await decodePixels(bytes, header);
  const scale = Math.min(1, maxSide / Math.max(pixels.width, pixels.height));
  const width = Math.max(1, Math.round(pixels.width * scale));
  const height = Math.max(1, Math.round(pixels.height * scale));
  const whole = { x: 0, y: 0, width: pixels.width, height: pixels.height };
  const image = scale < 1 ? resampleImage(pixels, whole, width, height, 'area') : pixels;
  return { image, header, originalWidth: pixels.width, originalHeight: pixels.height };
}

async function decodePixels(bytes: Uint8Array, header: ImageHeader): Promise<ImageValue> {
  const blob = new Blob([withoutOrientation(bytes, header)], { type: header.mediaType });
  const bitmap = await createImageBitmap(blob, {
    imageOrientation: 'from-image',
    colorSpaceConversion: 'default',
    premultiplyAlpha: 'none',
  }).catch((cause: unknown) => {
    throw damaged('the browser cannot decode it', { cause });
  });
  try {
    const { width, height } = turnedSize(bitmap, header.orientation);
    const context = new OffscreenCanvas(width, height).getContext('2d', {
      colorSpace: 'srgb',
      willReadFrequently: true,
    });
    if (!context) throw damaged('there is not enough memory to decode it');
    context.imageSmoothingEnabled = false;
    context.setTransform(...turn(bitmap, header.orientation));
    context.drawImage(bitmap, 0, 0);
    return { type: 'Image', width, height, data: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}
