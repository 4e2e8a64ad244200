import { Unzlib } from 'fflate';
import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { joinBytes } from '../bytes/join-bytes.ts';

/** Largest text that is read out of a picture, bytes; and how many texts. */
const MAX_TEXT_BYTES = 8 * 1024 * 1024;
const MAX_TEXTS = 64;
/** Compressed bytes unpacked at a time: bounds what a bomb can make before it is noticed. */
const STEP_BYTES = 4096;

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n';
const PNG_CHUNK_OVERHEAD = 12;
/** EXIF: type of a text, and bytes of a directory entry (Exif 2.32, 4.6.2). */
const EXIF_TEXT = 2;
const EXIF_ENTRY_BYTES = 12;

/** The end of what can be read; the caller takes what came before. */
class EndOfPicture extends Error {}

/**
 * Texts that other programs put into a picture, by name: text chunks of a PNG (PNG specification, 11.3.3), and texts
 * of the form `name:text` in the EXIF data of a WebP. Bounded; what is damaged is left out. Never throws.
 */
export function pictureTexts(file: Uint8Array): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const view = new ByteView(file, () => new EndOfPicture());
  const found = hasTag(file, 0, PNG_SIGNATURE)
    ? pngTexts(view)
    : hasTag(file, 0, 'RIFF') && hasTag(file, 8, 'WEBP')
      ? webpTexts(view)
      : [];
  try {
    for (const [name, text] of found) {
      if (!texts.has(name)) texts.set(name, text);
      if (texts.size >= MAX_TEXTS) break;
    }
  } catch (error) {
    if (!(error instanceof EndOfPicture)) throw error;
  }
  return texts;
}

function* pngTexts(view: ByteView): Generator<readonly [string, string]> {
  for (let start = PNG_SIGNATURE.length; start < view.length; ) {
    const size = view.u32(start);
    const type = view.tag(start + 4);
    if (type === 'IEND') return;
    if (type === 'tEXt' || type === 'zTXt' || type === 'iTXt') {
      const text = readPngText(type, view.slice(start + 8, size));
      if (text) yield text;
    }
    start += size + PNG_CHUNK_OVERHEAD;
  }
}

/** `name\0text`; `name\0` method packed; or `name\0` packed? method `language\0` `translated name\0` text. */
function readPngText(type: 'tEXt' | 'zTXt' | 'iTXt', chunk: Uint8Array): [string, string] | undefined {
  const end = chunk.indexOf(0);
  if (end < 1 || end > 79) return undefined;
  const name = new TextDecoder('latin1').decode(chunk.subarray(0, end));
  const rest = chunk.subarray(end + 1);
  if (type === 'tEXt') return withText(name, rest, 'latin1');
  if (type === 'zTXt') return withText(name, unpack(rest.subarray(1)), 'latin1');
  const language = rest.indexOf(0, 2);
  const translated = language < 0 ? -1 : rest.indexOf(0, language + 1);
  if (translated < 0) return undefined;
  const text = rest.subarray(translated + 1);
  return withText(name, rest[0] === 1 ? unpack(text) : text, 'utf-8');
}

function withText(
  name: string,
  bytes: Uint8Array | undefined,
  coding: 'latin1' | 'utf-8',
): [string, string] | undefined {
  return bytes && bytes.length <= MAX_TEXT_BYTES ? [name, new TextDecoder(coding).decode(bytes)] : undefined;
}

/** Zlib data; undefined when it is damaged or unfolds to too much. */
function unpack(packed: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  let hasEnded = false;
  const unzip = new Unzlib((data, isLast) => {
    size += data.length;
    parts.push(data);
    hasEnded = isLast;
  });
  try {
    for (let at = 0; at < packed.length && size <= MAX_TEXT_BYTES; at += STEP_BYTES) {
      unzip.push(packed.slice(at, at + STEP_BYTES), at + STEP_BYTES >= packed.length);
    }
  } catch {
    return undefined;
  }
  return hasEnded && size <= MAX_TEXT_BYTES ? joinBytes(...parts) : undefined;
}

function* webpTexts(view: ByteView): Generator<readonly [string, string]> {
  for (let start = 12; start + 8 <= view.length; ) {
    const size = view.u32(start + 4, true);
    if (view.tag(start) === 'EXIF') yield* exifTexts(view.slice(start + 8, size));
    start += 8 + size + (size % 2);
  }
}

/** Texts of the first directory (TIFF 6.0, section 2). */
function* exifTexts(block: Uint8Array): Generator<readonly [string, string]> {
  const head = hasTag(block, 0, 'Exif\0\0') ? 6 : 0;
  const view = new ByteView(block.subarray(head), () => new EndOfPicture());
  const isLittle = view.tag(0, 2) === 'II';
  const directory = view.u32(4, isLittle);
  const count = view.u16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const entry = directory + 2 + index * EXIF_ENTRY_BYTES;
    if (view.u16(entry + 2, isLittle) !== EXIF_TEXT) continue;
    const bytes = view.u32(entry + 4, isLittle);
    const at = bytes <= 4 ? entry + 8 : view.u32(entry + 8, isLittle);
    if (bytes > MAX_TEXT_BYTES) continue;
    const text = new TextDecoder().decode(view.slice(at, bytes)).replace(/\0+$/, '');
    const colon = text.indexOf(':');
    if (colon > 0 && colon < 80) yield [text.slice(0, colon), text.slice(colon + 1)];
  }
}
