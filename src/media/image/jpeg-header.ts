import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { readExifOrientation } from './exif-orientation.ts';
import { damaged, type ImageHeader, type RecordedOrientation, truncated, UPRIGHT } from './image-facts.ts';

// Marker codes of ITU-T T.81, table B.1.
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const APP2 = 0xe2;
const TEM = 0x01;
const RST_FIRST = 0xd0;
const RST_LAST = 0xd7;

interface Found {
  size?: { width: number; height: number };
  recorded?: RecordedOrientation;
  hasProfile: boolean;
}

/** Walks all segments up to the end-of-image marker, so that a file that was cut off is noticed here. */
export function readJpegHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI || bytes[2] !== 0xff) return undefined;
  const view = new ByteView(bytes, () => truncated('JPEG'));
  const found: Found = { hasProfile: false };
  let at = 2;
  while (true) {
    at = skipFill(view, at);
    const marker = view.u8(at);
    at += 1;
    if (marker === EOI) break;
    if (isBare(marker)) continue;
    const length = view.u16(at);
    if (length < 2) throw damaged('a JPEG segment has an impossible length');
    const body = view.slice(at + 2, length - 2);
    readSegment(bytes, marker, body, found);
    at += length;
    if (marker === SOS) at = endOfScan(view, at);
  }
  if (!found.size) throw damaged('the JPEG holds no picture');
  return {
    mediaType: 'image/jpeg',
    ...found.size,
    ...(found.recorded ?? UPRIGHT),
    hasProfile: found.hasProfile,
    frameCount: 1,
  };
}

/** Position of a marker's code: past its 0xFF and any fill bytes before it. */
function skipFill(view: ByteView, start: number): number {
  if (view.u8(start) !== 0xff) throw damaged('a JPEG marker is missing');
  let at = start + 1;
  while (view.u8(at) === 0xff) at += 1;
  return at;
}

function isBare(marker: number): boolean {
  return marker === TEM || (marker >= RST_FIRST && marker <= RST_LAST);
}

function isFrameHeader(marker: number): boolean {
  // SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC).
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readSegment(file: Uint8Array, marker: number, body: Uint8Array, found: Found): void {
  if (isFrameHeader(marker) && !found.size) {
    const view = new ByteView(body, () => damaged('its JPEG frame header is too short'));
    found.size = { height: view.u16(1), width: view.u16(3) };
  } else if (marker === APP1 && hasTag(body, 0, 'Exif\0\0')) {
    found.recorded ??= readExifOrientation(file, body.subarray(6));
  } else if (marker === APP2 && hasTag(body, 0, 'ICC_PROFILE\0')) {
    found.hasProfile = true;
  }
}

/** Position of the marker that ends the entropy-coded data; stuffed zeros and restart markers belong to it. */
function endOfScan(view: ByteView, start: number): number {
  let at = start;
  while (true) {
    at = view.bytes.indexOf(0xff, at);
    if (at < 0) throw truncated('JPEG');
    const next = view.u8(at + 1);
    if (next !== 0 && next !== 0xff && !isBare(next)) return at;
    at += next === 0xff ? 1 : 2;
  }
}
