import { MediaError } from '../../values/errors.ts';
import { ByteView, hasTag } from '../bytes/byte-view.ts';
import { brandsOf } from './avif-header.ts';

/** How much of a file is looked at to tell text from pictures, bytes. */
const PROBE_BYTES = 1024;

const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);
const OPEN_AND_EXPORT = 'Open it in a picture program and export it as a JPEG or PNG.';

interface Foreign {
  readonly name: string;
  readonly remedy: string;
  readonly matches: (bytes: Uint8Array) => boolean;
}

const startsWith =
  (...signatures: readonly string[]) =>
  (bytes: Uint8Array) =>
    signatures.some((signature) => hasTag(bytes, 0, signature));

const FOREIGN: readonly Foreign[] = [
  {
    name: 'a HEIC photo, which browsers cannot read',
    remedy: 'Convert it to JPEG (on a phone: share or export it as "most compatible").',
    matches: (bytes) => brands(bytes).some((brand) => HEIF_BRANDS.has(brand)),
  },
  {
    name: 'a video',
    remedy: 'Pause it at a good moment, save that frame as a JPEG or PNG and use that.',
    matches: (bytes) => hasTag(bytes, 4, 'ftyp') || hasTag(bytes, 0, '\x1aE\xdf\xa3'),
  },
  {
    name: 'an SVG drawing; drawings may hold scripts and are not photos',
    remedy: OPEN_AND_EXPORT,
    matches: (bytes) => /<svg[\s>]/i.test(probeText(bytes)),
  },
  {
    name: 'a web page, not a picture',
    remedy: 'Open the page and save the picture itself (right click, "Save image as").',
    matches: (bytes) => /^\s*(<!doctype html|<html|<head|<body|<script)/i.test(probeText(bytes)),
  },
  {
    name: 'a TIFF or camera raw file, which browsers cannot read',
    remedy: OPEN_AND_EXPORT,
    matches: startsWith('II*\0', 'MM\0*', 'IIRO', 'FUJIFILMCCD-RAW'),
  },
  {
    name: 'a JPEG XL picture, which most browsers cannot read',
    remedy: OPEN_AND_EXPORT,
    matches: startsWith('\xff\x0a', '\0\0\0\x0cJXL '),
  },
  { name: 'a Photoshop document', remedy: OPEN_AND_EXPORT, matches: startsWith('8BPS') },
  { name: 'a PDF document', remedy: OPEN_AND_EXPORT, matches: startsWith('%PDF') },
  {
    name: 'an archive',
    remedy: 'Unpack it and choose the photo inside.',
    matches: startsWith('PK\x03\x04', '\x1f\x8b', '7z\xbc\xaf', 'Rar!'),
  },
  {
    name: 'text, whatever its name says',
    remedy: 'Choose a photo: JPEG, PNG, WebP, AVIF, GIF or BMP.',
    matches: isText,
  },
];

/** The error for bytes that are no readable picture: says what they are instead, where that can be told. */
export function refusal(bytes: Uint8Array): MediaError {
  const known = FOREIGN.find(({ matches }) => matches(bytes));
  if (known) return new MediaError('image-unsupported', `The file is ${known.name}.`, known.remedy);
  return new MediaError(
    'image-unsupported',
    'The file is of no known picture format.',
    'Choose a photo: JPEG, PNG, WebP, AVIF, GIF or BMP.',
  );
}

function brands(bytes: Uint8Array): string[] {
  if (!hasTag(bytes, 4, 'ftyp') || bytes.length < 16) return [];
  const view = new ByteView(bytes, () => new RangeError('past the end'));
  return brandsOf(view, Math.min(view.u32(0), bytes.length));
}

function probeText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: false }).decode(bytes.subarray(0, PROBE_BYTES));
}

/** Text has no control characters but white space. */
function isText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, PROBE_BYTES).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
