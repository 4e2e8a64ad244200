import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { checkImageBounds, damaged, type ImageHeader, MAX_IMAGE_FRAMES, truncated } from './image-facts.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const HAS_COLOUR_TABLE = 0x80;

/** Walks the blocks and counts frames (GIF89a specification, sections 17 to 27). */
export function readGifHeader(bytes: Uint8Array): ImageHeader | undefined {
  if (!hasTag(bytes, 0, 'GIF87a') && !hasTag(bytes, 0, 'GIF89a')) return undefined;
  const view = new ByteView(bytes, () => truncated('GIF'));
  const size = { width: view.u16(6, true), height: view.u16(8, true) };
  const header = (frameCount: number): ImageHeader => ({
    mediaType: 'image/gif',
    ...size,
    orientation: 1,
    hasProfile: false,
    frameCount,
  });
  checkImageBounds(header(1));

  let frames = 0;
  let at = 13 + colourTableBytes(view.u8(10));
  // A missing trailer is common and harmless, and once there are too many frames nobody needs the rest.
  while (at < view.length && view.u8(at) !== TRAILER && frames <= MAX_IMAGE_FRAMES) {
    const block = view.u8(at);
    if (block === EXTENSION) {
      at = endOfSubBlocks(view, at + 2);
    } else if (block === IMAGE) {
      frames += 1;
      at = endOfSubBlocks(view, at + 11 + colourTableBytes(view.u8(at + 9)));
    } else {
      throw damaged('the GIF contains an unknown block');
    }
  }
  if (frames === 0) throw truncated('GIF');
  return header(frames);
}

function colourTableBytes(flags: number): number {
  return flags & HAS_COLOUR_TABLE ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function endOfSubBlocks(view: ByteView, start: number): number {
  let at = start;
  while (true) {
    const length = view.u8(at);
    at += 1 + length;
    if (length === 0) return at;
  }
}
