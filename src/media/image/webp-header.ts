import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { readExifOrientation } from './exif-orientation.ts';
import { damaged, type ImageHeader, truncated, UPRIGHT } from './image-facts.ts';

const VP8_START_CODE = 0x2a019d;
const VP8L_SIGNATURE = 0x2f;
const SIDE_MASK = 0x3fff;

/** Walks the RIFF chunks (WebP container specification; VP8: RFC 6386 section 9.1; lossless: RFC 9649). */
export function readWebpHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (!hasTag(bytes, 0, 'RIFF') || !hasTag(bytes, 8, 'WEBP')) return undefined;
  const view = new ByteView(bytes, () => truncated('WebP'));
  const end = 8 + view.u32(4, true);
  view.need(0, end);
  let size: { width: number; height: number } | undefined;
  let recorded = UPRIGHT;
  let hasProfile = false;
  let frames = 0;
  for (let at = 12; at + 8 <= end; ) {
    const type = view.tag(at);
    const length = view.u32(at + 4, true);
    const body = new ByteView(view.slice(at + 8, length), () => damaged('a WebP chunk is too short'));
    if (type === 'VP8X') size = { width: body.u24(4, true) + 1, height: body.u24(7, true) + 1 };
    if (type === 'VP8 ') size ??= lossySize(body);
    if (type === 'VP8L') size ??= losslessSize(body);
    if (type === 'ICCP') hasProfile = true;
    if (type === 'EXIF') recorded = readExifOrientation(bytes, withoutExifPrefix(body.bytes));
    if (type === 'ANMF') frames += 1;
    at += 8 + length + (length % 2);
  }
  if (!size) throw damaged('the WebP holds no picture');
  return { mediaType: 'image/webp', ...size, ...recorded, hasProfile, frameCount: Math.max(1, frames) };
}

function lossySize(body: ByteView): { width: number; height: number } {
  if (body.u24(3, true) !== VP8_START_CODE) throw damaged('the WebP does not start with a key frame');
  return { width: body.u16(6, true) & SIDE_MASK, height: body.u16(8, true) & SIDE_MASK };
}

function losslessSize(body: ByteView): { width: number; height: number } {
  if (body.u8(0) !== VP8L_SIGNATURE) throw damaged('its lossless WebP data has no signature');
  const bits = body.u32(1, true);
  return { width: (bits & SIDE_MASK) + 1, height: ((bits >>> 14) & SIDE_MASK) + 1 };
}

/** Some writers put the JPEG segment's prefix before the TIFF block. */
function withoutExifPrefix(bytes: Uint8Array): Uint8Array {
  return hasTag(bytes, 0, 'Exif\0\0') ? bytes.subarray(6) : bytes;
}
