import { hasTag } from '../bytes/byte-view.ts';
import { crc32 } from '../bytes/crc32.ts';
import { bigEndian } from '../bytes/join-bytes.ts';
import type { ExifOrientation, ImageHeader } from './image-facts.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A copy of the file that says "upright". Browsers differ in which formats they turn by themselves, so none is given
 * the chance and the turn is made here, once.
 */
export function withoutOrientation(file: Uint8Array, header: ImageHeader): Uint8Array<ArrayBuffer> {
  // A copy in any case: the bytes may lie in shared memory, which blobs refuse.
  const copy = new Uint8Array(file);
  const at = header.orientationAt;
  if (at === undefined || header.orientation === 1) return copy;
  copy[at] = 1;
  if (header.mediaType === 'image/png') renewChecksum(copy, at);
  return copy;
}

/** Size of a picture after its turn: orientations 5..8 lie on their side. */
export function turnedSize({ width, height }: Size, orientation: ExifOrientation): Size {
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

/** The canvas transform that sets a picture upright, [a, b, c, d, e, f]. @param size as stored, px */
export function turn(
  { width, height }: Size,
  orientation: ExifOrientation,
): [a: number, b: number, c: number, d: number, e: number, f: number] {
  switch (orientation) {
    case 1:
      return [1, 0, 0, 1, 0, 0];
    case 2:
      return [-1, 0, 0, 1, width, 0];
    case 3:
      return [-1, 0, 0, -1, width, height];
    case 4:
      return [1, 0, 0, -1, 0, height];
    case 5:
      return [0, 1, 1, 0, 0, 0];
    case 6:
      return [0, 1, -1, 0, height, 0];
    case 7:
      return [0, -1, -1, 0, height, width];
    case 8:
      return [0, -1, 1, 0, 0, width];
  }
}

/** Writes the checksum of the PNG chunk that holds the byte at `changed`. */
function renewChecksum(png: Uint8Array, changed: number): void {
  const view = new DataView(png.buffer);
  const signatureBytes = 8;
  for (let start = signatureBytes; start + 8 <= changed; ) {
    const dataEnd = start + 8 + view.getUint32(start);
    if (changed < dataEnd && hasTag(png, start + 4, 'eXIf')) {
      png.set(bigEndian(crc32(png.subarray(start + 4, dataEnd)), 4), dataEnd);
      return;
    }
    start = dataEnd + 4;
  }
}
