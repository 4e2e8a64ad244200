import { MediaError } from '../../values/errors.ts';
import { readAvifHeader } from './avif-header.ts';
import { readBmpHeader } from './bmp-header.ts';
import { refusal } from './foreign-format.ts';
import { readGifHeader } from './gif-header.ts';
import { checkImageBounds, type ImageHeader } from './image-facts.ts';
import { readJpegHeader } from './jpeg-header.ts';
import { readPngHeader } from './png-header.ts';
import { readWebpHeader } from './webp-header.ts';

/** Every reader returns undefined when the bytes do not start with its signature. */
const READERS = [
  readJpegHeader,
  readPngHeader,
  readWebpHeader,
  readGifHeader,
  readAvifHeader,
  readBmpHeader,
] as const;

/**
 * Reads what a picture's bytes say about it, without decoding a pixel: type, size, orientation, colour profile.
 * The type comes from the bytes alone; names and declared media types are never believed.
 *
 * @throws {MediaError} `image-empty`, `image-unsupported` (SVG, HEIC, text, video...), `image-truncated`,
 *   `image-damaged` or `image-too-large` (more than 64 megapixels, 16,384 px a side or 2,000 frames)
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  if (bytes.length === 0) {
    throw new MediaError(
      'image-empty',
      'The file is empty (0 bytes).',
      'Choose the photo again, or another one.',
    );
  }
  for (const read of READERS) {
    const header = read(bytes);
    if (!header) continue;
    checkImageBounds(header);
    return header;
  }
  throw refusal(bytes);
}
