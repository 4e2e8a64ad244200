import { ByteView } from '../bytes/byte-view.ts';
import { type ExifOrientation, type RecordedOrientation, UPRIGHT } from './image-facts.ts';

const ORIENTATION_TAG = 0x0112;
const TYPE_SHORT = 3;
const ENTRY_BYTES = 12;

/**
 * Orientation in the first directory of a TIFF block, as EXIF stores it; upright when there is none or it is
 * nonsense (EXIF is advice: a broken block must not cost the picture).
 *
 * @param tiff bytes from the byte-order mark `II` or `MM` on, a part of `file`
 */
export function readExifOrientation(file: Uint8Array, tiff: Uint8Array): RecordedOrientation {
  const view = new ByteView(tiff, () => new RangeError('EXIF ends early'));
  try {
    const little = view.tag(0, 2) === 'II';
    if (!little && view.tag(0, 2) !== 'MM') return UPRIGHT;
    const directory = view.u32(4, little);
    const entries = view.u16(directory, little);
    for (let i = 0; i < entries; i++) {
      const entry = directory + 2 + i * ENTRY_BYTES;
      if (view.u16(entry, little) !== ORIENTATION_TAG) continue;
      const value = view.u16(entry + 8, little);
      if (view.u16(entry + 2, little) !== TYPE_SHORT || !isOrientation(value)) return UPRIGHT;
      const lowByte = tiff.byteOffset - file.byteOffset + entry + (little ? 8 : 9);
      return { orientation: value, orientationAt: lowByte };
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return UPRIGHT;
}

function isOrientation(value: number): value is ExifOrientation {
  return value >= 1 && value <= 8;
}
