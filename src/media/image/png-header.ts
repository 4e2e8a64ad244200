import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { readExifOrientation } from './exif-orientation.ts';
import { checkImageBounds, damaged, type ImageHeader, truncated, UPRIGHT } from './image-facts.ts';

const SIGNATURE = '\x89PNG\r\n\x1a\n';
/** Length, type and checksum around a chunk's data. */
const CHUNK_OVERHEAD = 12;

/** Walks all chunks to the end chunk (PNG specification, third edition, section 5). */
export function readPngHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (!hasTag(bytes, 0, SIGNATURE)) return undefined;
  const view = new ByteView(bytes, () => truncated('PNG'));
  if (view.tag(12) !== 'IHDR') throw damaged('the PNG does not start with its header chunk');
  const size = { width: view.u32(16), height: view.u32(20) };
  let recorded = UPRIGHT;
  let hasProfile = false;
  let frameCount = 1;
  const header = (): ImageHeader => ({
    mediaType: 'image/png',
    ...size,
    ...recorded,
    hasProfile,
    frameCount,
  });
  // The size alone may refuse the file: a bomb need not be complete.
  checkImageBounds(header());

  for (let at = SIGNATURE.length; ; ) {
    const length = view.u32(at);
    const type = view.tag(at + 4);
    if (type === 'IEND') return header();
    const body = view.slice(at + 8, length);
    if (type === 'iCCP') hasProfile = true;
    if (type === 'eXIf') recorded = readExifOrientation(bytes, body);
    if (type === 'acTL')
      frameCount = new ByteView(body, () => damaged('its animation chunk is too short')).u32(0);
    at += length + CHUNK_OVERHEAD;
  }
}
