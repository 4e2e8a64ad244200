import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { damaged, type ImageHeader, truncated } from './image-facts.ts';

const CORE_HEADER_BYTES = 12;
const LARGEST_HEADER_BYTES = 124;
/** Beyond this a header size cannot be BMP at all, and the text starting with "BM" is judged elsewhere. */
const PLAUSIBLE_HEADER_BYTES = 1024;

/** BITMAPFILEHEADER and the size fields of its info header; a negative height means rows from the top. */
export function readBmpHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (!hasTag(bytes, 0, 'BM') || bytes.length < 18) return undefined;
  const view = new ByteView(bytes, () => truncated('BMP'));
  const headerBytes = view.u32(14, true);
  if (headerBytes < CORE_HEADER_BYTES || headerBytes > PLAUSIBLE_HEADER_BYTES) return undefined;
  if (headerBytes > LARGEST_HEADER_BYTES) throw damaged('its BMP header is of an unknown kind');
  const core = headerBytes === CORE_HEADER_BYTES;
  const width = core ? view.u16(18, true) : view.i32(18, true);
  const height = core ? view.u16(20, true) : Math.abs(view.i32(22, true));
  const pixels = view.u32(10, true);
  view.need(0, pixels + 1);
  return { mediaType: 'image/bmp', width, height, orientation: 1, hasProfile: false, frameCount: 1 };
}
