import { MediaError } from '../../values/errors.ts';
import { MAX_IMAGE_SIDE } from './resample.ts';

/** Most pixels of a picture: 64 megapixels, 256 MiB once decoded. */
const MAX_IMAGE_PIXELS = 64_000_000;

/** Most frames of an animated picture, of which only the first is used. */
export const MAX_IMAGE_FRAMES = 2_000;

export type ImageMediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'image/avif'
  | 'image/bmp';

/** EXIF orientation: 1 upright, 2..8 the turns and mirrors of the EXIF 2.32 standard, tag 0x0112. */
export type ExifOrientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What the file says about how the picture must be turned. */
export interface RecordedOrientation {
  readonly orientation: ExifOrientation;
  /** Where in the file the low byte of that number lies; absent when the file records none. */
  readonly orientationAt?: number;
}

export const UPRIGHT: RecordedOrientation = { orientation: 1 };

/** What a picture's header says; sizes are those stored, before the orientation is applied. */
export interface ImageHeader extends RecordedOrientation {
  readonly mediaType: ImageMediaType;
  /** px */
  readonly width: number;
  /** px */
  readonly height: number;
  /** True when the file carries an ICC colour profile. */
  readonly hasProfile: boolean;
  /** Frames of an animation; 1 for a still. */
  readonly frameCount: number;
}

/** @throws {MediaError} `image-damaged` for an empty picture, `image-too-large` beyond the bounds */
export function checkImageBounds({ width, height, frameCount }: ImageHeader): void {
  if (width < 1 || height < 1) throw damaged('its header gives it no size');
  const size = `${width.toLocaleString('en')} × ${height.toLocaleString('en')} px`;
  if (width > MAX_IMAGE_SIDE || height > MAX_IMAGE_SIDE || width * height > MAX_IMAGE_PIXELS) {
    throw new MediaError(
      'image-too-large',
      `The picture is ${size}, which is more than fits in memory.`,
      `Reduce it to at most ${MAX_IMAGE_SIDE.toLocaleString('en')} px a side and 64 megapixels.`,
    );
  }
  if (frameCount > MAX_IMAGE_FRAMES) {
    throw new MediaError(
      'image-too-large',
      `The animation has more than ${MAX_IMAGE_FRAMES.toLocaleString('en')} frames.`,
      'Save its first frame as a JPEG or PNG and use that.',
    );
  }
}

/** A picture whose file ends before its contents do. */
export function truncated(format: string): MediaError {
  return new MediaError(
    'image-truncated',
    `The ${format} file ends in the middle of the picture.`,
    'It was probably cut off while being copied or downloaded: fetch it again from where it came from.',
  );
}

/** A picture whose contents contradict themselves. @param cause what is wrong, continuing "The picture is damaged: " */
export function damaged(cause: string, options?: ErrorOptions): MediaError {
  return new MediaError(
    'image-damaged',
    `The picture is damaged: ${cause}.`,
    'Open it in a picture viewer; if it shows there, save it as a new JPEG or PNG, else fetch it again.',
    options,
  );
}
