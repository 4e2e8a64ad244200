import { MediaError } from '../../values/errors.ts';
import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { joinBytes, latin1Bytes } from '../bytes/join-bytes.ts';

/** One picture of an animation. */
export interface WebpFrame {
  /** px, even */
  readonly x: number;
  /** px, even */
  readonly y: number;
  /** px */
  readonly width: number;
  readonly height: number;
  /** How long it stays, ms. */
  readonly duration: number;
  /** True when its translucent pixels let the frame before show through. */
  readonly blend: boolean;
  /** The bitstream chunks, see {@link webpBitstream}. */
  readonly bitstream: Uint8Array;
}

const RIFF_HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;
const FRAME_HEADER_BYTES = 16;
const ANIMATION_FLAG = 0x02;
const ALPHA_FLAG = 0x10;
const NO_BLEND_FLAG = 0x02;
const BITSTREAM_CHUNKS = new Set(['ALPH', 'VP8 ', 'VP8L']);

/** The chunk that holds how opaque a lossy picture is, and the one that holds its colours. */
const ALPHA_ONLY = new Set(['ALPH']);
const COLOURS_ONLY = new Set(['VP8 ']);

/**
 * A picture with the colours of one lossy still WebP and the transparency of another of the same size; undefined when
 * one of them does not hold what is asked of it.
 */
export function combinedBitstream(colours: Uint8Array, transparency: Uint8Array): Uint8Array | undefined {
  const parts = [...chunksOf(transparency, ALPHA_ONLY), ...chunksOf(colours, COLOURS_ONLY)];
  return parts.length === 2 ? joinBytes(...parts) : undefined;
}

/**
 * The chunks of a still WebP that hold its picture, headers included.
 * @throws {MediaError} `encode-failed` when the file holds none
 */
export function webpBitstream(still: Uint8Array): Uint8Array {
  const parts = chunksOf(still, BITSTREAM_CHUNKS);
  if (parts.length === 0) throw broken();
  return joinBytes(...parts);
}

function broken(): MediaError {
  return new MediaError('encode-failed', 'The browser made a broken WebP.', 'Choose another format.');
}

/** Chunks of a still WebP with these tags, headers included. */
function chunksOf(still: Uint8Array, tags: ReadonlySet<string>): readonly Uint8Array[] {
  if (!hasTag(still, 0, 'RIFF') || !hasTag(still, 8, 'WEBP')) throw broken();
  const view = new ByteView(still, broken);
  const parts: Uint8Array[] = [];
  for (let at = RIFF_HEADER_BYTES; at + CHUNK_HEADER_BYTES <= still.length; ) {
    const size = CHUNK_HEADER_BYTES + evenSize(view.u32(at + 4, true));
    if (tags.has(view.tag(at))) parts.push(view.slice(at, size));
    at += size;
  }
  return parts;
}

/**
 * Puts frames into an animated WebP that loops for ever (WebP container specification, "Animation").
 *
 * @param width px of the whole picture
 * @param hasAlpha true when any frame holds transparency, also where the finished animation shows none: players that
 *   are not told so add its colours to what was there before
 */
export function muxAnimatedWebp(
  width: number,
  height: number,
  hasAlpha: boolean,
  frames: readonly WebpFrame[],
): Uint8Array {
  const header = new Uint8Array(10);
  header[0] = ANIMATION_FLAG | (hasAlpha ? ALPHA_FLAG : 0);
  writeU24(header, 4, width - 1);
  writeU24(header, 7, height - 1);
  // Background colour 0 (transparent), loop count 0 (for ever).
  const animation = new Uint8Array(6);
  const body = joinBytes(chunk('VP8X', [header]), chunk('ANIM', [animation]), ...frames.map(frameChunk));
  return chunk('RIFF', [latin1Bytes('WEBP'), body]);
}

function frameChunk(frame: WebpFrame): Uint8Array {
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  writeU24(header, 0, frame.x / 2);
  writeU24(header, 3, frame.y / 2);
  writeU24(header, 6, frame.width - 1);
  writeU24(header, 9, frame.height - 1);
  writeU24(header, 12, frame.duration);
  header[15] = frame.blend ? 0 : NO_BLEND_FLAG;
  return chunk('ANMF', [header, frame.bitstream]);
}

function chunk(tag: string, parts: readonly Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(CHUNK_HEADER_BYTES + evenSize(size));
  bytes.set(latin1Bytes(tag));
  new DataView(bytes.buffer).setUint32(4, size, true);
  let at = CHUNK_HEADER_BYTES;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Chunks are padded to an even length. */
function evenSize(size: number): number {
  return size + (size % 2);
}

function writeU24(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 255;
  bytes[at + 1] = (value >> 8) & 255;
  bytes[at + 2] = (value >> 16) & 255;
}
